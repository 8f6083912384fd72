import { writeContentLine } from '../content-lines/write-content-line.ts';
import { civilFromDays, dateTimeText, daysFromCivil, daysInMonth, weekdayOf } from '../jscalendar/civil-time.ts';
import { weekdayCode } from '../jscalendar/weekday.ts';
import type { Zone } from '../jscalendar/zone.ts';

const DAY_SECONDS = 86_400;
/** A rule must hold for so many years before it is written as one. */
const PROVEN_YEARS = 6;
/** Where there is no rule, every change of the clocks is listed for so long. */
const LISTED_YEARS = 30;

/** A change of a zone's clocks: when it happens, and the offsets on both sides in seconds. */
interface Onset {
  readonly instant: number;
  readonly from: number;
  readonly to: number;
}

const KEPT = 200;

// A calendar names few zones, each with every event of it; and finding its changes asks for thousands of days.
const kept = new Map<string, string>();

/**
 * The VTIMEZONE (RFC 5545 §3.6.5) that holds for times from a year on: by yearly rules where the zone keeps some, else change by
 * change. Zones are known by their ids.
 */
export function writeVtimezone(zone: Zone, year: number): string {
  const key = `${zone.id} ${year}`;
  const known = kept.get(key);
  if (known !== undefined) return known;
  if (kept.size >= KEPT) kept.clear();
  const text = vtimezoneText(zone, year);
  kept.set(key, text);
  return text;
}

function vtimezoneText(zone: Zone, year: number): string {
  const start = instantOfYear(year - 1);
  const proven = onsetsIn(zone, start, instantOfYear(year - 1 + PROVEN_YEARS));
  const lines = [writeContentLine('BEGIN', [], 'VTIMEZONE'), writeContentLine('TZID', [], zone.id)];
  if (proven.length === 0) lines.push(observance({ instant: 0, from: zone.offsetAt(start), to: zone.offsetAt(start) }, ''));
  const listed = () => onsetsIn(zone, start, instantOfYear(year + LISTED_YEARS)).map((onset) => ({ onset, rule: '' }));
  for (const { onset, rule } of yearlyGroups(proven) ?? listed()) lines.push(observance(onset, rule));
  return [...lines, writeContentLine('END', [], 'VTIMEZONE')].join('');
}

function observance(onset: Onset, rule: string): string {
  const name = onset.to > onset.from ? 'DAYLIGHT' : 'STANDARD';
  const parts: readonly (readonly [string, string])[] = [
    ['BEGIN', name],
    ['DTSTART', dateTimeText(onset.instant + onset.from).replace(/[-:]/g, '')],
    ...(rule === '' ? [] : [['RRULE', rule] as const]),
    ['TZOFFSETFROM', utcOffset(onset.from)],
    ['TZOFFSETTO', utcOffset(onset.to)],
    ['END', name],
  ];
  return parts.map(([property, value]) => writeContentLine(property, [], value)).join('');
}

/** `+0100`, with seconds where there are some (RFC 5545 §3.3.14). */
function utcOffset(seconds: number): string {
  const size = Math.abs(seconds);
  const digits = [Math.floor(size / 3600), Math.floor(size / 60) % 60, ...(size % 60 === 0 ? [] : [size % 60])];
  return `${seconds < 0 ? '-' : '+'}${digits.map((part) => String(part).padStart(2, '0')).join('')}`;
}

/** The first change of each kind with the rule that gives all of its kind; undefined where one of them follows none. */
function yearlyGroups(onsets: readonly Onset[]): readonly { readonly onset: Onset; readonly rule: string }[] | undefined {
  const byKind = new Map<string, Onset[]>();
  for (const onset of onsets) {
    const kind = `${onset.from} ${onset.to}`;
    byKind.set(kind, [...(byKind.get(kind) ?? []), onset]);
  }
  const groups = [...byKind.values()].map((group) => ({ group, rule: ruleOf(group) }));
  return groups.some(({ rule }) => rule === undefined) ? undefined : groups.flatMap(({ group: [onset], rule = '' }) => (onset === undefined ? [] : [{ onset, rule }]));
}

function ruleOf(onsets: readonly Onset[]): string | undefined {
  const days = onsets.map(({ instant, from }) => {
    const wall = instant + from;
    const day = Math.floor(wall / DAY_SECONDS);
    const { year, month, day: ofMonth } = civilFromDays(day);
    return { year, month, weekday: weekdayOf(day), clock: wall - day * DAY_SECONDS, nth: Math.ceil(ofMonth / 7), isLast: ofMonth + 7 > daysInMonth(year, month) };
  });
  const [first] = days;
  if (first === undefined || days.length !== PROVEN_YEARS) return undefined;
  const isSteady = days.every((one, at) => one.year === first.year + at && one.month === first.month && one.weekday === first.weekday && one.clock === first.clock);
  const nth = days.every(({ isLast }) => isLast) ? -1 : days.every((one) => one.nth === first.nth) ? first.nth : undefined;
  return !isSteady || nth === undefined ? undefined : `FREQ=YEARLY;BYMONTH=${first.month};BYDAY=${nth}${weekdayCode(first.weekday)}`;
}

function onsetsIn(zone: Zone, from: number, to: number): readonly Onset[] {
  const onsets: Onset[] = [];
  let before = zone.offsetAt(from);
  for (let at = from; at < to; at += DAY_SECONDS) {
    const after = zone.offsetAt(at + DAY_SECONDS);
    if (after !== before) onsets.push({ instant: firstInstantWith(zone, after, at, at + DAY_SECONDS), from: before, to: after });
    before = after;
  }
  return onsets;
}

function firstInstantWith(zone: Zone, offset: number, before: number, after: number): number {
  let [low, high] = [before, after];
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (zone.offsetAt(middle) === offset) high = middle;
    else low = middle;
  }
  return high;
}

function instantOfYear(year: number): number {
  return daysFromCivil(year, 1, 1) * DAY_SECONDS;
}
