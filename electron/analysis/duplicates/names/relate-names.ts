import type { ContactName } from './contact-name.ts';
import { isHanSurname } from './han.ts';
import { editsBetween, isSameButForLost } from './likeness.ts';
import { GIVEN, SURNAME, type GivenLevel, type NameRelation, type SurnameLevel } from './name-relation.ts';
import { isKnownGivenName, isShortForm } from './nicknames.ts';
import { relateDamagedNames, relateDamagedWords } from './relate-damaged-names.ts';
import { soundOf, spellingOf } from './romanise.ts';

/** Tells which names people bear, so that Tim is not taken for a misspelt Tom. */
export interface NameComparer {
  relate(left: ContactName, right: ContactName): NameRelation;
}

const UNKNOWN: NameRelation = { given: GIVEN.missing, surname: SURNAME.missing, isPartial: false, isOther: false };
const SAME: NameRelation = { given: GIVEN.same, surname: SURNAME.same, isPartial: false, isOther: false };
const SAME_WORD: NameRelation = { ...SAME, given: GIVEN.missing };
const OTHER: NameRelation = { given: GIVEN.differs, surname: SURNAME.differs, isPartial: false, isOther: true };
const BEARERS = 3;
const NAMES_TO_A_BEARER = 400;

/**
 * Compares the names of one book. A given name with bearers of several families is a name and no misspelling; `isDamaged` is a book in
 * which names are full of typing errors.
 */
export function compareNames(names: Iterable<ContactName>, isDamaged: boolean): NameComparer {
  const isBorne = bearersOf([...names], isDamaged);
  // By the one word and then the other: cheaper than a key made of both.
  const known = new Map<string, Map<string, GivenLevel>>();
  const wordLevel = (left: string, right: string): GivenLevel => {
    if (left === right && !(isDamaged && left.length === 1)) return GIVEN.same;
    const [one, other] = left < right ? [left, right] : [right, left];
    let levels = known.get(one);
    if (levels === undefined) known.set(one, (levels = new Map<string, GivenLevel>()));
    let level = levels.get(other);
    if (level === undefined) levels.set(other, (level = isDamaged ? relateDamagedWords(one, other) : givenWords(one, other, isBorne)));
    return level;
  };
  const book: Book = { wordLevel, isBorne, isDamaged };
  return { relate: (left, right) => relate(left, right, book) };
}

/** Where many names are misspelt, the misspellings of a frequent one come again too: there a name needs more bearers. */
function bearersOf(names: readonly ContactName[], isDamaged: boolean): (given: string) => boolean {
  const enough = isDamaged ? Math.max(2 * BEARERS, Math.round(names.length / NAMES_TO_A_BEARER)) : BEARERS;
  const families = new Map<string, Set<string>>();
  for (const { given, surname } of names) {
    const [first] = given;
    if (first === undefined) continue;
    const held = families.get(first);
    if (held === undefined) families.set(first, new Set([soundOf(surname[0] ?? '')]));
    else if (held.size < enough) held.add(soundOf(surname[0] ?? ''));
  }
  return (given) => isKnownGivenName(given) || (families.get(given)?.size ?? 0) >= enough;
}

interface Book {
  wordLevel(left: string, right: string): GivenLevel;
  isBorne(given: string): boolean;
  readonly isDamaged: boolean;
}

function relate(left: ContactName, right: ContactName, book: Book): NameRelation {
  if (left.key === '' || right.key === '' || left.isCompany !== right.isCompany) return UNKNOWN;
  if (left.native !== '' && right.native !== '' && left.script === right.script) return relateNative(left, right);
  if (left.words.length === 0 || right.words.length === 0) return UNKNOWN;
  if (left.key === right.key) return left.words.length === 1 ? SAME_WORD : SAME;
  if (left.script !== right.script) return relateBySound(left, right);
  if (book.isDamaged) return relateDamagedNames(left, right, book.isBorne, book.wordLevel);
  const straight = relateParts(left, right, book);
  if (straight.given !== GIVEN.differs && straight.surname !== SURNAME.differs) return straight;
  if (left.words.length === 1 || right.words.length === 1) return straight;
  // Given name and family name the other way round in one of them, as forms and imports make it.
  if (!mayBeSwapped(left, right)) return partOrOther(left, right, straight);
  const swapped = [relateParts(left, turned(right), book), relateParts(turned(left), right, book)].find(isGood);
  return swapped ?? partOrOther(left, right, straight);
}

