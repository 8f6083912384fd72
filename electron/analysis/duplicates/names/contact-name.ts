import type { FieldEntry } from '../../../../shared/records.ts';
import { compareText, nameKey, wordsOf } from '../../normal-text.ts';
import { isHanSurname, latinOfHan, simplified, splitHanName } from './han.ts';
import { latinOfKoreanSurname } from './letters.ts';
import { LOST_LETTER } from './likeness.ts';
import { repairEncoding } from './repair-encoding.ts';
import { romanise, scriptOf, type Script } from './romanise.ts';

/** A person's or company's name, folded and in Latin letters where that can be told. All empty where a contact has none. */
export interface ContactName {
  readonly given: readonly string[];
  readonly surname: readonly string[];
  /** All words in a fixed order. */
  readonly words: readonly string[];
  readonly key: string;
  readonly script: Script;
  /** A name in Han characters in one form of writing, family name first; else empty. */
  readonly native: string;
  /** `jr`, `sr`, `ii` …; empty where there is none. */
  readonly generation: string;
  /** What is written as the name is the name of the company beside it, as a person's own or by a mistake. */
  readonly isCompany: boolean;
}

const HONORIFICS: ReadonlySet<string> = new Set(
  'dr prof professor mr mrs ms miss herr frau fr hr mag ing dipl di phd md msc bsc mba sir dame lord mme mlle sra sr.a sra don dona doktor rev hon dott ddr prim med sig signora monsieur madame san'.split(' '),
);
const GENERATIONS: ReadonlyMap<string, string> = new Map([
  ['jr', 'jr'], ['jun', 'jr'], ['junior', 'jr'], ['jnr', 'jr'], ['sr', 'sr'], ['sen', 'sr'], ['snr', 'sr'], ['senior', 'sr'],
  ['ii', 'ii'], ['2nd', 'ii'], ['iii', 'iii'], ['3rd', 'iii'], ['iv', 'iv'], ['4th', 'iv'],
]);
// Of families whose names stand before the given ones.
const VIETNAMESE: ReadonlySet<string> = new Set('nguyen tran pham huynh hoang phan vu vo dang bui ngo duong ly dinh truong luong trinh dao mai cao ha luu'.split(' '));

/**
 * Reads a contact's name from its parts, else from its display name (`Berg, Ada` and `Ada Berg` alike); `intern` keeps each text once in
 * memory.
 */
export function contactName(fields: readonly FieldEntry[], intern: (text: string) => string): ContactName {
  const full = readable(fields.find((entry) => entry.field === 'name/full')?.text ?? '');
  const part = (name: string): readonly string[] => fields.filter((entry) => entry.field === name && !entry.text.includes('@')).flatMap((entry) => wordsOf(readable(entry.text)));
  const parts = { given: [...part('name/given'), ...part('name/given2')], surname: [...part('name/surname'), ...part('name/surname2')] };
  const hasParts = parts.given.length + parts.surname.length > 0;
  // A name that is an address or a number says nothing of the name.
  const isNoName = full.includes('@') || !/\p{L}/u.test(full);
  const written = hasParts ? (parts.given.length === 0 || parts.surname.length === 0 ? partsOfOne([...parts.given, ...parts.surname]) : parts) : isNoName ? NO_PARTS : partsOfFull(full);
  const isCompany = isNameOfCompany(parts, full, fields);
  const marks = [...part('name/generation'), ...part('name/credential'), ...part('name/suffix'), wordsOf(full).at(-1), written.surname.at(-1), written.given.at(-1)];
  // Besides its own part it stands at the end of a name; elsewhere the same letters are a name.
  const generation = marks.map((word) => GENERATIONS.get(word ?? '')).find((mark) => mark !== undefined) ?? '';
  const own = { given: namesIn(written.given), surname: namesIn(written.surname) };
  const name = latinName(own);
  return { given: name.given.map(intern), surname: name.surname.map(intern), words: name.words.map(intern), key: intern(name.key), script: name.script, native: intern(name.native), generation, isCompany };
}

