import type { WrittenParameter } from '../content-lines/write-content-line.ts';
import { dateText, dateTimeText, parseCivilTime } from '../jscalendar/civil-time.ts';
import { recurrenceRuleText, type RecurrenceRule } from '../jscalendar/recurrence-rule.ts';
import { instantOfCalendarTime } from '../jscalendar/time-text.ts';
import type { CalendarTime } from '../jscalendar/types.ts';
import { instantOf, UTC } from '../jscalendar/zone.ts';

const DAY_SECONDS = 86_400;

/** Parameters and value of a time (RFC 5545 §3.3.4, §3.3.5): a date, an instant in UTC, a time of a zone, or one that floats. */
export function writtenTime(time: CalendarTime): readonly [readonly WrittenParameter[], string] {
  if (time.dateOnly) return [[{ name: 'VALUE', values: ['DATE'] }], compact(dateText(time.wall))];
  const value = compact(dateTimeText(time.wall));
  if (time.zone === UTC) return [[], `${value}Z`];
  return [time.zone === null ? [] : [{ name: 'TZID', values: [time.zone.id] }], value];
}

/** A time as an instant in UTC, where only such may stand; a date means its first moment, a floating time is taken as it is. */
export function utcTimeText(time: CalendarTime): string {
  return `${compact(dateTimeText(instantOfCalendarTime(time) ?? time.wall))}Z`;
}

/** `20260302T080000Z` of an RFC 3339 text. */
export function compactTime(text: string): string {
  return compact(text.replace(/\.\d+/, ''));
}

/** The same time in the zone of another, and a date where the other is one: so do the exceptions of a series name their place in it. */
export function inZoneOf(time: CalendarTime, other: CalendarTime | undefined): CalendarTime {
  const instant = instantOfCalendarTime(time);
  if (other === undefined || instant === undefined || other.zone === null || other.dateOnly) return time;
  return { wall: instant + other.zone.offsetAt(instant), dateOnly: false, zone: other.zone };
}

/** The rule, its last day written as the start is (RFC 5545 §3.3.10: UNTIL is a date exactly where DTSTART is one, and in UTC beside a zone). */
export function ruleText(rule: RecurrenceRule, start: CalendarTime | undefined): string {
  const until = parseCivilTime(rule.get('UNTIL') ?? '');
  if (until === undefined || !until.dateOnly || start === undefined || start.dateOnly) return recurrenceRuleText(rule);
  const last = until.seconds + DAY_SECONDS - 1;
  const text = start.zone === null ? dateTimeText(last) : `${dateTimeText(instantOf(last, start.zone))}Z`;
  return recurrenceRuleText(new Map([...rule, ['UNTIL', compact(text)]]));
}

function compact(text: string): string {
  return text.replace(/[-:]/g, '');
}
