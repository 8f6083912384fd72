import type { Meaning } from '../content-lines/compare-lines.ts';
import type { ContentLine } from '../content-lines/content-line.ts';
import { unescapeList, unescapeText } from '../content-lines/escape.ts';
import { durationText, parseDuration } from '../jscalendar/duration.ts';
import { parseRecurrenceRule, recurrenceRuleKey } from '../jscalendar/recurrence-rule.ts';
import { timeKey, zoneKey } from '../jscalendar/time-text.ts';
import type { CalendarTime } from '../jscalendar/types.ts';
import { normaliseText } from '../text/normalise-text.ts';
import { calendarAddress } from './read-people.ts';
import { readTimes } from './read-time.ts';
import type { ZoneLookup } from './zone-lookup.ts';

/**
 * What a property of an event, task or alarm means, so that what servers rewrite without harm is equal: escapes and folding, order of
 * parameters and of the parts of a rule, lists over one line or several, another name for the same zone, values that hold anyway.
 * Nothing for what belongs to the server.
 */
export function icalendarMeanings(line: ContentLine, zones: ZoneLookup, recurs: boolean): readonly Meaning[] {
  const { name: property } = line;
  if (NOT_COMPARED.has(property) || property.startsWith('X-RADICALE-')) return NOTHING;
  if (TIMES.has(property)) return timeMeanings(line, zones, recurs && property === 'DTSTART');
  const parameters = parametersOf(line);
  return valuesOf(line)
    .filter((value) => value !== '' && value !== USUAL[property])
    .map((value) => ({ property, value, parameters }));
}

const NOTHING: readonly Meaning[] = [];

/** Moved, added and dropped by servers at will. */
const NOT_COMPARED: ReadonlySet<string> = new Set([
  'BEGIN', 'END', 'DTSTAMP', 'LAST-MODIFIED', 'SEQUENCE', 'REQUEST-STATUS', 'RECURRENCE-ID', 'X-DTSTAMP', 'X-SEQUENCE', 'X-LIC-ERROR',
]);

/** What holds when a property is absent (RFC 5545 §3.8.1.3, §3.8.2.7, §3.8.1.9, §3.8.1.8). */
const USUAL: Readonly<Record<string, string>> = { 'CLASS': 'PUBLIC', 'TRANSP': 'OPAQUE', 'PRIORITY': '0', 'PERCENT-COMPLETE': '0' };

const TIMES: ReadonlySet<string> = new Set(['DTSTART', 'DTEND', 'DUE', 'EXDATE', 'RDATE', 'COMPLETED', 'CREATED']);
const WORDS: ReadonlySet<string> = new Set(['CLASS', 'TRANSP', 'STATUS', 'ACTION']);

function timeMeanings(line: ContentLine, zones: ZoneLookup, isClocked: boolean): readonly Meaning[] {
  const { times, unread } = readTimes(line, zones);
  const { name: property } = line;
  return [
    ...times.map((time) => ({ property, value: timeKey(time), parameters: clockOf(time, isClocked) })),
    ...unread.map((value) => ({ property, value, parameters: '' })),
  ];
}

/** A series goes by the clocks of the zone it starts in, whatever its name; for every other time the instant is all. */
function clockOf(time: CalendarTime, isClocked: boolean): string {
  return time.dateOnly ? 'date' : zoneKey(time.zone, time.zoneName, isClocked);
}

function valuesOf(line: ContentLine): readonly string[] {
  const { name, value } = line;
  if (name === 'CATEGORIES') return unescapeList(value).map(plain);
  // Xandikos escapes the commas between resources; a person reads the same list.
  if (name === 'RESOURCES') return unescapeText(value).split(',').map(plain);
  if (name === 'ATTENDEE' || name === 'ORGANIZER') return [calendarAddress(line)];
  if (name === 'RRULE' || name === 'EXRULE') return [ruleValue(value)];
  if (name === 'DURATION' || name === 'TRIGGER') return [durationValue(value.trim())];
  if (name === 'GEO') return [value.split(';').map(Number).join(';')];
  if (WORDS.has(name)) return [value.trim().toUpperCase()];
  if (line.params.some((param) => param.name === 'ENCODING')) return [value.replace(/[\s=]+/g, '')];
  return [plain(unescapeText(value))];
}

function ruleValue(value: string): string {
  const rule = parseRecurrenceRule(value);
  return rule === undefined ? value.trim() : recurrenceRuleKey(rule, undefined, null);
}

function durationValue(value: string): string {
  const duration = parseDuration(value);
  return duration === undefined ? value : durationText(duration);
}

/** Without what no two servers keep alike: control characters, blanks at the ends, decomposed accents. */
function plain(value: string): string {
  return normaliseText(value.replace(CONTROLS, ''));
}

const CONTROLS = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/g;

/** How a value is written, or what a scheduling server notes there (RFC 6638 §7). */
const NOT_COMPARED_PARAMETERS: ReadonlySet<string> = new Set([
  'VALUE', 'ENCODING', 'CHARSET', 'TZID', 'SCHEDULE-STATUS', 'SCHEDULE-AGENT', 'SCHEDULE-FORCE-SEND', 'X-CALENDARSERVER-DTSTAMP', 'X-CALENDARSERVER-AUTO',
]);

/** RFC 5545 §3.2.3, §3.2.12, §3.2.14, §3.2.15, §3.2.16, §3.2.17: what holds when a parameter is absent. */
const USUAL_PARAMETERS: Readonly<Record<string, string>> = {
  CUTYPE: 'INDIVIDUAL', PARTSTAT: 'NEEDS-ACTION', RELATED: 'START', RELTYPE: 'PARENT', ROLE: 'REQ-PARTICIPANT', RSVP: 'FALSE',
};

function parametersOf(line: ContentLine): string {
  if (line.params.length === 0) return '';
  const said: string[] = [];
  for (const { name, values } of line.params) {
    if (NOT_COMPARED_PARAMETERS.has(name)) continue;
    const usual = USUAL_PARAMETERS[name];
    const written = values.map((value) => (usual === undefined ? plain(value) : value.trim().toUpperCase())).sort().join(',');
    if (written !== '' && written !== usual) said.push(`${name}=${written}`);
  }
  return said.sort().join(';');
}
