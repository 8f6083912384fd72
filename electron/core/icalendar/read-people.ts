import { parameterValue, type ContentLine } from '../content-lines/content-line.ts';
import type { Participant, Person } from '../jscalendar/types.ts';

const ROLES: Readonly<Record<string, string>> = { 'REQ-PARTICIPANT': 'attendee', 'OPT-PARTICIPANT': 'optional', 'NON-PARTICIPANT': 'informational' };
const KINDS: Readonly<Record<string, string>> = { ROOM: 'location', UNKNOWN: 'individual' };

/** Who an ORGANIZER is. */
export function readPerson(line: ContentLine): Person {
  const name = parameterValue(line, 'CN')?.trim();
  const address = calendarAddress(line);
  return name === undefined || name === '' ? { address } : { name, address };
}

/** Who an ATTENDEE is and what is asked of them; defaults as RFC 5545 §3.2.3, §3.2.12 and §3.2.16 give them. */
export function readParticipant(line: ContentLine): Participant {
  const role = parameterValue(line, 'ROLE')?.toUpperCase() ?? 'REQ-PARTICIPANT';
  const kind = parameterValue(line, 'CUTYPE')?.toUpperCase() ?? 'INDIVIDUAL';
  return {
    ...readPerson(line),
    role: ROLES[role] ?? role.toLowerCase(),
    status: (parameterValue(line, 'PARTSTAT') ?? 'NEEDS-ACTION').toLowerCase(),
    kind: KINDS[kind] ?? kind.toLowerCase(),
    expectReply: parameterValue(line, 'RSVP')?.toUpperCase() === 'TRUE',
  };
}

/**
 * The address of an ORGANIZER or ATTENDEE, in lower case and without `mailto:`. Where the value is a server's own id of the
 * person (`urn:uuid:`, a path), the EMAIL parameter (RFC 7986 §6.2) tells the address, if there is one.
 */
export function calendarAddress(line: ContentLine): string {
  const value = line.value.trim();
  const mail = /^mailto:/i.test(value) ? value.slice(7).trim() : '';
  if (mail !== '') return mail.toLowerCase();
  const email = parameterValue(line, 'EMAIL')?.trim();
  if (email !== undefined && email !== '') return email.replace(/^mailto:/i, '').toLowerCase();
  if (value.includes('@')) return value.toLowerCase();
  return value === '' ? (parameterValue(line, 'CN')?.trim().toLowerCase() ?? '') : value;
}
