import { daysFromCivil, daysInMonth } from '../jscalendar/civil-time.ts';
import type { PartialDate } from '../jscontact/card.ts';

/** What exports write into a cell that says nothing. */
const NOTHING: ReadonlySet<string> = new Set([
  '', '0', '0/0/00', '0.0.00', 'false', 'falsch', 'normal', 'unspecified', 'keine angabe', 'off', 'aus', 'smtp',
]);

/** Whether a cell says no more than an empty one. */
export function isNoValue(value: string): boolean {
  return NOTHING.has(value.trim().toLowerCase());
}

/** Whether a cell says yes. */
export function isYes(value: string): boolean {
  return ['true', 'wahr', 'yes', 'ja', '1', 'on', 'ein'].includes(value.trim().toLowerCase());
}

/**
 * A date as exports write it: ISO, `--05-01` without a year, `1.5.1980`, and with slashes month first, unless that can be no month.
 * A time behind it is passed over. Undefined for what is none, such as `0/0/00`.
 */
export function parseTableDate(text: string): PartialDate | undefined {
  const value = text.trim().slice(0, 40);
  const iso = /^(\d{4})-(\d{1,2})-(\d{1,2})(?:[T ]|$)/.exec(value);
  if (iso !== null) return dateOf(Number(iso[1]), Number(iso[2]), Number(iso[3]));
  const yearless = /^--(\d\d)-?(\d\d)$/.exec(value);
  if (yearless !== null) return dateOf(undefined, Number(yearless[1]), Number(yearless[2]));
  const dotted = /^(\d{1,2})\.(\d{1,2})\.(\d{4})(?: |$)/.exec(value);
  if (dotted !== null) return dateOf(Number(dotted[3]), Number(dotted[2]), Number(dotted[1]));
  const slashed = /^(\d{1,2})\/(\d{1,2})\/(\d{4})(?: |$)/.exec(value);
  if (slashed === null) return undefined;
  const [first, second, year] = [Number(slashed[1]), Number(slashed[2]), Number(slashed[3])];
  return first > 12 ? dateOf(year, second, first) : dateOf(year, first, second);
}

function dateOf(year: number | undefined, month: number, day: number): PartialDate | undefined {
  if (month < 1 || month > 12 || day < 1 || day > daysInMonth(year ?? 2000, month)) return undefined;
  // Outlook writes 1604 where the year is not known.
  return year === undefined || year === 1604 ? { month, day } : { year, month, day };
}

/** Seconds since midnight of `9:00:00 AM`, `09:00`, `21:30:00`; undefined for what is no time. */
export function parseTableTime(text: string): number | undefined {
  const match = /^(\d{1,2}):(\d\d)(?::(\d\d))?\s*([ap])?\.?(?:m\.?)?$/i.exec(text.trim().slice(0, 20));
  if (match === null) return undefined;
  const written = Number(match[1]);
  const half = match[4]?.toLowerCase();
  const hour = half === undefined ? written : (written % 12) + (half === 'p' ? 12 : 0);
  return hour > 23 || Number(match[2]) > 59 ? undefined : hour * 3600 + Number(match[2]) * 60 + Number(match[3] ?? '0');
}

/** Seconds since 1970 of a date's midnight, as the clock on the wall shows it; undefined where the year is not known. */
export function wallOf(date: PartialDate | undefined): number | undefined {
  return date?.year === undefined ? undefined : daysFromCivil(date.year, date.month ?? 1, date.day ?? 1) * 86_400;
}
