import type { ContactName } from './contact-name.ts';
import { editsBetween, lettersShared, wordLikeness } from './likeness.ts';
import { GIVEN, SURNAME, type GivenLevel, type NameRelation, type SurnameLevel } from './name-relation.ts';
import { isShortForm } from './nicknames.ts';
import { spellingOf } from './romanise.ts';

type Parts = Pick<ContactName, 'given' | 'surname'>;
type WordLevel = (left: string, right: string) => GivenLevel;

// How much a level speaks for one name, to choose between two ways of reading a pair.
const WORTH: Readonly<Record<GivenLevel, number>> = { [GIVEN.missing]: 0.3, [GIVEN.same]: 3, [GIVEN.shortForm]: 2.3, [GIVEN.initial]: 1.2, [GIVEN.misspelt]: 2.3, [GIVEN.resembles]: 1, [GIVEN.differs]: -1 };
const SURNAME_WORTH: Readonly<Record<SurnameLevel, number>> = { [SURNAME.missing]: 0.3, [SURNAME.same]: 3, [SURNAME.alike]: 2.3, [SURNAME.resembles]: 1, [SURNAME.differs]: -1 };
const SURNAME_OF: Readonly<Record<GivenLevel, SurnameLevel>> = { [GIVEN.missing]: SURNAME.missing, [GIVEN.same]: SURNAME.same, [GIVEN.shortForm]: SURNAME.alike, [GIVEN.initial]: SURNAME.differs, [GIVEN.misspelt]: SURNAME.alike, [GIVEN.resembles]: SURNAME.resembles, [GIVEN.differs]: SURNAME.differs };
// Names the other way round are believed only where they fit clearly better so.
const CLEARLY = 1;

/**
 * How two names of a book full of typing errors stand to each other, read straight or the other way round, whichever fits better. What is
 * left of a name is told in levels, of which the book itself teaches what they are worth; `isOther` where both given names are names.
 */
export function relateDamagedNames(left: ContactName, right: ContactName, isBorne: (given: string) => boolean, levelOf: WordLevel): NameRelation {
  const straight = relateParts(left, right, isBorne, levelOf);
  if (left.given.length === 0 || right.given.length === 0) return straight;
  const swapped = relateParts(left, { given: right.surname, surname: right.given }, isBorne, levelOf);
  return worthOf(swapped) > worthOf(straight) + CLEARLY ? swapped : straight;
}

function worthOf({ given, surname }: NameRelation): number {
  return WORTH[given] + SURNAME_WORTH[surname];
}

function relateParts(left: Parts, right: Parts, isBorne: (given: string) => boolean, levelOf: WordLevel): NameRelation {
  if (left.given.length === 0 || right.given.length === 0) return relateSingle([...left.given, ...left.surname], [...right.given, ...right.surname], levelOf);
  const given = relateGiven(left.given, right.given, levelOf);
  const isFar = given === GIVEN.misspelt || given === GIVEN.resembles || given === GIVEN.differs;
  return { given, surname: SURNAME_OF[relateWhole(left.surname, right.surname, levelOf)], isPartial: false, isOther: isFar && isBorne(left.given[0] ?? '') && isBorne(right.given[0] ?? '') };
}

/** A record with one word: which of both names it is cannot be told. */
function relateSingle(words: readonly string[], others: readonly string[], levelOf: WordLevel): NameRelation {
  const levels = [levelOf(words.join(''), others.join('')), ...words.flatMap((word) => others.map((other) => levelOf(word, other)))];
  const isPartial = words.length !== others.length;
  const best = levels.reduce<GivenLevel>((held, level) => (WORTH[level] > WORTH[held] ? level : held), GIVEN.differs);
  return { given: GIVEN.missing, surname: SURNAME_OF[best], isPartial, isOther: false };
}

function relateGiven(left: readonly string[], right: readonly string[], levelOf: WordLevel): GivenLevel {
  const [one, other] = [left[0] ?? '', right[0] ?? ''];
  const first = levelOf(one, other);
  const whole = relateWhole(left, right, levelOf);
  if (left.length > 1 && right.length > 1 && first === GIVEN.same && whole !== GIVEN.same) {
    const second = levelOf(left[1] ?? '', right[1] ?? '');
    return second === GIVEN.differs ? GIVEN.misspelt : GIVEN.same;
  }
  const better = WORTH[first] > WORTH[whole] ? first : whole;
  // Some are called by their second name.
  return better === GIVEN.differs && left.length + right.length > 2 && left.some((word) => word.length > 2 && right.includes(word)) ? GIVEN.shortForm : better;
}

/** As one word: a space too many or too few is a typing error like any other. */
function relateWhole(left: readonly string[], right: readonly string[], levelOf: WordLevel): GivenLevel {
  if (left.length === 0 || right.length === 0) return GIVEN.missing;
  const whole = levelOf(left.join(''), right.join(''));
  return whole === GIVEN.differs && left.length !== right.length && left.some((word) => word.length > 2 && right.includes(word)) ? GIVEN.shortForm : whole;
}

const MISSPELT_FROM = 0.86;
const RESEMBLES_FROM = 0.7;

/** How two words stand to each other that may be one, typed badly. */
export function relateDamagedWords(left: string, right: string): GivenLevel {
  if (left.length <= 1 || right.length <= 1) return left[0] === right[0] ? GIVEN.initial : GIVEN.differs;
  if (left === right) return GIVEN.same;
  const shortest = Math.min(left.length, right.length);
  if (isShortForm(left, right) || (shortest >= 3 && (left.startsWith(right) || right.startsWith(left)))) return GIVEN.shortForm;
  if (spellingOf(left) === spellingOf(right) || (shortest >= 3 && editsBetween(left, right, 1) <= 1)) return GIVEN.misspelt;
  if ((shortest >= 5 && editsBetween(left, right, 2) <= 2) || (shortest >= 4 && wordLikeness(left, right) >= MISSPELT_FROM)) return GIVEN.misspelt;
  return shortest >= 2 && lettersShared(left, right) >= RESEMBLES_FROM ? GIVEN.resembles : GIVEN.differs;
}
