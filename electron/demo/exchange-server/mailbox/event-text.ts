import type { Attendee, Bag, Item } from './item.ts';
import { textOf } from './item.ts';
import { PROP } from './known-properties.ts';
import { uidOf } from './make-drafts.ts';
import type { MapiKey } from './property-keys.ts';
import type { Recurrence } from './recurrence.ts';

const WEEK_PLACES = { First: 1, Second: 2, Third: 3, Fourth: 4, Last: -1 } as const;
const ANSWERS: Readonly<Record<Attendee['response'], string>> = {
  none: 'NEEDS-ACTION', notResponded: 'NEEDS-ACTION', organizer: 'ACCEPTED', accept: 'ACCEPTED', tentative: 'TENTATIVE', decline: 'DECLINED',
};
const ROLES: Readonly<Record<Attendee['kind'], string>> = { required: 'REQ-PARTICIPANT', optional: 'OPT-PARTICIPANT', resource: 'NON-PARTICIPANT' };

/** Clients look for the time zone of a mailbox here. */
const ZONE = ['BEGIN:VTIMEZONE', 'TZID:UTC', 'BEGIN:STANDARD', 'DTSTART:16010101T000000', 'TZOFFSETFROM:+0000', 'TZOFFSETTO:+0000', 'END:STANDARD', 'END:VTIMEZONE'];

/** An event with the changed occurrences of its series as iCalendar (RFC 5545), times in UTC: what EWS calls its MIME content. */
export function eventText(item: Item): string {
  const master = eventLines(item, item.bag, seriesLines(item));
  const exceptions = item.exceptions.flatMap(({ originalStart, bag }) =>
    eventLines(item, new Map([...item.bag, ...bag]), [`RECURRENCE-ID:${stamp(originalStart)}`]),
  );
  const lines = ['BEGIN:VCALENDAR', 'METHOD:PUBLISH', 'PRODID:Microsoft Exchange Server 2010', 'VERSION:2.0', ...ZONE, ...master, ...exceptions, 'END:VCALENDAR'];
  return lines.map((line) => `${fold(line)}\r\n`).join('');
}

function eventLines(item: Item, bag: Bag, more: readonly string[]): readonly string[] {
  const isAllDay = bag.get(PROP.isAllDay) === true;
  const time = (name: string, key: MapiKey) => (isAllDay ? `${name};VALUE=DATE:${stamp(textOf(bag, key)).slice(0, 8)}` : `${name}:${stamp(textOf(bag, key))}`);
  const optional = (name: string, key: MapiKey) => (textOf(bag, key) === '' ? [] : [`${name}:${escapeText(textOf(bag, key))}`]);
  const categories = bag.get(PROP.categories);
  const guests = item.attendees.map((one) => `ATTENDEE;ROLE=${ROLES[one.kind]};PARTSTAT=${ANSWERS[one.response]};CN=${quoted(one.name)}:mailto:${one.address}`);
  const organizer = guests.length === 0 ? [] : [`ORGANIZER;CN=${quoted(textOf(bag, PROP.organizerName))}:mailto:${textOf(bag, PROP.organizerAddress)}`];
  return [
    'BEGIN:VEVENT',
    `UID:${uidOf(textOf(item.bag, PROP.cleanGlobalObjectId))}`,
    ...more,
    `DTSTAMP:${stamp(textOf(bag, PROP.lastModificationTime))}`,
    time('DTSTART', PROP.start),
    time('DTEND', PROP.end),
    ...optional('SUMMARY', PROP.subject),
    ...optional('LOCATION', PROP.location),
    ...optional('DESCRIPTION', PROP.body),
    ...(Array.isArray(categories) && categories.length > 0 ? [`CATEGORIES:${categories.map(escapeText).join(',')}`] : []),
    ...organizer,
    ...guests,
    `CLASS:${Number(bag.get(PROP.sensitivity) ?? 0) > 0 ? 'PRIVATE' : 'PUBLIC'}`,
    `TRANSP:${bag.get(PROP.busyStatus) === 0 ? 'TRANSPARENT' : 'OPAQUE'}`,
    `SEQUENCE:${Number(bag.get(PROP.sequence) ?? 0)}`,
    'END:VEVENT',
  ];
}

function seriesLines(item: Item): readonly string[] {
  if (item.recurrence === null) return [];
  return [`RRULE:${rule(item.recurrence)}`, ...item.cancelled.map((one) => `EXDATE:${stamp(one)}`)];
}

function rule(recurrence: Recurrence): string {
  const { kind, interval, daysOfWeek, dayOfMonth, month, count, endDate } = recurrence;
  const frequency = kind === 'daily' ? 'DAILY' : kind === 'weekly' ? 'WEEKLY' : kind.endsWith('Monthly') ? 'MONTHLY' : 'YEARLY';
  const parts = [`FREQ=${frequency}`, `INTERVAL=${interval}`];
  const days = daysOfWeek.map((one) => one.slice(0, 2).toUpperCase()).join(',');
  if (kind === 'weekly' || kind.startsWith('relative')) parts.push(`BYDAY=${days}`);
  if (kind.startsWith('relative')) parts.push(`BYSETPOS=${WEEK_PLACES[recurrence.index]}`);
  if (kind.startsWith('absolute')) parts.push(`BYMONTHDAY=${dayOfMonth}`);
  if (kind.endsWith('Yearly')) parts.push(`BYMONTH=${month}`);
  if (count !== null) parts.push(`COUNT=${count}`);
  else if (endDate !== null) parts.push(`UNTIL=${endDate.replaceAll('-', '')}T235959Z`);
  return parts.join(';');
}

function stamp(utc: string): string {
  return utc.replace(/[-:]/g, '');
}

function escapeText(text: string): string {
  return text.replace(/[\\;,]/g, '\\$&').replace(/\r?\n/g, '\\n');
}

function quoted(text: string): string {
  return `"${text.replaceAll('"', "'")}"`;
}

/** RFC 5545 §3.1: no line of more than 75 octets, and no character cut in two. */
function fold(line: string): string {
  let folded = '';
  let octets = 0;
  for (const character of line) {
    const length = Buffer.byteLength(character);
    if (octets + length > 75) {
      folded += '\r\n ';
      octets = 1;
    }
    folded += character;
    octets += length;
  }
  return folded;
}
