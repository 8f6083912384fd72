import { civilFromDays, daysFromCivil, daysInMonth, parseCivilTime, weekdayOf } from '../jscalendar/civil-time.ts';
import { parseRecurrenceRule, type RecurrenceRule } from '../jscalendar/recurrence-rule.ts';
import { parseWeekday } from '../jscalendar/weekday.ts';
import type { Zone } from '../jscalendar/zone.ts';
import { valueOf, type Component } from './component-tree.ts';

const DAY_SECONDS = 86_400;

/** A zone that a body defines, and whether all of its rules were understood. */
export interface DefinedZone extends Zone {
  readonly complete: boolean;
}

/**
 * The zone that a VTIMEZONE defines (RFC 5545 §3.6.5); undefined where it has no observance with offsets. An observance's last
 * onset before an instant is computed from the year, never by counting through the rule, so that no rule and no distant year costs more.
 */
export function zoneOfVtimezone(component: Component): DefinedZone | undefined {
  const observances = component.children.flatMap((child) => observanceOf(child) ?? []);
  const first = observances.reduce<Observance | undefined>((least, one) => (least === undefined || one.firstOnset < least.firstOnset ? one : least), undefined);
  if (first === undefined) return undefined;
  return {
    id: valueOf(component, 'TZID') ?? '',
    complete: observances.every((observance) => observance.understood),
    since: first.firstOnset,
    offsetAt(instant) {
      let latest = Number.NEGATIVE_INFINITY;
      let offset = first.offsetFrom;
      for (const observance of observances) {
        const onset = lastOnset(observance, instant);
        if (onset !== undefined && onset >= latest) {
          latest = onset;
          offset = observance.offsetTo;
        }
      }
      return offset;
    },
  };
}

/** One STANDARD or DAYLIGHT; onsets are instants in UTC. */
interface Observance {
  readonly offsetFrom: number;
  readonly offsetTo: number;
  readonly firstOnset: number;
  readonly onsets: readonly number[];
  readonly yearly: YearlyRule | undefined;
  readonly understood: boolean;
}

interface YearlyRule {
  readonly month: number;
  readonly clock: number;
  readonly firstYear: number;
  readonly interval: number;
  readonly lastYear: number;
  readonly until: number;
  readonly dayIn: (year: number) => number | undefined;
}

function observanceOf(component: Component): Observance | undefined {
  const offsetFrom = parseOffset(valueOf(component, 'TZOFFSETFROM'));
  const offsetTo = parseOffset(valueOf(component, 'TZOFFSETTO'));
  const start = parseCivilTime(valueOf(component, 'DTSTART') ?? '');
  if (offsetTo === undefined || start === undefined) return undefined;
  const from = offsetFrom ?? offsetTo;
  const dates = component.lines.filter((line) => line.name === 'RDATE').flatMap((line) => line.value.split(','));
  const onsets = [start, ...dates.flatMap((date) => parseCivilTime(date.trim()) ?? [])].map((time) => (time.utc ? time.seconds : time.seconds - from));
  const ruleText = valueOf(component, 'RRULE');
  const rule = ruleText === undefined ? undefined : parseRecurrenceRule(ruleText);
  const yearly = rule === undefined ? undefined : yearlyRule(rule, start.seconds);
  return { offsetFrom: from, offsetTo, firstOnset: start.seconds - from, onsets: onsets.sort((a, b) => a - b), yearly, understood: ruleText === undefined || yearly !== undefined };
}

/** RFC 5545 §3.3.14, and `+1:00` or `+01:00` as some programs write it. */
function parseOffset(text: string | undefined): number | undefined {
  const match = /^([+-])(\d{1,2}):?(\d\d)(?::?(\d\d))?$/.exec(text ?? '');
  if (match === null) return undefined;
  const size = Number(match[2]) * 3600 + Number(match[3]) * 60 + Number(match[4] ?? '0');
  return size > DAY_SECONDS ? undefined : match[1] === '-' ? -size : size;
}