function isNameOfCompany(parts: Parts, full: string, fields: readonly FieldEntry[]): boolean {
  const written = parts.given.length + parts.surname.length > 0 ? nameKey([...parts.given, ...parts.surname].filter((word) => !HONORIFICS.has(word)).join(' ')) : nameKey(full);
  return written !== '' && fields.some((entry) => entry.field === 'organizations' && nameKey(entry.text) === written);
}

function readable(text: string): string {
  return repairEncoding(text).replace(/(?<=\p{L})[?\uFFFD]+|[?\uFFFD]+(?=\p{L})/gu, (lost) => LOST_LETTER.repeat(lost.length));
}

interface Parts {
  readonly given: readonly string[];
  readonly surname: readonly string[];
}
const NO_PARTS: Parts = { given: [], surname: [] };

function latinName(own: Parts): Omit<ContactName, 'generation' | 'isCompany'> {
  const script = scriptOf([...own.surname, ...own.given].join(''));
  const cjk = script === 'han' || script === 'hangul' || script === 'kana';
  const placed = cjk ? cjkParts(own, script) : { parts: { given: own.given.map(romanise), surname: own.surname.map(romanise) }, native: '' };
  const words = [...placed.parts.given, ...placed.parts.surname].sort(compareText);
  // A name without a reading is itself: its characters are what is compared.
  return { ...placed.parts, words, key: words.length === 0 ? placed.native : words.join(' '), script, native: placed.native };
}

/** Family name first, in one piece each: the same for 王小明, 王 小明, and its parts in two fields. */
function cjkParts(own: Parts, script: Script): { readonly parts: Parts; readonly native: string } {
  const given = simplified(own.given.join(''));
  const surname = simplified(own.surname.join(''));
  const isSwapped = script === 'han' && isHanSurname(given) && !isHanSurname(surname);
  const whole = isSwapped ? { given: surname, surname: given } : given === '' || surname === '' ? splitCjk(surname + given, script) : { given, surname };
  const native = whole.surname + whole.given;
  if (script === 'han') {
    const latin = latinOfHan(whole.surname, whole.given);
    return { parts: latin === undefined ? NO_PARTS : { given: latin.given === '' ? [] : [latin.given], surname: [latin.surname] }, native };
  }
  const family = script === 'hangul' ? (latinOfKoreanSurname(whole.surname) ?? romanise(whole.surname)) : romanise(whole.surname);
  return { parts: { given: whole.given === '' ? [] : [romanise(whole.given)], surname: family === '' ? [] : [family] }, native: script === 'hangul' ? native : '' };
}

function splitCjk(word: string, script: Script): { readonly surname: string; readonly given: string } {
  if (script === 'hangul' && word.length >= 3) return { surname: word.slice(0, 1), given: word.slice(1) };
  return (script === 'han' ? splitHanName(word) : undefined) ?? { surname: word, given: '' };
}

function partsOfFull(full: string): Parts {
  const comma = full.search(/[,、،]/);
  if (comma > 0) {
    const before = wordsOf(full.slice(0, comma)).filter(isName);
    const after = wordsOf(full.slice(comma + 1)).filter(isName);
    if (before.length > 0 && after.length > 0) return { given: after, surname: before };
  }
  return partsOfOne(wordsOf(full));
}

function partsOfOne(words: readonly string[]): Parts {
  const named = words.filter(isName);
  if (named.length === 1 && words.length === 2 && TITLES_OR_NAMES.has(words[0] ?? '')) return { given: words.slice(0, 1), surname: words.slice(1) };
  if (named.length < 2) return { given: [], surname: named.length === 0 ? words : named };
  const isFamilyFirst = scriptOf(named.join('')) === 'han' || (named.length > 2 && VIETNAMESE.has(named[0] ?? ''));
  return isFamilyFirst ? { given: named.slice(1), surname: named.slice(0, 1) } : { given: named.slice(0, -1), surname: named.slice(-1) };
}

// Titles that people are also called by.
const TITLES_OR_NAMES: ReadonlySet<string> = new Set('di don dona hon ing mag med prim san sig'.split(' '));

function namesIn(words: readonly string[]): readonly string[] {
  const names = words.filter(isName);
  return names.length > 0 ? names : words.filter((word) => TITLES_OR_NAMES.has(word));
}

function isName(word: string): boolean {
  return !HONORIFICS.has(word) && !GENERATIONS.has(word);
}
