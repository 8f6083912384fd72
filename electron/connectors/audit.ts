import type { AuditEntry } from '../core/audit/entry.ts';

export interface AuditQuestion {
  /** RFC 3339. */
  readonly from: string;
  readonly until: string;
  /** Sign-in names; none: the mailbox that the account is for, or everybody where it is for none. */
  readonly users: readonly string[];
}

/** Asks a service what its audit log says. */
export interface AuditQuery {
  /**
   * The rows as they come, each as the items that it is about, none where it says nothing of who wrote what; ends where all were yielded. Throws
   * `audit-not-allowed` or `query-failed`.
   */
  query(question: AuditQuestion, signal: AbortSignal): AsyncIterable<readonly AuditEntry[]>;
  /** Closes connections. */
  close(): Promise<void>;
}