function mayBeSwapped(left: ContactName, right: ContactName): boolean {
  return left.given[0]?.[0] === right.surname[0]?.[0] && left.surname[0]?.[0] === right.given[0]?.[0];
}

function turned({ given, surname }: Parts): Parts {
  return { given: surname, surname: given };
}

function partOrOther(left: ContactName, right: ContactName, other: NameRelation): NameRelation {
  if (isPartOf(left, right) || isPartOf(right, left)) return { given: GIVEN.shortForm, surname: SURNAME.same, isPartial: false, isOther: false };
  return other;
}

function isGood({ given, surname }: NameRelation): boolean {
  if (given === GIVEN.initial) return surname === SURNAME.same;
  return given !== GIVEN.differs && given !== GIVEN.missing && (surname === SURNAME.same || surname === SURNAME.alike);
}

type Parts = Pick<ContactName, 'given' | 'surname'>;

function relateParts(left: Parts, right: Parts, book: Book): NameRelation {
  const [words, others] = [left.given.length + left.surname.length, right.given.length + right.surname.length];
  if (words === 1 || others === 1) return relateSingle([...left.given, ...left.surname], [...right.given, ...right.surname]);
  const given = relateGiven(left.given, right.given, book);
  return given === GIVEN.differs ? OTHER : { given, surname: relateSurnames(left.surname, right.surname), isPartial: false, isOther: false };
}

function relateSingle(words: readonly string[], others: readonly string[]): NameRelation {
  const [short, long] = words.length <= others.length ? [words, others] : [others, words];
  const [word = ''] = short;
  if (long.includes(word)) return { given: GIVEN.missing, surname: SURNAME.same, isPartial: true, isOther: false };
  if (long.some((other) => isAlike(word, other))) return { given: GIVEN.missing, surname: SURNAME.alike, isPartial: true, isOther: false };
  return { ...OTHER, isOther: false };
}

function relateGiven(left: readonly string[], right: readonly string[], book: Book): GivenLevel {
  const shared = Math.min(left.length, right.length);
  if (shared === 0) return GIVEN.missing;
  let worst: GivenLevel = GIVEN.same;
  for (let index = 0; index < shared; index += 1) {
    const level = book.wordLevel(left[index] ?? '', right[index] ?? '');
    if (level > worst) worst = level;
  }
  // John H. and John Henry are one by their first name.
  if (worst === GIVEN.initial && left[0] === right[0]) return GIVEN.shortForm;
  if (worst !== GIVEN.differs) return worst;
  // Some are called by their second name.
  return shared === 1 && left.length + right.length > 2 && left.some((word) => word.length > 2 && right.includes(word)) ? GIVEN.shortForm : GIVEN.differs;
}

function relateSurnames(left: readonly string[], right: readonly string[]): SurnameLevel {
  if (left.length === 0 || right.length === 0) return SURNAME.missing;
  const [one, other] = [left.join(''), right.join('')];
  if (one === other || isSameButForLost(one, other)) return SURNAME.same;
  if (left.length !== right.length && left.some((word) => word.length > 2 && right.includes(word))) return SURNAME.alike;
  return isAlike(one, other) ? SURNAME.alike : SURNAME.differs;
}

function isAlike(left: string, right: string): boolean {
  const shortest = Math.min(left.length, right.length);
  if (shortest >= 4 && (left.startsWith(right) || right.startsWith(left)) && Math.abs(left.length - right.length) < 3) return true;
  if (shortest < 4) return false;
  if (editsBetween(left, right, 1) <= 1) return true;
  return shortest >= 5 && editsBetween(left, right, 2) <= 2 && soundOf(left) === soundOf(right);
}

