import { daysFromCivil, daysInMonth } from '../jscalendar/civil-time.ts';
import { instantOf, type Zone } from '../jscalendar/zone.ts';

/** Which of day and month comes first in dates such as 3/2/2026. */
export type DateOrder = 'day-first' | 'month-first';

/** How times of a log are read that do not say all themselves. */
export interface TimeReading {
  /** Where its clock stood, where that is known; UTC is taken else. */
  readonly zone?: Zone | undefined;
  /** Undefined: a date that may be read both ways is read in neither. */
  readonly order?: DateOrder | undefined;
}

export type LogTime =
  | { readonly type: 'instant'; readonly at: string; readonly isLocal: boolean }
  | { readonly type: 'ambiguous' | 'unreadable' };

const UNREADABLE: LogTime = { type: 'unreadable' };

const ISO = /^(\d{4})-(\d{1,2})-(\d{1,2})(?:[T ](\d{1,2}):(\d\d)(?::(\d\d)(?:[.,]\d{1,9})?)?)?\s*(Z|UTC|GMT|[+-]\d\d:?\d\d)?$/i;
const LOCAL = /^(?:[a-z]{2,12}\.?,?\s+)?(\d{1,4})([/.-])\s?(\d{1,2})\2\s?(\d{1,4})\.?(?:,?[T\s]+(\d{1,2})[:.](\d\d)(?:[:.](\d\d)(?:[.,]\d{1,9})?)?)?\s*([ap])?\.?(?:m\.?)?\s*(Z|UTC|GMT|[+-]\d\d:?\d\d)?$/i;
// What PowerShell 5 writes for a time in JSON.
const TICKS = /^\/Date\((-?\d{1,15})(?:[+-]\d{4})?\)\/$/;

/** The instant that a time of a log means; without a zone it is taken in the reading's. */
export function parseLogTime(text: string, reading: TimeReading): LogTime {
  const value = text.slice(0, 80).replace(/[\u200e\u200f]/g, '').replace(/[\u00a0\u202f]/g, ' ').trim();
  const ticks = TICKS.exec(value);
  if (ticks !== null) return instant(Number(ticks[1]) / 1000, 'Z', reading);
  const iso = ISO.exec(value);
  if (iso !== null) return wall(Number(iso[1]), Number(iso[2]), Number(iso[3]), clock(iso[4], iso[5], iso[6], undefined), iso[7], reading);
  const local = LOCAL.exec(value);
  if (local === null) return UNREADABLE;
  const time = clock(local[5], local[6], local[7], local[8]);
  const [first, second, third] = [Number(local[1]), Number(local[3]), Number(local[4])];
  if ((local[1] ?? '').length === 4) return wall(first, second, third, time, local[9], reading);
  const year = third < 100 ? 2000 + third : third;
  const order = orderOf(first, second, local[2] ?? '', reading);
  if (order === undefined) return { type: 'ambiguous' };
  return order === 'day-first' ? wall(year, second, first, time, local[9], reading) : wall(year, first, second, time, local[9], reading);
}

/** What one date of a column says of the order of all: the order, or that it may be read both ways; undefined where it is no such date. */
export function dateOrderIn(text: string): DateOrder | 'either' | undefined {
  const local = LOCAL.exec(text.slice(0, 80).replace(/[\u200e\u200f]/g, '').replace(/[\u00a0\u202f]/g, ' ').trim());
  if (local === null || (local[1] ?? '').length > 2 || local[2] === '.') return undefined;
  const [first, second] = [Number(local[1]), Number(local[3])];
  if (first > 12 && second <= 12) return 'day-first';
  return second > 12 && first <= 12 ? 'month-first' : 'either';
}

/** Whether a time is written by the clock of twelve hours. */
export function hasHalves(text: string): boolean {
  return /\d\s*[ap]\.?\s?m\b/i.test(text.slice(0, 80));
}

/** Dates with dots have the day first everywhere; a day that is no month says which it is; the same twice says the same both ways. */
function orderOf(first: number, second: number, mark: string, { order }: TimeReading): DateOrder | undefined {
  if (mark === '.' || first > 12 || first === second) return 'day-first';
  return second > 12 ? 'month-first' : order;
}

function clock(hours = '0', minutes = '0', seconds = '0', half: string | undefined): number | undefined {
  const written = Number(hours);
  if (half !== undefined && (written < 1 || written > 12)) return undefined;
  const hour = half === undefined ? written : (written % 12) + (half.toLowerCase() === 'p' ? 12 : 0);
  return hour > 23 || Number(minutes) > 59 || Number(seconds) > 60 ? undefined : hour * 3600 + Number(minutes) * 60 + Number(seconds);
}

function wall(year: number, month: number, day: number, time: number | undefined, zone: string | undefined, reading: TimeReading): LogTime {
  if (time === undefined || year < 1990 || year > 2199 || month < 1 || month > 12 || day < 1 || day > daysInMonth(year, month)) return UNREADABLE;
  return instant(daysFromCivil(year, month, day) * 86_400 + time, zone, reading);
}

function instant(seconds: number, zone: string | undefined, reading: TimeReading): LogTime {
  const shifted = zone === undefined ? (reading.zone === undefined ? seconds : instantOf(seconds, reading.zone)) : seconds - offsetOf(zone);
  const time = new Date(shifted * 1000);
  if (Number.isNaN(time.getTime()) || time.getTime() < 0) return UNREADABLE;
  return { type: 'instant', at: time.toISOString(), isLocal: zone === undefined };
}

/** Seconds east of UTC of `Z`, `+0200` or `-05:30`. */
export function offsetOf(zone: string): number {
  const parts = /^([+-])(\d\d):?(\d\d)$/.exec(zone);
  return parts === null ? 0 : (parts[1] === '-' ? -1 : 1) * (Number(parts[2]) * 3600 + Number(parts[3]) * 60);
}
