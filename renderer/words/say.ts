import type { Words } from '../../shared/messages/ui-en.ts';

export type Values = Readonly<Record<string, string | number>>;

const numbers = new Intl.NumberFormat();
const rates = new Intl.NumberFormat(undefined, { maximumFractionDigits: 1 });
const plurals = new Intl.PluralRules('en');
const localTimes = new Intl.DateTimeFormat(undefined, { day: 'numeric', month: 'short', year: 'numeric', hour: '2-digit', minute: '2-digit' });

/** A sentence with its places filled; numbers as the user's system writes them; `count` picks the form. */
export function say(words: Words, values: Values = {}): string {
  const count = values['count'];
  const text = typeof words === 'string' ? words : plurals.select(typeof count === 'number' ? count : 0) === 'one' ? words.one : words.other;
  return text.replace(/\{(\w+)\}/g, (_, name: string) => {
    const value = values[name];
    return typeof value === 'number' ? numbers.format(value) : (value ?? '–');
  });
}

/** A count with its thousands parted. */
export function sayNumber(value: number): string {
  return numbers.format(value);
}

/** A rate: a whole number from ten on, one place below. */
export function sayRate(perSecond: number): string {
  return perSecond >= 10 ? numbers.format(Math.round(perSecond)) : rates.format(perSecond);
}

/** A time in the user's zone, to the minute. */
export function sayTime(rfc3339: string): string {
  const time = new Date(rfc3339);
  return Number.isNaN(time.getTime()) ? rfc3339 : localTimes.format(time);
}

/** The same time in UTC, to the second: for tooltips and exports. */
export function sayUtc(rfc3339: string): string {
  const time = new Date(rfc3339);
  return Number.isNaN(time.getTime()) ? rfc3339 : `${time.toISOString().slice(0, 19).replace('T', ' ')} UTC`;
}

/** A duration in its two largest units. */
export function sayDuration(milliseconds: number): string {
  if (milliseconds < 1000) return `${Math.round(milliseconds)} ms`;
  const seconds = Math.round(milliseconds / 1000);
  if (seconds < 60) return `${milliseconds < 9950 ? rates.format(milliseconds / 1000) : seconds} s`;
  const minutes = Math.floor(seconds / 60);
  return minutes < 60 ? `${minutes} min ${seconds % 60} s` : `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}

/** A size in bytes with its unit. */
export function sayBytes(bytes: number): string {
  if (bytes < 1000) return `${bytes} B`;
  const units = ['kB', 'MB', 'GB', 'TB'];
  let value = bytes / 1000;
  let unit = 0;
  while (value >= 999.5 && unit < units.length - 1) {
    value /= 1000;
    unit += 1;
  }
  return `${value >= 10 ? numbers.format(Math.round(value)) : rates.format(value)} ${units[unit] ?? ''}`;
}
