import { compareContacts, type Comparison } from './compare-contacts.ts';
import { contactBlocks } from './contact-blocks.ts';
import { reasonsAgainst } from './contact-reasons-against.ts';
import type { ContactProfile } from './contact-profile.ts';
import { contactVetoSignature, contactsContradict, type Compared } from './contact-vetoes.ts';
import { isDamagedBook } from './damage.ts';
import { learnWeights, type Weights } from './learn-weights.ts';
import { GIVEN } from './names/name-relation.ts';
import { compareNames, type NameComparer } from './names/relate-names.ts';
import { CONTACT_PRIORS, levelsOf, scoreContacts, scoreEqualContacts } from './score-contacts.ts';
import { sharedUids } from './shared-uids.ts';
import type { Matcher, PairList } from './types.ts';
import { countValues, type ValueCounts } from './value-counts.ts';

const FITS_FROM = 0.5;
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
      const sampled = samplePairs(profiles, pairs);
      const compared = compareAll(sampled, plain);
      const isDamaged = isDamagedBook(compared);
      const book = isDamaged ? bookOf(plain.people, true) : plain;
      const weights = learnFrom(isDamaged ? compareAll(sampled, book) : compared, sampleStep(pairs), book);
      const contradict = (left: ContactProfile, right: ContactProfile): boolean => contactsContradict({ left, right, comparison: compareIn(book, left, right), isDamaged: book.isDamaged });
      return {
        contradict,
        // Vetoes keep the groups of an ordinary book apart; where there are none, a chain of errors must not join two people.
        fit: (left, right) => !book.isDamaged || scoreContacts({ left, right, comparison: compareIn(book, left, right), isDamaged: true }, weights, book.counts).confidence >= FITS_FROM,
        // In a damaged list one name twice is nothing that surprises.
        homonymKey: ({ name }) => (book.isDamaged || name.words.length < 2 ? '' : name.key),
        against: (left, right) => reasonsAgainst(left, right, compareIn(book, left, right)),
        vetoSignature: (profile) => contactVetoSignature(profile, isSharedUid),
        score: (left, right) => {
          const name = book.names.relate(left.name, right.name);
          // Most candidates are people of one house or office: their names alone tell them apart.
          if (!book.isDamaged && (name.isOther || name.given === GIVEN.differs)) return undefined;
          const comparison = compareContacts(left, right, name, book.counts);
          if (contactsContradict({ left, right, comparison, isDamaged: book.isDamaged })) return undefined;
          return scoreContacts({ left, right, comparison, isDamaged: book.isDamaged }, weights, book.counts);
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
  return { people, names, counts: countValues(people, names, damaged), isDamaged: damaged };
}

function compareIn({ names, counts }: Book, left: ContactProfile, right: ContactProfile): Comparison {
  return compareContacts(left, right, names.relate(left.name, right.name), counts);
}

function learnFrom(compared: readonly Compared[], candidateWeight: number, book: Book): Weights {
  // What contradicts itself is no match, however much a household shares.
  const candidates = compared.filter((pair) => !contactsContradict(pair)).map(({ comparison }) => levelsOf(comparison));
  return learnWeights({ candidates, candidateWeight, random: randomLevels(book), records: book.people.length, isDamaged: book.isDamaged }, CONTACT_PRIORS);
}

function compareAll(pairs: readonly (readonly [ContactProfile, ContactProfile])[], book: Book): readonly Compared[] {
  return pairs.map(([left, right]) => ({ left, right, comparison: compareIn(book, left, right), isDamaged: book.isDamaged }));
}

/** As many of the pairs as learning needs, evenly out of all. */
function samplePairs(profiles: readonly ContactProfile[], pairs: PairList): readonly (readonly [ContactProfile, ContactProfile])[] {
  const sampled: (readonly [ContactProfile, ContactProfile])[] = [];
  for (let at = 0; at < pairs.lefts.length; at += sampleStep(pairs)) {
    const [left, right] = [profiles[pairs.lefts[at] ?? -1], profiles[pairs.rights[at] ?? -1]];
    if (left !== undefined && right !== undefined) sampled.push([left, right]);
  }
  return sampled;
}

function sampleStep(pairs: PairList): number {
  return Math.max(1, Math.ceil(pairs.lefts.length / MOST_CANDIDATES));
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
