/**
 * `shifted`: a day apart or with day and month swapped, as mistakes with time zones and formats make them. `near`: a typing error
 * apart. `close`: of one year, or some months apart. `unknown`: one has none that can be read.
 */
export type BirthdayRelation = 'same' | 'shifted' | 'near' | 'close' | 'different' | 'unknown';

export interface Birthday {
  /** 0 where none is given. */
  readonly year: number;
  readonly month: number;
  readonly day: number;
  readonly digits: string;
}

const DAY_MS = 86_400_000;
// Apple writes this year for a birthday without one.
const NO_YEAR: ReadonlySet<number> = new Set([1604]);
const MOST_DAYS = 31;

/** Reads an ISO 8601 date with or without a year; one that no calendar has is kept by its digits. */
export function readBirthday(text: string): Birthday | undefined {
  const match = /^(?:(\d{4})|-)-?(\d{2})-?(\d{2})(?!\d)/.exec(text.trim());
  if (match === null) return undefined;
  const [year, month, day] = [match[1] === undefined ? 0 : Number(match[1]), Number(match[2]), Number(match[3])];
  const known = NO_YEAR.has(year) ? 0 : year;
  return { year: known, month, day, digits: `${known === 0 ? '' : match[1]}${match[2]}${match[3]}` };
}

/** How two birthdays stand to each other. */
export function relateBirthdays(left: Birthday | undefined, right: Birthday | undefined): BirthdayRelation {
  if (left === undefined || right === undefined) return 'unknown';
  const hasYears = left.year !== 0 && right.year !== 0;
  const parts = [left.month === right.month, left.day === right.day, !hasYears || left.year === right.year].filter((isSame) => isSame).length;
  if (parts === 3) return 'same';
  if (isShifted(left, right, hasYears)) return 'shifted';
  // Two of three parts alike, or all digits but one: people of one book seldom share so much by chance.
  if (!hasYears) return 'different';
  return parts === 2 || differingDigits(left.digits, right.digits) <= 1 || isSwapOfNeighbours(left.digits, right.digits) ? 'near' : isClose(left, right) ? 'close' : 'different';
}

const MONTHS_CLOSE = 4;

function isClose(left: Birthday, right: Birthday): boolean {
  return left.year === right.year || Math.abs((left.year - right.year) * 12 + left.month - right.month) <= MONTHS_CLOSE;
}

function isShifted(left: Birthday, right: Birthday, hasYears: boolean): boolean {
  if (!isDate(left) || !isDate(right)) return false;
  // A leap year stands in where one of them has none, so that 29 February exists.
  const [one = 0, other = 0] = [left, right].map((date) => Date.UTC(hasYears ? date.year : 2000, date.month - 1, date.day) / DAY_MS);
  const apart = Math.abs(one - other);
  if (apart === 1 || (!hasYears && apart === 365)) return true;
  return hasYears && left.year === right.year && left.month === right.day && left.day === right.month;
}

function isDate({ month, day }: Birthday): boolean {
  return month >= 1 && month <= 12 && day >= 1 && day <= MOST_DAYS;
}

function differingDigits(left: string, right: string): number {
  if (left.length !== right.length) return Infinity;
  let count = 0;
  for (let index = 0; index < left.length; index += 1) if (left[index] !== right[index]) count += 1;
  return count;
}

function isSwapOfNeighbours(left: string, right: string): boolean {
  const at = [...left].findIndex((digit, index) => digit !== right[index]);
  return left.length === right.length && left[at] === right[at + 1] && left[at + 1] === right[at] && left.slice(at + 2) === right.slice(at + 2);
}
