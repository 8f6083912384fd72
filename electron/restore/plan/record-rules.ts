import type { RawFormat } from '../../../shared/records.ts';

/** What restoring must know of bodies, answered by the core; never throws, whatever the bytes. */
export interface RecordRules {
  /** Whether two bodies say the same to a person; false where one of them cannot be read. */
  sameByMeaning(format: RawFormat, left: Uint8Array, right: Uint8Array): boolean;
  /** Names of the properties of `sent` that `held` does not hold with the same value; what servers rewrite without meaning is left out. */
  differingProperties(format: RawFormat, sent: Uint8Array, held: Uint8Array): readonly string[];
  uidOf(format: RawFormat, raw: Uint8Array): string | undefined;
  /** What a person would see change; empty where there is nothing to show. */
  fieldRows(format: RawFormat, before: Uint8Array, after: Uint8Array): readonly { readonly field: string; readonly before?: string; readonly after?: string }[];
  readonly scheduling: SchedulingRules;
}

/** The forms of an event in which a server tells nobody (CALDAV.md “Restoring without notifying anyone”). */
export interface SchedulingRules {
  /** Whether any component names an ORGANIZER or an ATTENDEE; in Graph's form, whether the event has guests or is another's. */
  hasScheduling(format: RawFormat, raw: Uint8Array): boolean;
  /** Whether creating this body as it is would make the account the organizer of another's meeting (EWS). */
  takesOver(format: RawFormat, raw: Uint8Array): boolean;
  /** SCHEDULE-AGENT=CLIENT on each attendee of every component, or on the organizer where the account is a guest (RFC 6638 §7.1). */
  withClientAgent(raw: Uint8Array, ownAddresses: readonly string[]): Uint8Array;
  /** Whether the body stands in the form that `withClientAgent` gives. */
  hasClientAgent(raw: Uint8Array, ownAddresses: readonly string[]): boolean;
  /** Without organizer and guests, also in exceptions; the people stay readable as text. */
  withoutGuests(format: RawFormat, raw: Uint8Array): Uint8Array;
  withoutMethod(format: RawFormat, raw: Uint8Array): Uint8Array;
  /** Under another UID; in the forms of Exchange without one, because there the server makes them. */
  withUid(format: RawFormat, raw: Uint8Array, uid: string): Uint8Array;
}
