import { BIRTHDAY, EMAIL, PHONE, compareContacts, type Comparison } from './compare-contacts.ts';
import { contactBlocks } from './contact-blocks.ts';
import type { ContactProfile } from './contact-profile.ts';
import { contactVetoSignature, contactsContradict } from './contact-vetoes.ts';
import { learnWeights, type Weights } from './learn-weights.ts';
import { compareNames, GIVEN, SURNAME, type NameComparer } from './names/relate-names.ts';
import { CONTACT_PRIORS, levelsOf, scoreContacts, scoreEqualContacts } from './score-contacts.ts';
import { sharedUids } from './shared-uids.ts';
import type { Matcher, PairList } from './types.ts';
import { countValues, type ValueCounts } from './value-counts.ts';

const MOST_CANDIDATES = 120_000;
const MOST_RANDOM = 60_000;

interface Book {
  readonly people: readonly ContactProfile[];
  readonly names: NameComparer;
  readonly counts: ValueCounts;
  readonly isDamaged: boolean;
}

/** Compares the contacts of one book by weights that it learns from the book itself. */
export function contactMatcher(profiles: readonly ContactProfile[]): Matcher<ContactProfile> {
  const isSharedUid = sharedUids(profiles);
  const plain = bookOf(distinct(profiles), false);
  return {
    blocks: (profile) => contactBlocks(profile, plain.counts, isSharedUid),
    orderInBlock: (profile) => profile.name.key,
    learn(pairs) {
      const book = isDamaged(profiles, pairs, plain) ? bookOf(plain.people, true) : plain;
      const weights = learnFrom(profiles, pairs, book);
      const contradict = (left: ContactProfile, right: ContactProfile): boolean => contactsContradict({ left, right, comparison: compareIn(book, left, right), isDamaged: book.isDamaged });
      return {
        contradict,
        vetoSignature: (profile) => contactVetoSignature(profile, isSharedUid),
        score: (left, right) => {
          const name = book.names.relate(left.name, right.name);
          // Most candidates are people of one house or office: their names alone tell them apart.
          if (name.isOther || (!book.isDamaged && name.given === GIVEN.differs)) return undefined;
          const comparison = compareContacts(left, right, name, book.counts);
          if (contactsContradict({ left, right, comparison, isDamaged: book.isDamaged })) return undefined;
          return scoreContacts(left, right, comparison, weights, book.counts);
        },
        scoreEqual: scoreEqualContacts,
      };
    },
  };
}

/** One record of each that say the same: a thousand copies of a contact make its name no frequent one. */
function distinct(profiles: readonly ContactProfile[]): readonly ContactProfile[] {
  const seen = new Map<string, ContactProfile>();
  for (const profile of profiles) {
    const key = `${contactVetoSignature(profile, () => false)}\0${profile.addressWords.join()}\0${profile.organizations.join()}`;
    if (!seen.has(key)) seen.set(key, profile);
  }
  return [...seen.values()];
}

function bookOf(people: readonly ContactProfile[], damaged: boolean): Book {
  const names = compareNames(people.map((profile) => profile.name), damaged);
  return { people, names, counts: countValues(people, names), isDamaged: damaged };
}

function compareIn({ names, counts }: Book, left: ContactProfile, right: ContactProfile): Comparison {
  return compareContacts(left, right, names.relate(left.name, right.name), counts);
}

function learnFrom(profiles: readonly ContactProfile[], pairs: PairList, book: Book): Weights {
  const step = Math.max(1, Math.ceil(pairs.lefts.length / MOST_CANDIDATES));
  const candidates: (readonly number[])[] = [];
  for (let at = 0; at < pairs.lefts.length; at += step) {
    const [left, right] = pairAt(profiles, pairs, at);
    if (left === undefined || right === undefined) continue;
    const comparison = compareIn(book, left, right);
    // What contradicts itself is no match, however much a household shares.
    if (!contactsContradict({ left, right, comparison, isDamaged: book.isDamaged })) candidates.push(levelsOf(comparison));
  }
  return learnWeights({ candidates, candidateWeight: step, random: randomLevels(book), records: book.people.length }, CONTACT_PRIORS);
}

/** Pairs drawn by a fixed rule, which meet each other as by chance. */
function randomLevels(book: Book): readonly (readonly number[])[] {
  const profiles = book.people;
  const size = profiles.length;
  const draws = Math.min(MOST_RANDOM, (size * (size - 1)) / 2);
  const levels: (readonly number[])[] = [];
  let state = 12_345;
  const next = (): number => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 4_294_967_296) * size);
  };
  for (let drawn = 0; drawn < draws; drawn += 1) {
    const [left, right] = [profiles[next()], profiles[next()]];
    if (left !== undefined && right !== undefined && left !== right) levels.push(levelsOf(compareIn(book, left, right)));
  }
  return levels;
}

const FEWEST_ERRORS = 4;
const ERROR_SHARE = 0.04;
// How often two people of one name have birthdays a typing error apart by chance, with room.
const NEAR_BY_CHANCE = 0.08;

/**
 * Whether typing errors are usual in the book: birthdays or given names that differ by an error where all else is one person's. What
 * programs copy has none, and there every difference counts.
 */
function isDamaged(profiles: readonly ContactProfile[], pairs: PairList, book: Book): boolean {
  const step = Math.max(1, Math.ceil(pairs.lefts.length / MOST_CANDIDATES));
  const birthdays = [0, 0, 0, 0, 0];
  const given = [0, 0, 0, 0, 0, 0];
  for (let at = 0; at < pairs.lefts.length; at += step) {
    const [left, right] = pairAt(profiles, pairs, at);
    if (left === undefined || right === undefined) continue;
    const { name, birthday, email, phone } = compareIn(book, left, right);
    const isOwn = email === EMAIL.same || phone === PHONE.same;
    if (name.given === GIVEN.same && name.surname === SURNAME.same) birthdays[birthday] = (birthdays[birthday] ?? 0) + 1;
    if ((birthday === BIRTHDAY.same || isOwn) && name.surname === SURNAME.same) given[name.given] = (given[name.given] ?? 0) + 1;
  }
  const [, sameDay = 0, , nearDay = 0, otherDay = 0] = birthdays;
  const [, sameName = 0, , , misspelt = 0] = given;
  const isNearOften = nearDay >= FEWEST_ERRORS && nearDay > NEAR_BY_CHANCE * otherDay && nearDay >= ERROR_SHARE * (sameDay + nearDay);
  return isNearOften || (misspelt >= FEWEST_ERRORS && misspelt >= ERROR_SHARE * (sameName + misspelt) && birthdays.some((count) => count > 0));
}

function pairAt(profiles: readonly ContactProfile[], pairs: PairList, at: number): readonly [ContactProfile | undefined, ContactProfile | undefined] {
  return [profiles[pairs.lefts[at] ?? -1], profiles[pairs.rights[at] ?? -1]];
}
