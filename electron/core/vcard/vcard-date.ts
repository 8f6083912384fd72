import type { PartialDate, Timestamp } from '../jscontact/card.ts';

/**
 * A date of vCard 2.1, 3.0 or 4.0, perhaps without a year, month or day, perhaps with a time (RFC 6350 §4.3, ISO 8601 basic and
 * extended, and loose spellings of both). Midnight, with or without a zone, is a date alone. Undefined where it is none.
 */
export function parseVCardDate(value: string): PartialDate | Timestamp | undefined {
  const text = value.trim();
  const [dateText = '', timeText] = text.split(/[T ]/i, 2);
  const date = parseDate(dateText);
  if (date === undefined) return undefined;
  if (timeText === undefined || isMidnight(timeText)) return date;
  const utc = date.year === undefined || date.month === undefined || date.day === undefined ? undefined : toUtc(dateText, timeText);
  return utc === undefined ? date : { utc };
}

/** A timestamp of REV or CREATED as RFC 3339 in UTC; a date alone is its midnight, a time without a zone is taken for UTC. */
export function parseVCardTimestamp(value: string): string | undefined {
  const [dateText = '', timeText] = value.trim().split(/[T ]/i, 2);
  return toUtc(dateText, timeText ?? '00:00:00Z');
}

function parseDate(text: string): PartialDate | undefined {
  for (const [pattern, groups] of DATE_FORMS) {
    const found = pattern.exec(text);
    if (found === null) continue;
    const date: { year?: number; month?: number; day?: number } = {};
    groups.forEach((part, index) => {
      const number = Number(found[index + 1]);
      if (number > 0) date[part] = number;
    });
    return (date.month ?? 1) <= 12 && (date.day ?? 1) <= 31 && Object.keys(date).length > 0 ? date : undefined;
  }
  return undefined;
}

const DATE_FORMS: readonly (readonly [RegExp, readonly ('year' | 'month' | 'day')[]])[] = [
  [/^(\d{4})-?(\d\d)-?(\d\d)$/, ['year', 'month', 'day']],
  [/^--(\d\d)-?(\d\d)$/, ['month', 'day']],
  [/^(\d{4})-(\d\d?)-(\d\d?)$/, ['year', 'month', 'day']],
  [/^(\d{4})-(\d\d)$/, ['year', 'month']],
  [/^(\d{4})$/, ['year']],
  [/^--(\d\d)$/, ['month']],
  [/^---(\d\d)$/, ['day']],
  [/^(\d{4})[/.](\d\d?)[/.](\d\d?)$/, ['year', 'month', 'day']],
];

function isMidnight(time: string): boolean {
  return /^00(?::?00(?::?00(?:[.,]0+)?)?)?(?:Z|[+-]\d\d:?(?:\d\d)?)?$/i.test(time);
}

function toUtc(dateText: string, timeText: string): string | undefined {
  const date = /^(\d{4})-?(\d\d)-?(\d\d)$/.exec(dateText);
  const time = /^(\d\d):?(\d\d)?:?(\d\d)?(?:[.,](\d+))?(Z|[+-]\d\d(?::?\d\d)?)?$/i.exec(timeText);
  if (date === null || time === null) return undefined;
  const [, year, month, day] = date;
  const [, hour, minute = '00', second = '00', , zone = 'Z'] = time;
  // The usual stamp needs no calendar: any year and month has 28 days.
  if (zone === 'Z' && timeText.length < 10 && hour !== undefined && month !== undefined && day !== undefined && isWithin(month, 1, 12) && isWithin(day, 1, 28) && isWithin(hour, 0, 23) && isWithin(minute, 0, 59) && isWithin(second, 0, 59)) {
    return `${year}-${month}-${day}T${hour}:${minute}:${second}Z`;
  }
  const offset = zone.toUpperCase() === 'Z' ? 'Z' : `${zone.slice(0, 3)}:${zone.length > 3 ? zone.slice(-2) : '00'}`;
  const instant = new Date(`${year}-${month}-${day}T${hour}:${minute}:${second === '60' ? '59' : second}${offset}`);
  return Number.isNaN(instant.getTime()) ? undefined : instant.toISOString().replace('.000Z', 'Z');
}

function isWithin(text: string, least: number, most: number): boolean {
  const number = Number(text);
  return number >= least && number <= most;
}
