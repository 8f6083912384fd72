/** One row of a service's audit log. */
export interface AuditRow {
  /** As the service sent it. */
  readonly raw: string;
  /** As the service numbers it; '' where it does not. */
  readonly id: string;
  /** RFC 3339 in UTC. */
  readonly createdDateTime: string;
  readonly operation: string;
  /** Who signed in. */
  readonly userId: string;
  readonly clientIp?: string;
  /** The program, as the server saw it. */
  readonly clientInfo?: string;
  readonly itemId?: string;
  readonly subject?: string;
  readonly folder?: string;
}

export interface AuditQuestion {
  /** RFC 3339. */
  readonly from: string;
  readonly until: string;
  /** Sign-in names; none: the mailbox that the account is for, or everybody where it is for none. */
  readonly users: readonly string[];
}

/** Asks a service what its audit log says. */
export interface AuditQuery {
  /** The rows, as they come; ends where all were yielded. Throws `audit-not-allowed` or `query-failed`. */
  query(question: AuditQuestion, signal: AbortSignal): AsyncIterable<AuditRow>;
  /** Closes connections. */
  close(): Promise<void>;
}
