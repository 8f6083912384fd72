import type { FieldEntry } from '../../../shared/records.ts';
import { compareText, wordsOf } from '../normal-text.ts';
import { givenNamesFit, isMisspelling } from './given-names.ts';

/** A person's or company's name, folded. All empty where a contact has none. */
export interface ContactName {
  readonly given: readonly string[];
  readonly surname: readonly string[];
  /** All words in a fixed order. */
  readonly key: string;
  readonly words: readonly string[];
  readonly isLatin: boolean;
  /** `jr`, `sr`, `ii` …; empty where there is none. */
  readonly generation: string;
}

const HONORIFICS: ReadonlySet<string> = new Set(['dr', 'prof', 'mr', 'mrs', 'ms', 'miss', 'herr', 'frau', 'mag', 'ing', 'dipl', 'phd', 'md', 'sir', 'mme']);
const GENERATIONS: ReadonlyMap<string, string> = new Map([['jr', 'jr'], ['junior', 'jr'], ['sr', 'sr'], ['senior', 'sr'], ['ii', 'ii'], ['2nd', 'ii'], ['iii', 'iii'], ['3rd', 'iii'], ['iv', 'iv']]);

/** Reads a contact's name from its parts, else from its display name (`Berg, Ada` and `Ada Berg` alike). */
export function contactName(fields: readonly FieldEntry[]): ContactName {
  const part = (name: string): readonly string[] => fields.filter((entry) => entry.field === name).flatMap((entry) => wordsOf(entry.text));
  const full = fields.find((entry) => entry.field === 'name/full')?.text ?? '';
  const parts = { given: [...part('name/given'), ...part('name/given2')], surname: [...part('name/surname'), ...part('name/surname2')] };
  const hasParts = parts.given.length + parts.surname.length > 0;
  // A display name that is an address says nothing of the name.
  const { given, surname } = hasParts ? parts : full.includes('@') ? { given: [], surname: [] } : partsOfFull(full);
  // Besides its own part it stands at the end of a name; elsewhere the same letters are a name.
  const marks = [...part('name/generation'), wordsOf(full).at(-1), surname.at(-1), given.at(-1)];
  const generation = marks.map((word) => GENERATIONS.get(word ?? '')).find((mark) => mark !== undefined) ?? '';
  const own = { given: given.filter(isName), surname: surname.filter(isName) };
  const words = [...own.given, ...own.surname].sort(compareText);
  const key = words.join(' ');
  return { ...own, key, words, isLatin: /\p{Script=Latin}/u.test(key), generation };
}

function partsOfFull(full: string): { given: readonly string[]; surname: readonly string[] } {
  const comma = full.indexOf(',');
  if (comma > 0) {
    const before = wordsOf(full.slice(0, comma)).filter(isName);
    const after = wordsOf(full.slice(comma + 1)).filter(isName);
    if (before.length > 0 && after.length > 0) return { given: after, surname: before };
  }
  const words = wordsOf(full).filter(isName);
  return words.length < 2 ? { given: [], surname: words } : { given: words.slice(0, -1), surname: words.slice(-1) };
}

function isName(word: string): boolean {
  return !HONORIFICS.has(word) && !GENERATIONS.has(word);
}

/**
 * `unknown`: one has none, or they are in different scripts. `partial`: one is a part of the other. `surname-differs`: as after a
 * marriage. `different`: two people, whatever else they share.
 */
export type NameRelation = 'same' | 'alike' | 'partial' | 'surname-differs' | 'different' | 'unknown';

/** How two names stand to each other. */
export function relateNames(left: ContactName, right: ContactName): NameRelation {
  if (left.key === '' || right.key === '' || left.isLatin !== right.isLatin) return 'unknown';
  if (left.key === right.key) return 'same';
  if (left.words.length === 1 || right.words.length === 1) return left.words.some((word) => right.words.includes(word)) ? 'partial' : 'different';
  if (!givenNamesFit(left.given, right.given)) return isRotated(left, right) ? 'alike' : 'different';
  return surnamesFit(left.surname, right.surname) ? 'alike' : 'surname-differs';
}

/** Given name and surname the other way round in one of them, one with a word more. */
function isRotated(left: ContactName, right: ContactName): boolean {
  return left.given.length > 0 && left.given.join(' ') === right.surname.join(' ') && givenNamesFit(left.surname, right.given);
}

function surnamesFit(left: readonly string[], right: readonly string[]): boolean {
  if (left.length === 0 || right.length === 0) return true;
  return left.some((word) => right.some((other) => word === other || isMisspelling(word, other)));
}
