import { escapeText } from '../content-lines/escape.ts';
import { writeContentLine, type WrittenParameter } from '../content-lines/write-content-line.ts';
import { civilFromDays } from '../jscalendar/civil-time.ts';
import { durationText } from '../jscalendar/duration.ts';
import type { Alert, CalendarItem, CalendarTime, Link, Participant, Person } from '../jscalendar/types.ts';
import { UTC, type Zone } from '../jscalendar/zone.ts';
import { compactTime, inZoneOf, ruleText, utcTimeText, writtenTime } from './written-time.ts';
import { writeVtimezone } from './write-vtimezone.ts';

/** What stands beside an item and belongs into its calendar object. */
export interface ItemFacts {
  readonly uid: string;
  /** RFC 3339 in UTC. */
  readonly created?: string;
  readonly modified?: string;
}

/**
 * An event or task as one iCalendar object (RFC 5545), its exceptions behind it, with the zones that it names. Without METHOD: it is
 * a record and invites nobody. What iCalendar has no property for stands in properties of our own.
 */
export function writeICalendar(item: CalendarItem, facts: ItemFacts): string {
  const writer: Writer = [];
  line(writer, 'BEGIN', [], 'VCALENDAR');
  line(writer, 'VERSION', [], '2.0');
  line(writer, 'PRODID', [], '-//SyncTrace//SyncTrace//EN');
  for (const [zone, year] of zonesOf(item)) writer.push(writeVtimezone(zone, year));
  writeComponent(writer, item, facts, undefined);
  for (const { recurrenceId, item: exception } of item.overrides) writeComponent(writer, exception, facts, inZoneOf(recurrenceId, item.start));
  line(writer, 'END', [], 'VCALENDAR');
  return writer.join('');
}

type Writer = string[];

function line(writer: Writer, name: string, params: readonly WrittenParameter[], value: string): void {
  writer.push(writeContentLine(name, params, value));
}

function text(writer: Writer, name: string, value: string | undefined): void {
  if (value !== undefined && value.trim() !== '') line(writer, name, [], escapeText(value));
}

function time(writer: Writer, name: string, value: CalendarTime | undefined): void {
  if (value !== undefined) line(writer, name, ...writtenTime(value));
}

/** Every zone that a time is written in, with the first year that it is needed for. */
function zonesOf(item: CalendarItem): ReadonlyMap<Zone, number> {
  const years = new Map<Zone, number>();
  const items = [item, ...item.overrides.map((override) => override.item)];
  const times = items.flatMap((one) => [one.start, one.end, one.due, ...one.included, ...one.excluded]);
  for (const one of [...times, ...item.overrides.map(({ recurrenceId }) => inZoneOf(recurrenceId, item.start))]) {
    if (one === undefined || one.dateOnly || one.zone === null || one.zone === UTC) continue;
    const { year } = civilFromDays(Math.floor(one.wall / 86_400));
    years.set(one.zone, Math.min(year, years.get(one.zone) ?? year));
  }
  return years;
}

function writeComponent(writer: Writer, item: CalendarItem, facts: ItemFacts, recurrenceId: CalendarTime | undefined): void {
  // VTODO is the component of a task (RFC 5545 §3.6.2), not a note to a developer.
  const name = item.kind === 'task' ? 'VTODO' : 'VEVENT';
  line(writer, 'BEGIN', [], name);
  line(writer, 'UID', [], escapeText(facts.uid));
  // RFC 5545 §3.8.7.2: without a METHOD, DTSTAMP is when the object was last revised.
  line(writer, 'DTSTAMP', [], compactTime(facts.modified ?? facts.created ?? '1970-01-01T00:00:00Z'));
  if (facts.created !== undefined) line(writer, 'CREATED', [], compactTime(facts.created));
  if (facts.modified !== undefined) line(writer, 'LAST-MODIFIED', [], compactTime(facts.modified));
  time(writer, 'RECURRENCE-ID', recurrenceId);
  text(writer, 'SUMMARY', item.title);
  text(writer, 'DESCRIPTION', item.description);
  writeTimes(writer, item);
  text(writer, 'LOCATION', item.locations.join('; '));
  if (item.geo !== undefined) line(writer, 'GEO', [], item.geo.replace(/,\s*/, ';'));
  for (const uri of item.virtualLocations) line(writer, 'CONFERENCE', [{ name: 'VALUE', values: ['URI'] }], uri);
  if (item.organizer !== undefined) line(writer, 'ORGANIZER', nameOf(item.organizer), addressOf(item.organizer));
  for (const participant of item.participants) writeParticipant(writer, participant);
  if (item.keywords.length > 0) line(writer, 'CATEGORIES', [], item.keywords.map(escapeText).join(','));
  writeStates(writer, item);
  writeLinks(writer, item.links);
  for (const { name: property, value } of item.unknown) text(writer, ownName(property), value);
  for (const alert of item.alerts) writeAlert(writer, alert, item.title ?? '');
  line(writer, 'END', [], name);
}

