/** `day-apart`: as a time zone mistake makes them. `unknown`: one has none that can be read. */
export type BirthdayRelation = 'same' | 'day-apart' | 'different' | 'unknown';

const DAY_MS = 86_400_000;
// Apple writes this year for a birthday without one.
const NO_YEAR: ReadonlySet<number> = new Set([1604]);

/** How two birthdays (ISO 8601 dates, with or without a year) stand to each other. */
export function relateBirthdays(left: string, right: string): BirthdayRelation {
  const [one, other] = [dateOf(left), dateOf(right)];
  if (one === undefined || other === undefined) return 'unknown';
  const hasYears = one.year !== undefined && other.year !== undefined;
  // A leap year stands in where one of them has none, so that 29 February exists.
  const days = [one, other].map((date) => Date.UTC(hasYears ? (date.year ?? 0) : 2000, date.month - 1, date.day) / DAY_MS);
  const apart = Math.abs((days[0] ?? 0) - (days[1] ?? 0));
  if (apart === 0) return 'same';
  return apart === 1 || (!hasYears && apart === 365) ? 'day-apart' : 'different';
}

function dateOf(text: string): { readonly year: number | undefined; readonly month: number; readonly day: number } | undefined {
  const match = /^(?:(\d{4})|-)-?(\d{2})-?(\d{2})(?!\d)/.exec(text.trim());
  if (match === null) return undefined;
  const [year, month, day] = [match[1] === undefined ? undefined : Number(match[1]), Number(match[2]), Number(match[3])];
  if (month < 1 || month > 12 || day < 1 || day > 31) return undefined;
  return { year: year === undefined || NO_YEAR.has(year) ? undefined : year, month, day };
}
