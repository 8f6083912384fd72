export const WEEKDAYS = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'] as const;
export type Weekday = (typeof WEEKDAYS)[number];
export const WEEK_INDEXES = ['First', 'Second', 'Third', 'Fourth', 'Last'] as const;
export type WeekIndex = (typeof WEEK_INDEXES)[number];
export type PatternKind = 'daily' | 'weekly' | 'absoluteMonthly' | 'relativeMonthly' | 'absoluteYearly' | 'relativeYearly';

/** When a series happens. Days are `YYYY-MM-DD`, months count from 1. */
export interface Recurrence {
  readonly kind: PatternKind;
  readonly interval: number;
  readonly daysOfWeek: readonly Weekday[];
  readonly index: WeekIndex;
  readonly dayOfMonth: number;
  readonly month: number;
  readonly startDate: string;
  readonly endDate: string | null;
  readonly count: number | null;
}

const DAY_MS = 86_400_000;
const LONGEST_DAYS = 40 * 366;

/** The days of a series from its first to the last one before `until`, in order; days count in UTC. */
export function* daysOf(recurrence: Recurrence, until: string): Generator<string> {
  const first = Date.parse(`${recurrence.startDate}T00:00:00Z`);
  const last = Math.min(Date.parse(`${recurrence.endDate ?? '9999-12-31'}T00:00:00Z`), Date.parse(until));
  let given = 0;
  for (let step = 0; step < LONGEST_DAYS; step += 1) {
    const at = first + step * DAY_MS;
    if (at > last || (recurrence.count !== null && given >= recurrence.count)) return;
    if (!isOn(recurrence, at, first)) continue;
    given += 1;
    yield new Date(at).toISOString().slice(0, 10);
  }
}

function isOn(recurrence: Recurrence, at: number, first: number): boolean {
  const day = new Date(at);
  const begin = new Date(first);
  const months = (day.getUTCFullYear() - begin.getUTCFullYear()) * 12 + day.getUTCMonth() - begin.getUTCMonth();
  switch (recurrence.kind) {
    case 'daily':
      return ((at - first) / DAY_MS) % recurrence.interval === 0;
    case 'weekly': {
      const weekOf = (ms: number) => Math.floor((ms / DAY_MS + 4) / 7);
      return isListed(recurrence, day) && (weekOf(at) - weekOf(first)) % recurrence.interval === 0;
    }
    case 'absoluteMonthly':
      return months % recurrence.interval === 0 && isDayOfMonth(recurrence, day);
    case 'relativeMonthly':
      return months % recurrence.interval === 0 && isNth(recurrence, day);
    case 'absoluteYearly':
      return day.getUTCMonth() + 1 === recurrence.month && isDayOfMonth(recurrence, day);
    case 'relativeYearly':
      return day.getUTCMonth() + 1 === recurrence.month && isNth(recurrence, day);
  }
}

function isListed(recurrence: Recurrence, day: Date): boolean {
  return recurrence.daysOfWeek.includes(WEEKDAYS[day.getUTCDay()] ?? 'Sunday');
}

/** A month without that day has the occurrence on its last one. */
function isDayOfMonth(recurrence: Recurrence, day: Date): boolean {
  return day.getUTCDate() === Math.min(recurrence.dayOfMonth, lengthOfMonth(day));
}

function isNth(recurrence: Recurrence, day: Date): boolean {
  if (!isListed(recurrence, day)) return false;
  const listed = (date: number) => isListed(recurrence, new Date(Date.UTC(day.getUTCFullYear(), day.getUTCMonth(), date)));
  const all = Array.from({ length: lengthOfMonth(day) }, (_, at) => at + 1).filter(listed);
  const wanted = recurrence.index === 'Last' ? all.at(-1) : all[WEEK_INDEXES.indexOf(recurrence.index)];
  return wanted === day.getUTCDate();
}

function lengthOfMonth(day: Date): number {
  return new Date(Date.UTC(day.getUTCFullYear(), day.getUTCMonth() + 1, 0)).getUTCDate();
}
