import { createHmac } from 'node:crypto';
import { permuteDigits } from './permute-digits.ts';

/** Pseudonyms of one case: the same value has the same one whenever it is asked for, and without the key none leads back. */
export interface Pseudonyms {
  /** Names and other words: every word another one of its length and letter case, what stands between them kept. */
  words(text: string): string;
  /** An address: its parts before and after the `@` each on their own, so that equal domains stay equal. */
  email(text: string): string;
  /** A number: other digits in the same places; the last seven apart from what is before, as one number is written with and without its country. */
  phone(text: string): string;
  host(text: string): string;
  id(text: string): string;
}

const LETTERS = 'abcdefghijklmnopqrstuvwxyz';
// A subscriber's number without its area; what is before comes in several forms.
const TAIL = 7;
// ITU-T E.164 allows 15; some write an extension behind.
const LONGEST_NUMBER = 40;

/** Pseudonyms under a key that stays with the case. */
export function createPseudonyms(key: string): Pseudonyms {
  const digest = (purpose: string, text: string): Uint8Array => createHmac('sha256', key).update(`${purpose}\0${text}`).digest();
  const permute = (base: number, digits: readonly number[]): readonly number[] => permuteDigits(base, digits, (round) => digest('round', round));
  const held = new Map<string, string>();

  function word(text: string): string {
    const lower = text.toLowerCase();
    const known = held.get(lower) ?? replaceWord(lower);
    held.set(lower, known);
    return withCaseOf(text, known);
  }
  function replaceWord(lower: string): string {
    if (/^[a-z]{1,40}$/.test(lower)) return permute(26, [...lower].map((letter) => LETTERS.indexOf(letter))).map((at) => LETTERS[at] ?? '').join('');
    if (/^[0-9]{1,40}$/.test(lower)) return permute(10, [...lower].map(Number)).join('');
    // Letters of any script, and what is too long for a word: as many of ours, from what it is.
    const bytes = digest('word', lower.normalize('NFC'));
    return [...lower].map((_, place) => LETTERS[(bytes[place % bytes.length] ?? 0) % 26] ?? '').join('');
  }
  const words = (text: string): string => text.toWellFormed().replace(/[\p{L}\p{M}]+|\p{N}+/gu, word);
  const host = (text: string): string => `${Buffer.from(digest('host', text.toLowerCase())).toString('hex').slice(0, 10)}.invalid`;
  return {
    words,
    host,
    email(text) {
      const at = text.lastIndexOf('@');
      return at < 0 ? words(text) : `${words(text.slice(0, at).toLowerCase())}@${host(text.slice(at + 1))}`;
    },
    phone(text) {
      const digits = [...text.matchAll(/\p{Nd}/gu)].map(([digit]) => digitOf(digit));
      if (digits.length > LONGEST_NUMBER) return words(text);
      const cut = Math.max(0, digits.length - TAIL);
      const other = [...permute(10, digits.slice(0, cut)), ...permute(10, digits.slice(cut))];
      let place = 0;
      return words(text.replace(/\p{Nd}/gu, '\u0000')).replaceAll('\u0000', () => String(other[place++] ?? 0));
    },
    id: (text) => `id-${Buffer.from(digest('id', text)).toString('hex').slice(0, 12)}`,
  };
}

/** Each letter in the case of the one in whose place it stands. */
function withCaseOf(shape: string, word: string): string {
  const places = [...shape];
  return [...word].map((letter, place) => (isUpper(places[place] ?? '') ? letter.toUpperCase() : letter)).join('');
}

function isUpper(letter: string): boolean {
  return letter !== letter.toLowerCase();
}

/** Digits of any script stand in rows of ten. */
function digitOf(digit: string): number {
  const code = digit.codePointAt(0) ?? 0;
  return /[0-9]/.test(digit) ? code - 48 : code % 10;
}
