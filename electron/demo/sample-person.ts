import { NAME_CULTURES, type NameCulture } from './sample-names.ts';

/** An invented person, the same for the same number. */
export interface Person {
  readonly culture: NameCulture;
  readonly given: string;
  readonly family: string;
  readonly middle: string;
  readonly fullName: string;
  /** ASCII, for addresses; no two people share one. */
  readonly handle: string;
  readonly number: number;
}

/** The person of this number; no two share a name or a handle. */
export function makePerson(number: number): Person {
  const culture = NAME_CULTURES[number % NAME_CULTURES.length] as NameCulture;
  const within = Math.floor(number / NAME_CULTURES.length);
  const { length: givenCount } = culture.given;
  const { length: familyCount } = culture.family;
  // Each pair of names comes once before a middle name has to tell people apart.
  const [given = '', givenLatin = given] = (culture.given[within % givenCount] ?? '').split('/');
  const [family = '', familyLatin = family] = (culture.family[(within + Math.floor(within / givenCount)) % familyCount] ?? '').split('/');
  const middle = middleName(Math.floor(within / (givenCount * familyCount)));
  const shown = culture.familyFirst === true ? [family, middle, given] : [given, middle, family];
  const handle = [givenLatin, middle, familyLatin].filter((part) => part !== '').map(toAscii).join('.');
  return { culture, given, family, middle, fullName: shown.filter((part) => part !== '').join(' '), handle, number };
}

function middleName(round: number): string {
  let name = '';
  for (let left = round; left > 0; left = Math.floor((left - 1) / 26)) name = `${String.fromCharCode(65 + ((left - 1) % 26))}${name}`;
  return name === '' ? '' : `${name}.`;
}

/** A mobile number of those set aside for fiction, so that no sample rings at somebody's home. */
export function mobileNumber(number: number): string {
  const digits = pad(number % 10_000, 4);
  return number < 10_000 ? `+33 6 39 98 ${digits.slice(0, 2)} ${digits.slice(2)}` : `+1 (${areaCode(number)}) ${exchange(number)}-01${pad(number % 100, 2)}`;
}

/** An office number of those set aside for fiction. */
export function workNumber(number: number): string {
  return `+1 ${areaCode(number)}-${exchange(number)}-01${pad(number % 100, 2)}`;
}

function areaCode(number: number): number {
  return 200 + (Math.floor(number / 100) % 800);
}

// Those for fiction, 555-01xx, suffice for 80,000 people.
function exchange(number: number): number {
  return 555 + Math.floor(number / 80_000);
}

/** A number in so many digits. */
export function pad(value: number, length: number): string {
  return String(value).padStart(length, '0');
}

const LETTERS: Readonly<Record<string, string>> = { ß: 'ss', ł: 'l', ı: 'i', đ: 'd', ø: 'o', æ: 'ae' };

function toAscii(name: string): string {
  return name
    .toLowerCase()
    .normalize('NFD')
    .replaceAll(/[^a-z-]/g, (letter) => LETTERS[letter] ?? '');
}
