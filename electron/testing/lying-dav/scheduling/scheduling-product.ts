import type { Invitation } from './invitation.ts';

/** Someone was told something: what every restore must keep at nought. */
export interface Notification {
  readonly request: number;
  readonly method: 'REQUEST' | 'CANCEL' | 'REPLY';
  /** In lower case, without `mailto:`. */
  readonly to: string;
  readonly uid: string;
}

export interface SchedulingContext {
  /** Addresses with an account on the same server. */
  readonly localUsers: readonly string[];
  /** Now, as a basic-format UTC text. */
  readonly now: string;
  /** UIDs of invitations that were cancelled by deleting them. */
  readonly cancelledUids: ReadonlySet<string>;
  /** The header of RFC 6638 §8.1 on the request. */
  readonly scheduleReply: boolean;
}

/** What a server makes of a write. */
export interface SchedulingOutcome {
  readonly notifies: readonly Omit<Notification, 'request' | 'uid'>[];
  /** Refuses the write with this status; nothing is stored. */
  readonly refuses?: number;
  /** Addresses whose ATTENDEE line gets a SCHEDULE-STATUS in what is stored. */
  readonly marks?: Readonly<Record<string, string>>;
}

/** The rules of one product, as CalDAV servers were seen to follow them. */
export interface SchedulingProduct {
  readonly name: 'cyrus' | 'davical' | 'sogo' | 'advertised-only';
  readonly davHeader: string;
  onPut(before: Invitation | null, after: Invitation, context: SchedulingContext): SchedulingOutcome;
  onDelete(before: Invitation, context: SchedulingContext): SchedulingOutcome;
  /** For each object of a calendar that is deleted as a whole. */
  onCalendarDelete(before: Invitation, context: SchedulingContext): SchedulingOutcome;
}

export const SILENT: SchedulingOutcome = { notifies: [] };

/** The same message to each of these. */
export function tell(method: Notification['method'], addresses: readonly string[]): readonly Omit<Notification, 'request' | 'uid'>[] {
  return addresses.map((to) => ({ method, to }));
}

/** Addresses for which the server is to act (RFC 6638 §7.1). */
export function servedBy(invitation: Invitation): readonly string[] {
  return invitation.attendees.filter((one) => one.agent === 'SERVER').map((one) => one.address);
}
