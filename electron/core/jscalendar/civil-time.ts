const DAY_SECONDS = 86_400;

/**
 * A reading of the clock on the wall, as seconds since 1970 as if the wall hung in UTC; `dateOnly` for whole days.
 * No platform date is involved, so that years before 100 and after 2037 are as good as any.
 */
export interface CivilTime {
  readonly seconds: number;
  readonly dateOnly: boolean;
  readonly utc: boolean;
}

/** Days since 1970-01-01 of a date in the proleptic Gregorian calendar; month 1 to 12. */
export function daysFromCivil(year: number, month: number, day: number): number {
  const shifted = month <= 2 ? year - 1 : year;
  const era = Math.floor(shifted / 400);
  const yearOfEra = shifted - era * 400;
  const dayOfYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + day - 1;
  const dayOfEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear;
  return era * 146_097 + dayOfEra - 719_468;
}

/** The date that lies so many days after 1970-01-01. */
export function civilFromDays(days: number): { readonly year: number; readonly month: number; readonly day: number } {
  const shifted = days + 719_468;
  const era = Math.floor(shifted / 146_097);
  const dayOfEra = shifted - era * 146_097;
  const yearOfEra = Math.floor((dayOfEra - Math.floor(dayOfEra / 1460) + Math.floor(dayOfEra / 36_524) - Math.floor(dayOfEra / 146_096)) / 365);
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const monthFromMarch = Math.floor((5 * dayOfYear + 2) / 153);
  const day = dayOfYear - Math.floor((153 * monthFromMarch + 2) / 5) + 1;
  const month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9;
  return { year: yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, day };
}

/** How many days a month has. */
export function daysInMonth(year: number, month: number): number {
  if (month === 2) return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28;
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
}

/** 0 for Sunday to 6 for Saturday. */
export function weekdayOf(days: number): number {
  return (((days + 4) % 7) + 7) % 7;
}

const TIME = /^(\d{4})-?(\d\d)-?(\d\d)(?:[Tt ](\d\d):?(\d\d)(?::?(\d\d)(?:\.\d{1,12})?)?([Zz])?)?$/;

/**
 * Reads a DATE or DATE-TIME of RFC 5545 §3.3.4 and §3.3.5 and of RFC 3339 without an offset; undefined for anything else,
 * such as the 30th of February.
 */
export function parseCivilTime(text: string): CivilTime | undefined {
  const match = TIME.exec(text);
  if (match === null) return undefined;
  const year = Number(match[1]);
  const month = Number(match[2]);
  const day = Number(match[3]);
  if (month < 1 || month > 12 || day < 1 || day > daysInMonth(year, month)) return undefined;
  const dayStart = daysFromCivil(year, month, day) * DAY_SECONDS;
  if (match[4] === undefined) return { seconds: dayStart, dateOnly: true, utc: false };
  const hour = Number(match[4]);
  const minute = Number(match[5]);
  const second = Number(match[6] ?? '0');
  // RFC 5545 §3.3.12: a second of 60 is a leap second and counts as the next minute's first here.
  if (hour > 23 || minute > 59 || second > 60) return undefined;
  return { seconds: dayStart + hour * 3600 + minute * 60 + second, dateOnly: false, utc: match[7] !== undefined };
}

/** `2026-03-01`. */
export function dateText(seconds: number): string {
  const { year, month, day } = civilFromDays(Math.floor(seconds / DAY_SECONDS));
  return `${padded(year, 4)}-${padded(month, 2)}-${padded(day, 2)}`;
}

/** `2026-03-01T09:00:00`. */
export function dateTimeText(seconds: number): string {
  const rest = seconds - Math.floor(seconds / DAY_SECONDS) * DAY_SECONDS;
  const clock = `${padded(Math.floor(rest / 3600), 2)}:${padded(Math.floor(rest / 60) % 60, 2)}:${padded(rest % 60, 2)}`;
  return `${dateText(seconds)}T${clock}`;
}

/** `2026-03-01 09:00`, with seconds only where they are not zero: as a person writes it. */
export function readableTime(seconds: number): string {
  const text = dateTimeText(seconds).replace('T', ' ');
  return text.endsWith(':00') ? text.slice(0, -3) : text;
}

/** `+01:00`, or `+00:53:28` where the offset has seconds. */
export function offsetText(offsetSeconds: number): string {
  const size = Math.abs(offsetSeconds);
  const seconds = size % 60;
  const tail = seconds === 0 ? '' : `:${padded(seconds, 2)}`;
  return `${offsetSeconds < 0 ? '-' : '+'}${padded(Math.floor(size / 3600), 2)}:${padded(Math.floor(size / 60) % 60, 2)}${tail}`;
}

function padded(value: number, width: number): string {
  return String(value).padStart(width, '0');
}
