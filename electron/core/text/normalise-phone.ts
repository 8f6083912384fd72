import parsePhoneNumber, { isSupportedCountry } from 'libphonenumber-js/min';

import { normaliseText } from './normalise-text.ts';

/**
 * A phone number as it is compared: E.164 where it can be told (written internationally, or with `defaultRegion`), else its digits.
 * What is dialled after a pause, an extension, and letters of a vanity number stay part of it. Fast for a number seen before.
 */
export function normalisePhone(text: string, defaultRegion?: string): string {
  if (text.length > LONGEST_NUMBER) return normaliseText(text).toLowerCase();
  if (INTERNATIONAL.test(text)) {
    const digits = digitsOf(text);
    // A zero early in the number may be a trunk prefix that does not belong there; the library knows.
    if (digits.length >= 7 && digits.length <= 15 && digits.indexOf('0', 1) > 3 && !/^(?:52|54|0)/.test(digits)) return `+${digits}`;
  }
  const cacheKey = `${defaultRegion ?? ''}\n${text}`;
  const known = cache.get(cacheKey);
  if (known !== undefined) return known;
  const phone = normaliseAnyPhone(text, defaultRegion);
  if (cache.size >= CACHE_LIMIT) cache.clear();
  cache.set(cacheKey, phone);
  return phone;
}

/** A plus sign, then digits with the usual punctuation; no `(0)`, no extension, no pause. */
const INTERNATIONAL = /^\+[0-9][0-9 .()/-]*$/;

/** What is longer is a text in the wrong place. */
const LONGEST_NUMBER = 100;

const cache = new Map<string, string>();
const CACHE_LIMIT = 20_000;

function normaliseAnyPhone(text: string, defaultRegion: string | undefined): string {
  const ascii = text.normalize('NFKC').replace(DIGIT_BLOCKS, toAsciiDigit).replace(/[\u200b-\u200f\u202a-\u202e\u2066-\u2069]/g, '').trim();
  const written = ascii.replace(/^tel:/i, '');
  const [main, rest] = partAtPause(written);
  const number = parse(main, defaultRegion);
  if (number !== undefined) return number + rest;
  if (/[a-z*#]/i.test(main)) return written.toLowerCase().replace(/[\s.()/-]+/g, '');
  const digits = digitsOf(main);
  return digits === '' ? written.toLowerCase().replace(/\s+/g, '') : (main.startsWith('+') ? '+' : '') + digits + rest;
}

/** The number and what is dialled after it: pause (`,` `p`), wait (`;` `w`), extension (`x`, `ext`), further keys (`*` `#`). */
function partAtPause(written: string): readonly [string, string] {
  const found = /^([+(]{0,2}[0-9][0-9 .()/-]*?)\s*(?:[,;pwx*#]|ext|durchwahl).*$/is.exec(written);
  const main = found?.[1];
  if (main === undefined) return [written, ''];
  const rest = written.slice(main.length).toLowerCase().replace(/[\s.:=]+/g, '');
  return [main, rest.replace(/^;?(?:extension|ext|durchwahl|x)/, ';ext=')];
}

function parse(main: string, defaultRegion: string | undefined): string | undefined {
  const region = defaultRegion?.toUpperCase();
  if (region === undefined && !main.startsWith('+')) return undefined;
  const number = region !== undefined && isSupportedCountry(region) ? parsePhoneNumber(main, region) : parsePhoneNumber(main);
  return number?.isPossible() === true ? number.number : undefined;
}

function digitsOf(text: string): string {
  return text.replace(/[^0-9]+/g, '');
}

/** Blocks of ten digits of scripts in which phone numbers are written. */
const DIGIT_BLOCKS = /[\u0660-\u0669\u06f0-\u06f9\u0966-\u096f\u09e6-\u09ef\u0e50-\u0e59]/g;

function toAsciiDigit(digit: string): string {
  const code = digit.charCodeAt(0);
  const zero = [0x660, 0x6f0, 0x966, 0x9e6, 0xe50].find((start) => code >= start && code < start + 10) ?? code;
  return String(code - zero);
}