function writeTimes(writer: Writer, item: CalendarItem): void {
  const recurs = item.recurrenceRules.length > 0;
  // RFC 5545 §3.8.2.4: a series must have a start; one of tasks that are only due begins with the first of them.
  time(writer, 'DTSTART', item.start ?? (recurs ? item.due : undefined));
  if (item.kind === 'event') time(writer, 'DTEND', item.end);
  time(writer, 'DUE', item.due);
  for (const rule of item.recurrenceRules) line(writer, 'RRULE', [], ruleText(rule, item.start ?? item.due));
  for (const one of item.included) time(writer, 'RDATE', one);
  for (const one of item.excluded) time(writer, 'EXDATE', one);
  if (item.completed !== undefined) line(writer, 'COMPLETED', [], utcTimeText(item.completed));
}

const BUSY_STATUSES: Readonly<Record<string, string>> = { 'tentative': 'TENTATIVE', 'out-of-office': 'OOF', 'working-elsewhere': 'WORKINGELSEWHERE' };
const CLASSES: Readonly<Record<string, string>> = { secret: 'CONFIDENTIAL', private: 'PRIVATE', public: 'PUBLIC' };
/** RFC 5545 §3.8.1.11. */
const TASK_STATUSES: ReadonlySet<string> = new Set(['needs-action', 'in-process', 'completed', 'cancelled']);

function writeStates(writer: Writer, item: CalendarItem): void {
  const { status, freeBusyStatus, privacy, progress } = item;
  text(writer, 'STATUS', status?.toUpperCase());
  if (progress !== undefined) text(writer, TASK_STATUSES.has(progress) ? 'STATUS' : 'X-SYNCTRACE-PROGRESS', progress.toUpperCase());
  if (freeBusyStatus === 'free') line(writer, 'TRANSP', [], 'TRANSPARENT');
  text(writer, 'X-MICROSOFT-CDO-BUSYSTATUS', BUSY_STATUSES[freeBusyStatus ?? '']);
  if (privacy !== undefined) text(writer, 'CLASS', CLASSES[privacy] ?? privacy.toUpperCase());
  if (item.priority !== undefined) line(writer, 'PRIORITY', [], String(item.priority));
  if (item.percentComplete !== undefined) line(writer, 'PERCENT-COMPLETE', [], String(Math.round(item.percentComplete)));
  text(writer, 'COLOR', item.color);
}

/** Only the first link is the object's own; what is no URI is no link to a program. */
function writeLinks(writer: Writer, links: readonly Link[]): void {
  const isUri = (link: Link): boolean => /^[a-z][a-z0-9+.-]*:\S+$/i.test(link.text);
  const [own, ...more] = links.filter((link) => isUri(link) && link.context === undefined);
  if (own !== undefined) line(writer, 'URL', [], own.text);
  for (const link of [...more, ...links.filter((one) => isUri(one) && one.context !== undefined)]) line(writer, 'ATTACH', [], link.text);
  for (const link of links.filter((one) => !isUri(one))) text(writer, link.context === undefined ? 'X-SYNCTRACE-LINK' : 'X-SYNCTRACE-ATTACHMENT', link.text);
}

const ROLES: Readonly<Record<string, string>> = { attendee: 'REQ-PARTICIPANT', optional: 'OPT-PARTICIPANT', informational: 'NON-PARTICIPANT', chair: 'CHAIR' };

function writeParticipant(writer: Writer, participant: Participant): void {
  const { role, status, kind } = participant;
  const params: readonly WrittenParameter[] = [
    ...nameOf(participant),
    ...(kind === 'individual' ? [] : [{ name: 'CUTYPE', values: [kind === 'location' ? 'ROOM' : kind.toUpperCase()] }]),
    { name: 'ROLE', values: [ROLES[role] ?? role.toUpperCase()] },
    { name: 'PARTSTAT', values: [status.toUpperCase()] },
  ];
  line(writer, 'ATTENDEE', params, addressOf(participant));
}

function nameOf(person: Person): readonly WrittenParameter[] {
  return person.name === undefined || person.name === '' ? [] : [{ name: 'CN', values: [person.name] }];
}

/** Exchange knows people within an organisation by other addresses than those of mail. */
function addressOf({ address }: Person): string {
  if (/^[^\s@/:]+@[^\s@]+$/.test(address)) return `mailto:${address}`;
  return /^[a-z][a-z0-9+.-]*:\S+$/i.test(address) ? address : `urn:x-synctrace:${encodeURIComponent(address.toWellFormed())}`;
}

function writeAlert(writer: Writer, alert: Alert, title: string): void {
  const { trigger } = alert;
  if (trigger.type === 'unread') return;
  line(writer, 'BEGIN', [], 'VALARM');
  line(writer, 'ACTION', [], 'DISPLAY');
  line(writer, 'DESCRIPTION', [], escapeText(title));
  if (trigger.type === 'absolute') line(writer, 'TRIGGER', [{ name: 'VALUE', values: ['DATE-TIME'] }], utcTimeText(trigger.at));
  else line(writer, 'TRIGGER', trigger.relativeTo === 'end' ? [{ name: 'RELATED', values: ['END'] }] : [], durationText(trigger.offset));
  line(writer, 'END', [], 'VALARM');
}

/** A name of our own for what iCalendar has none for. */
function ownName(property: string): string {
  return `X-SYNCTRACE-${property.toUpperCase().replace(/[^A-Z0-9]+/g, '-').slice(0, 60)}`;
}
