import { firstLine, readComponents, type ContentComponent, type ContentLine } from '../../dav-server/content.ts';
import type { Attendee, Draft } from './item.ts';
import { PROP } from './known-properties.ts';
import { globalObjectId } from './make-drafts.ts';
import { WEEK_INDEXES, WEEKDAYS, type PatternKind, type Recurrence } from './recurrence.ts';

/** Sets what the first event of an iCalendar text says (RFC 5545), as a client creates events by MIME content; false where there is none. Times without Z are taken as UTC. */
export function readEventText(text: string, draft: Draft): boolean {
  const event = readComponents(text)?.flatMap((one) => one.children).find((one) => one.name === 'VEVENT' && firstLine(one, 'RECURRENCE-ID') === undefined);
  const start = event === undefined ? undefined : firstLine(event, 'DTSTART');
  if (event === undefined || start === undefined) return false;
  const { bag } = draft;
  const end = firstLine(event, 'DTEND');
  const uid = valueOf(event, 'UID');
  bag.set(PROP.start, timeOf(start.value)).set(PROP.end, timeOf((end ?? start).value)).set(PROP.isAllDay, !start.value.includes('T'));
  for (const [name, key] of [['SUMMARY', PROP.subject], ['LOCATION', PROP.location], ['DESCRIPTION', PROP.body]] as const) {
    const value = valueOf(event, name);
    if (value !== '') bag.set(key, unescapeText(value));
  }
  const categories = valueOf(event, 'CATEGORIES');
  if (categories !== '') bag.set(PROP.categories, categories.split(/(?<!\\),/).map(unescapeText));
  if (uid !== '') bag.set(PROP.globalObjectId, globalObjectId(uid)).set(PROP.cleanGlobalObjectId, globalObjectId(uid));
  bag.set(PROP.sensitivity, valueOf(event, 'CLASS') === 'PRIVATE' ? 2 : 0).set(PROP.busyStatus, valueOf(event, 'TRANSP') === 'TRANSPARENT' ? 0 : 2);
  draft.attendees = event.lines.filter((line) => line.name === 'ATTENDEE').map(readAttendee);
  const rule = valueOf(event, 'RRULE');
  if (rule !== '') draft.recurrence = readRule(rule, timeOf(start.value));
  draft.cancelled = event.lines.filter((line) => line.name === 'EXDATE').flatMap((line) => line.value.split(',').map(timeOf));
  return true;
}

function readRule(rule: string, start: string): Recurrence {
  const parts = new Map(rule.split(';').map((part) => part.split('=', 2) as [string, string]));
  const days = (parts.get('BYDAY') ?? '').split(',').flatMap((code) => WEEKDAYS.filter((one) => code.endsWith(one.slice(0, 2).toUpperCase()) && code !== ''));
  const place = Number(parts.get('BYSETPOS') ?? /^[+-]?\d+/.exec(parts.get('BYDAY') ?? '')?.[0] ?? 0);
  const frequency = parts.get('FREQ') ?? 'DAILY';
  const isRelative = place !== 0 && days.length > 0;
  const kinds: Readonly<Record<string, PatternKind>> = {
    DAILY: 'daily', WEEKLY: 'weekly', MONTHLY: isRelative ? 'relativeMonthly' : 'absoluteMonthly', YEARLY: isRelative ? 'relativeYearly' : 'absoluteYearly',
  };
  const first = new Date(start);
  const until = parts.get('UNTIL');
  return {
    kind: kinds[frequency] ?? 'daily',
    interval: Number(parts.get('INTERVAL') ?? 1),
    daysOfWeek: days.length > 0 ? days : [WEEKDAYS[first.getUTCDay()] ?? 'Monday'],
    index: place < 0 ? 'Last' : (WEEK_INDEXES[place - 1] ?? 'First'),
    dayOfMonth: Number(parts.get('BYMONTHDAY') ?? first.getUTCDate()),
    month: Number(parts.get('BYMONTH') ?? first.getUTCMonth() + 1),
    startDate: start.slice(0, 10),
    endDate: until === undefined ? null : timeOf(until).slice(0, 10),
    count: parts.has('COUNT') ? Number(parts.get('COUNT')) : null,
  };
}

function readAttendee(line: ContentLine): Attendee {
  const parameter = (name: string) => line.parameters.get(name)?.[0] ?? '';
  const address = line.value.replace(/^mailto:/i, '');
  const kind = parameter('ROLE') === 'OPT-PARTICIPANT' ? 'optional' : parameter('ROLE') === 'NON-PARTICIPANT' ? 'resource' : 'required';
  const responses: Readonly<Record<string, Attendee['response']>> = { ACCEPTED: 'accept', TENTATIVE: 'tentative', DECLINED: 'decline' };
  return { name: parameter('CN') || address, address, kind, response: responses[parameter('PARTSTAT')] ?? 'notResponded' };
}

function valueOf(component: ContentComponent, name: string): string {
  return firstLine(component, name)?.value ?? '';
}

function timeOf(value: string): string {
  const [, year, month, day, hour = '00', minute = '00', second = '00'] = /^(\d{4})(\d\d)(\d\d)(?:T(\d\d)(\d\d)(\d\d))?/.exec(value) ?? [];
  return `${year ?? '1970'}-${month ?? '01'}-${day ?? '01'}T${hour}:${minute}:${second}Z`;
}

function unescapeText(text: string): string {
  return text.replace(/\\(.)/g, (_whole, one: string) => (one === 'n' || one === 'N' ? '\n' : one));
}