/** Rules that zones have: once a year, on a date, an nth weekday, or a weekday among some dates. Undefined for any other. */
function yearlyRule(rule: RecurrenceRule, start: number): YearlyRule | undefined {
  const day = Math.floor(start / DAY_SECONDS);
  const first = civilFromDays(day);
  const month = Number(rule.get('BYMONTH') ?? String(first.month));
  const interval = Number(rule.get('INTERVAL') ?? '1');
  const unusual = [...rule.keys()].some((name) => !['FREQ', 'INTERVAL', 'BYMONTH', 'BYDAY', 'BYMONTHDAY', 'COUNT', 'UNTIL', 'WKST'].includes(name));
  if (rule.get('FREQ') !== 'YEARLY' || unusual || !(month >= 1 && month <= 12) || !(interval >= 1)) return undefined;
  const dayIn = dayFinder(rule, month, first.day);
  if (dayIn === undefined) return undefined;
  const count = rule.get('COUNT');
  const until = parseCivilTime(rule.get('UNTIL') ?? '');
  return {
    month,
    clock: start - day * DAY_SECONDS,
    firstYear: first.year,
    interval,
    lastYear: count === undefined ? Number.POSITIVE_INFINITY : first.year + (Number(count) - 1) * interval,
    until: until === undefined ? Number.POSITIVE_INFINITY : until.seconds + (until.dateOnly ? DAY_SECONDS - 1 : 0),
    dayIn,
  };
}

function dayFinder(rule: RecurrenceRule, month: number, startDay: number): ((year: number) => number | undefined) | undefined {
  const monthDays = rule.get('BYMONTHDAY')?.split(',').map(Number);
  const byDay = rule.get('BYDAY');
  if (byDay === undefined) {
    const [only, ...others] = monthDays ?? [startDay];
    if (only === undefined || others.length > 0 || !Number.isInteger(only) || only === 0) return undefined;
    return (year) => daysFromCivil(year, month, only > 0 ? Math.min(only, daysInMonth(year, month)) : daysInMonth(year, month) + 1 + only);
  }
  const wanted = parseWeekday(byDay);
  if (wanted === undefined || (wanted.nth !== 0) === (monthDays !== undefined)) return undefined;
  if (monthDays !== undefined) {
    return (year) => monthDays.map((date) => daysFromCivil(year, month, date)).find((days) => weekdayOf(days) === wanted.weekday);
  }
  return (year) => nthWeekday(year, month, wanted.weekday, wanted.nth);
}

function nthWeekday(year: number, month: number, weekday: number, nth: number): number {
  if (nth > 0) {
    const first = daysFromCivil(year, month, 1);
    return first + ((weekday - weekdayOf(first) + 7) % 7) + (nth - 1) * 7;
  }
  const last = daysFromCivil(year, month, daysInMonth(year, month));
  return last - ((weekdayOf(last) - weekday + 7) % 7) + (nth + 1) * 7;
}

function lastOnset(observance: Observance, instant: number): number | undefined {
  const listed = lastAtOrBefore(observance.onsets, instant);
  const ruled = observance.yearly === undefined ? undefined : lastYearlyOnset(observance.yearly, observance.offsetFrom, instant);
  return ruled === undefined || (listed !== undefined && listed > ruled) ? listed : ruled;
}

function lastAtOrBefore(sorted: readonly number[], instant: number): number | undefined {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((sorted[middle] ?? Number.POSITIVE_INFINITY) <= instant) low = middle + 1;
    else high = middle;
  }
  return sorted[low - 1];
}

function lastYearlyOnset(rule: YearlyRule, offsetFrom: number, instant: number): number | undefined {
  const bound = Math.min(instant, rule.until);
  const year = Math.min(civilFromDays(Math.floor((bound + offsetFrom) / DAY_SECONDS)).year, rule.lastYear);
  const latest = rule.firstYear + Math.floor((year - rule.firstYear) / rule.interval) * rule.interval;
  for (let candidate = latest; candidate >= rule.firstYear && candidate >= latest - rule.interval; candidate -= rule.interval) {
    const day = rule.dayIn(candidate);
    const onset = day === undefined ? undefined : day * DAY_SECONDS + rule.clock - offsetFrom;
    if (onset !== undefined && onset <= bound) return onset;
  }
  return undefined;
}
