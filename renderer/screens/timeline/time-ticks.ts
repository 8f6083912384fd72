const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
/** Distances between marks that people read as round. */
const STEPS = [MINUTE, 5 * MINUTE, 15 * MINUTE, HOUR, 3 * HOUR, 6 * HOUR, 12 * HOUR, DAY, 2 * DAY, 7 * DAY, 14 * DAY, 30 * DAY, 90 * DAY, 365 * DAY] as const;

export interface TimeTick {
  readonly atMs: number;
  readonly label: string;
}

const clock = new Intl.DateTimeFormat(undefined, { hour: '2-digit', minute: '2-digit' });
const dayAndMonth = new Intl.DateTimeFormat(undefined, { day: 'numeric', month: 'short' });
const monthAndYear = new Intl.DateTimeFormat(undefined, { month: 'short', year: 'numeric' });

/** At most `most` marks at round moments of the user's zone within a range. */
export function timeTicks(fromMs: number, toMs: number, most: number): readonly TimeTick[] {
  const step = STEPS.find((one) => (toMs - fromMs) / one <= most) ?? Math.ceil((toMs - fromMs) / most / (365 * DAY)) * 365 * DAY;
  const ticks: TimeTick[] = [];
  for (let atMs = firstRound(fromMs, step); atMs <= toMs; atMs = nextRound(atMs, step)) if (atMs >= fromMs) ticks.push({ atMs, label: labelOf(atMs, step) });
  return ticks;
}

/** The last round moment before a time: the hour's or the day's beginning in the user's zone. */
function firstRound(atMs: number, step: number): number {
  const date = new Date(atMs);
  date.setHours(step >= HOUR ? 0 : date.getHours(), 0, 0, 0);
  return date.getTime();
}

/** Whole days by the calendar, so that a change to summer time moves no mark off midnight. */
function nextRound(atMs: number, step: number): number {
  if (step < DAY) return atMs + step;
  const date = new Date(atMs);
  date.setDate(date.getDate() + Math.round(step / DAY));
  return date.getTime();
}

function labelOf(atMs: number, step: number): string {
  const date = new Date(atMs);
  if (step >= 90 * DAY) return monthAndYear.format(date);
  return step >= DAY || (date.getHours() === 0 && date.getMinutes() === 0) ? dayAndMonth.format(date) : clock.format(date);
}
