import type { RestoreReason } from '../../../shared/messages/restore.ts';
import type { RawFormat } from '../../../shared/records.ts';
import type { SchedulingBehaviour } from '../../connectors/connector.ts';
import type { RecordRules } from './record-rules.ts';

/** A body to create, in a form that notifies nobody. */
export interface SilentForm {
  readonly raw: Uint8Array;
  readonly uid?: string;
  readonly reason?: RestoreReason;
}

export interface SilenceRequest {
  readonly format: RawFormat;
  readonly raw: Uint8Array;
  readonly uid?: string;
  readonly scheduling: SchedulingBehaviour;
  readonly ownAddresses: readonly string[];
}

/** The UID of the copy without guests: made from the old one, so that a second plan finds the copy and makes no other. */
export function uidOfCopy(uid: string): string {
  return `${uid}-restored`;
}

/** Whether writing this body could make the server tell other people. */
export function mayNotify(request: Omit<SilenceRequest, 'uid' | 'ownAddresses'>, rules: RecordRules): boolean {
  return SCHEDULED.has(request.format) && request.scheduling !== 'none' && rules.scheduling.hasScheduling(request.format, request.raw);
}

/** Formats of servers that may send messages by themselves; EWS sends none, because every request of ours says so. */
const SCHEDULED: ReadonlySet<RawFormat> = new Set<RawFormat>(['icalendar', 'graph-json']);

/** The form in which a body that is not on the server can be created without telling anyone or taking a meeting over; null where there is none. */
export function silentForm(request: SilenceRequest, rules: RecordRules): SilentForm | null {
  const { format, raw, uid, scheduling, ownAddresses } = request;
  if (!mayNotify(request, rules) && !rules.scheduling.takesOver(format, raw)) return { raw, ...(uid === undefined ? {} : { uid }) };
  const plain = rules.scheduling.withoutMethod(format, raw);
  if (scheduling === 'client-agent' && format === 'icalendar') {
    const silent = rules.scheduling.withClientAgent(plain, ownAddresses);
    if (!rules.scheduling.hasClientAgent(silent, ownAddresses)) return null;
    return { raw: silent, reason: 'create-silent', ...(uid === undefined ? {} : { uid }) };
  }
  const stripped = rules.scheduling.withoutGuests(format, plain);
  // A server that keeps the old UID in its books could take the copy for the invitation and cancel that.
  const copyUid = uidOfCopy(uid ?? 'event');
  const copy = rules.scheduling.withUid(format, stripped, copyUid);
  if (rules.scheduling.hasScheduling(format, copy) || rules.scheduling.takesOver(format, copy)) return null;
  // Exchange makes the UID of a new event itself; the copy is found again by its mark.
  return { raw: copy, reason: 'create-without-guests', ...(format === 'icalendar' ? { uid: copyUid } : {}) };
}
