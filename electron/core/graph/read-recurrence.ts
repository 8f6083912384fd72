import { parseCivilTime } from '../jscalendar/civil-time.ts';
import { parseRecurrenceRule, type RecurrenceRule } from '../jscalendar/recurrence-rule.ts';
import { weekdayCode } from '../jscalendar/weekday.ts';
import { objectAt, textAt, textsAt, type JsonObject } from './json.ts';

const FREQUENCIES: Readonly<Record<string, string>> = {
  daily: 'DAILY', weekly: 'WEEKLY', absolutemonthly: 'MONTHLY', relativemonthly: 'MONTHLY', absoluteyearly: 'YEARLY', relativeyearly: 'YEARLY',
};
const INDEXES: Readonly<Record<string, string>> = { first: '1', second: '2', third: '3', fourth: '4', last: '-1' };
const WEEKDAYS: readonly string[] = ['sunday', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday'];

/** A Graph `patternedRecurrence` as the rule of RFC 5545 that means the same; undefined where there is none or none that is known. */
export function readRecurrence(recurrence: JsonObject): RecurrenceRule | undefined {
  const pattern = objectAt(recurrence, 'pattern');
  const type = textAt(pattern, 'type').toLowerCase();
  const frequency = Object.hasOwn(FREQUENCIES, type) ? FREQUENCIES[type] : undefined;
  if (frequency === undefined) return undefined;
  const parts = [`FREQ=${frequency}`, `INTERVAL=${countAt(pattern, 'interval') ?? 1}`, ...daysOf(pattern, type), ...rangeOf(objectAt(recurrence, 'range'))];
  return parseRecurrenceRule(parts.join(';'));
}

function daysOf(pattern: JsonObject, type: string): readonly string[] {
  const days = textsAt(pattern, 'daysOfWeek').flatMap((day) => codeOf(day) ?? []);
  const month = type.endsWith('yearly') ? [`BYMONTH=${countAt(pattern, 'month') ?? 1}`] : [];
  if (type === 'weekly') {
    const weekStart = codeOf(textAt(pattern, 'firstDayOfWeek'));
    return [...(days.length === 0 ? [] : [`BYDAY=${days.join(',')}`]), ...(weekStart === undefined ? [] : [`WKST=${weekStart}`])];
  }
  if (type.startsWith('absolute')) return [...month, `BYMONTHDAY=${countAt(pattern, 'dayOfMonth') ?? 1}`];
  if (!type.startsWith('relative') || days.length === 0) return month;
  const index = INDEXES[textAt(pattern, 'index').toLowerCase()] ?? '1';
  // Several days mean the nth among all of them ("the last weekday of the month"), which takes BYSETPOS.
  return days.length === 1 ? [...month, `BYDAY=${index}${days[0] ?? ''}`] : [...month, `BYDAY=${days.join(',')}`, `BYSETPOS=${index}`];
}

function rangeOf(range: JsonObject): readonly string[] {
  const type = textAt(range, 'type').toLowerCase();
  const count = countAt(range, 'numberOfOccurrences');
  if (type === 'numbered' && count !== undefined) return [`COUNT=${count}`];
  const end = textAt(range, 'endDate');
  // 0001-01-01 is how the service writes "no date".
  if (type !== 'enddate' || parseCivilTime(end) === undefined || end.startsWith('0001')) return [];
  return [`UNTIL=${end.slice(0, 10).replaceAll('-', '')}`];
}

function countAt(object: JsonObject, name: string): number | undefined {
  const value = object[name];
  return typeof value === 'number' && Number.isInteger(value) && value > 0 ? value : undefined;
}

function codeOf(day: string): string | undefined {
  const weekday = WEEKDAYS.indexOf(day.toLowerCase());
  return weekday < 0 ? undefined : weekdayCode(weekday);
}