/** All words of one stand in the other, which has more: a middle name, a second family name. */
function isPartOf(part: ContactName, whole: ContactName): boolean {
  return part.words.length > 1 && part.words.length < whole.words.length && part.words.every((word) => word.length > 1 && whole.words.includes(word));
}

function givenWords(left: string, right: string, isBorne: (given: string) => boolean): GivenLevel {
  if (left.length === 1 || right.length === 1) return left[0] === right[0] ? GIVEN.initial : GIVEN.differs;
  if (isSameButForLost(left, right)) return GIVEN.same;
  if (isShortForm(left, right)) return GIVEN.shortForm;
  if (spellingOf(left) === spellingOf(right)) return GIVEN.misspelt;
  const shortest = Math.min(left.length, right.length);
  const bothBorne = isBorne(left) && isBorne(right);
  const sounds = soundOf(left) === soundOf(right);
  if (!bothBorne || sounds) {
    if (shortest >= 3 && (left.startsWith(right) || right.startsWith(left)) && !endsAsOtherSex(left, right)) return shortest >= SHORTEST_CUT ? GIVEN.shortForm : GIVEN.resembles;
  }
  if (bothBorne || endsAsOtherSex(left, right)) return GIVEN.differs;
  if (shortest >= 4 && editsBetween(left, right, 1) <= 1) return GIVEN.misspelt;
  return shortest >= 5 && editsBetween(left, right, 2) <= 2 && sounds ? GIVEN.misspelt : GIVEN.differs;
}

// Stores with short fields cut names at eight letters or more; Antoni and Antonina are brother and sister.
const SHORTEST_CUT = 7;

/** Carlo and Carla, Daniel and Daniela: one letter tells the sexes apart. */
function endsAsOtherSex(left: string, right: string): boolean {
  const [short, long] = left.length <= right.length ? [left, right] : [right, left];
  if (long.length - short.length > 1) return false;
  const stem = long.slice(0, -1);
  return /[aeio]$/.test(long) && (stem === short || (short.length === long.length && stem === short.slice(0, -1) && /[aeio]$/.test(short)));
}

/** Han names, and Korean ones, character by character. */
function relateNative(left: ContactName, right: ContactName): NameRelation {
  if (left.native === right.native || isTurned(left.native, right.native)) return SAME;
  const [short, long] = left.native.length < right.native.length ? [left.native, right.native] : [right.native, left.native];
  // 李丽 is not short for 李丽萍.
  if (short.length > 1 && !isHanSurname(short)) return OTHER;
  if (long.startsWith(short) || long.endsWith(short)) return { given: GIVEN.missing, surname: SURNAME.same, isPartial: true, isOther: false };
  return OTHER;
}

/** Family name and given name the other way round, where neither is known for a family name. */
function isTurned(left: string, right: string): boolean {
  return left.length === right.length && left.length > 2 && [1, 2].some((at) => left.slice(at) + left.slice(0, at) === right || right.slice(at) + right.slice(0, at) === left);
}

/** Across alphabets: that they sound alike speaks for one name; that one word does and one does not may be a matter of spelling. */
function relateBySound(left: ContactName, right: ContactName): NameRelation {
  const sounds = (name: ContactName): readonly string[] => name.words.map(soundOf).sort();
  const [one, other] = [sounds(left), sounds(right)];
  const [few, many] = one.length <= other.length ? [one, other] : [other, one];
  if (few.every((sound) => many.includes(sound))) return { given: few.length > 1 ? GIVEN.shortForm : GIVEN.missing, surname: SURNAME.same, isPartial: few.length === 1, isOther: false };
  // Han characters have other readings in Japan, and a name of one word may be a nickname.
  return few.length === 1 || few.some((sound) => many.includes(sound)) ? UNKNOWN : OTHER;
}
