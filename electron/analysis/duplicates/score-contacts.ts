import type { DuplicateReason } from '../../../shared/messages/duplicates.ts';
import { BIRTHDAY, EMAIL, PHONE, PLACE, WORKPLACE, holdsNothingOfItsOwn, type Comparison } from './compare-contacts.ts';
import { isRareMark, mostConfidence } from './contact-doubts.ts';
import type { ContactProfile } from './contact-profile.ts';
import type { Compared } from './contact-vetoes.ts';
import type { FieldPriors, Weights } from './learn-weights.ts';
import type { ContactName } from './names/contact-name.ts';
import { GIVEN, SURNAME } from './names/name-relation.ts';
import type { Scored } from './types.ts';
import type { ValueCounts } from './value-counts.ts';

/** Experience with address books, from which what a book itself tells departs. In the order of the levels; the first stands for missing. */
export const CONTACT_PRIORS: readonly FieldPriors[] = [
  { name: 'given', m: [0, 0.84, 0.06, 0.02, 0.04, 0.01, 0.03], u: [0, 0.01, 0.004, 0.008, 0.005, 0.01, 0.963] },
  { name: 'surname', m: [0, 0.91, 0.05, 0.01, 0.03], u: [0, 0.004, 0.004, 0.007, 0.985] },
  { name: 'email', m: [0, 0.78, 0.04, 0.04, 0.14], u: [0, 0.0003, 0.001, 0.0005, 0.9982] },
  { name: 'phone', m: [0, 0.75, 0.09, 0.02, 0.14], u: [0, 0.0003, 0.003, 0.0002, 0.9965] },
  { name: 'birthday', m: [0, 0.93, 0.035, 0.015, 0.008, 0.012], u: [0, 0.0006, 0.0006, 0.006, 0.03, 0.9628] },
  { name: 'place', m: [0, 0.7, 0.17, 0.08, 0.05], u: [0, 0.002, 0.004, 0.1, 0.894] },
  { name: 'workplace', m: [0, 0.85, 0.15], u: [0, 0.01, 0.99] },
];

/** The levels that weights are learnt of, in the order of `CONTACT_PRIORS`. */
export function levelsOf({ name, email, phone, birthday, place, workplace }: Comparison): readonly number[] {
  return [name.given, name.surname, email, phone, birthday, place, workplace];
}

const PLACE_IN = { given: 0, surname: 1, email: 2, phone: 3, birthday: 4, place: 5, workplace: 6 } as const;
// What agrees by a common value says little however often it agrees among copies.
const SHARED_BY_TWO = 2.5;
const SHARED_BY_MANY = 0.7;
const SAME_UID = 7;
const MARK = 3;
const CONTAINED = 1;
const SMOOTH_NAMES = 250;
const SMOOTH_SURNAMES = 500;
const SMOOTH_VALUES = 1000;
const ONLY_A_NAME = 0.8;

/** How sure it is that two contacts are one person, and why. */
export function scoreContacts(compared: Compared, weights: Weights, counts: ValueCounts): Scored {
  const { left, right, comparison } = compared;
  const { name } = comparison;
  const reasons: DuplicateReason[] = [];
  let sum = weights.prior;
  const learnt = (field: keyof typeof PLACE_IN, level: number): number => {
    const odds = weights.fields[PLACE_IN[field]];
    return level === 0 ? 0 : Math.log((odds?.m[level] ?? 1) / (odds?.u[level] ?? 1));
  };
  /** Agreement on a value that so many records have: the rarer, the heavier. */
  const byRarity = (field: keyof typeof PLACE_IN, level: number, records: number, smoothing: number): number =>
    Math.max(0, Math.log((weights.fields[PLACE_IN[field]]?.m[level] ?? 0.5) / Math.min(0.9, (records + 1) / (counts.size + smoothing))));
  const add = (weight: number, reason?: DuplicateReason): void => {
    sum += weight;
    if (reason !== undefined) reasons.push(reason);
  };

  // A name that is compared as a whole is counted as a whole, below.
  if (name.given === GIVEN.same && left.name.given.length + right.name.given.length === 0) add(0);
  else if (name.given === GIVEN.same) add(byRarity('given', GIVEN.same, sharedGiven(left.name, right.name, counts), SMOOTH_NAMES));
  else add(learnt('given', name.given));
  if (name.surname === SURNAME.same) add(byRarity('surname', SURNAME.same, name.isPartial ? bearersOfWord(left.name, right.name, counts) : Math.min(counts.surname(left.name), counts.surname(right.name)), SMOOTH_SURNAMES));
  else add(learnt('surname', name.surname));
  const isSameName = name.surname === SURNAME.same && (name.given === GIVEN.same || (name.given === GIVEN.missing && !name.isPartial));
  if (isSameName) reasons.push('same-name');
  else if (name.given !== GIVEN.differs && name.surname !== SURNAME.differs && name.surname !== SURNAME.missing) reasons.push('alike-name');

  const { sharedEmail, sharedPhone } = comparison;
  if (sharedEmail !== undefined) add(Math.min(byRarity('email', EMAIL.same, sharedEmail.records, SMOOTH_VALUES), mostFor(sharedEmail.people)), 'same-email');
  else add(learnt('email', comparison.email), comparison.email === EMAIL.alike ? 'alike-email' : undefined);
  if (sharedPhone !== undefined) add(Math.min(byRarity('phone', PHONE.same, sharedPhone.records, SMOOTH_VALUES), mostFor(sharedPhone.people)), 'same-phone');
  else add(learnt('phone', comparison.phone), comparison.phone === PHONE.alike ? 'alike-phone' : undefined);

  if (comparison.hasSameUid) add(SAME_UID, 'same-uid');
  add(learnt('birthday', comparison.birthday), BIRTHDAY_REASONS[comparison.birthday]);
  if (comparison.place === PLACE.same || comparison.place === PLACE.alike) add(Math.min(learnt('place', comparison.place), rarityOfPlace(comparison, byRarity('place', comparison.place, comparison.placeRecords, SMOOTH_VALUES), counts)), 'same-address');
  else add(learnt('place', comparison.place));
  const { sharedWorkplace } = comparison;
  if (sharedWorkplace !== undefined) add(Math.min(byRarity('workplace', WORKPLACE.same, sharedWorkplace.records, SMOOTH_NAMES), mostFor(sharedWorkplace.people)), 'same-organization');
  else add(learnt('workplace', comparison.workplace));
  if (isRareMark(comparison)) add(MARK, 'same-online-service');
  const contained = (sharedEmail ?? sharedPhone) !== undefined && holdsNothingOfItsOwn(left, right);
  if (contained) add(CONTAINED, 'contained');
  return { confidence: Math.min(mostConfidence(compared), 1 / (1 + Math.exp(-sum))), reasons };
}

const BIRTHDAY_REASONS: Readonly<Record<number, DuplicateReason>> = { [BIRTHDAY.same]: 'same-birthday', [BIRTHDAY.shifted]: 'birthday-day-apart', [BIRTHDAY.near]: 'alike-birthday' };

const NEXT_WORD = 0.5;

/** In a list that is typed by hand a second word of the address tells more; those of a household would share it anyway. */
function rarityOfPlace({ nextPlaceRecords }: Comparison, ofRarest: number, counts: ValueCounts): number {
  if (!counts.isDamaged || nextPlaceRecords === 0) return ofRarest;
  return ofRarest + NEXT_WORD * Math.max(0, Math.log((counts.size + SMOOTH_VALUES) / (nextPlaceRecords + 1)));
}

/** How many have the given names that both have: of two where one has a second name, the first. */
function sharedGiven(left: ContactName, right: ContactName, counts: ValueCounts): number {
  if (left.given.length === right.given.length) return Math.min(counts.given(left.given), counts.given(right.given));
  return Math.max(counts.given(left.given.slice(0, 1)), counts.given(right.given.slice(0, 1)));
}

/** How many have the one word of a name that the other name has too; it may be a given name or a family name. */
function bearersOfWord(left: ContactName, right: ContactName, counts: ValueCounts): number {
  const [short, long] = left.words.length < right.words.length ? [left, right] : [right, left];
  return Math.max(1, ...short.words.filter((word) => long.words.includes(word)).map((word) => counts.nameWord(word)));
}

function mostFor(people: number): number {
  return people <= 1 ? Infinity : people === 2 ? SHARED_BY_TWO : SHARED_BY_MANY;
}

/** Equal content: certain where it says who is meant, likely where it is nothing but a name. */
export function scoreEqualContacts(profile: ContactProfile): Scored {
  const says = profile.emails.length + profile.phones.length + profile.addressWords.length + profile.marks.length + profile.organizations.length + (profile.birthday === undefined ? 0 : 1);
  return says > 0 ? { confidence: 1, reasons: ['same-content'] } : { confidence: ONLY_A_NAME, reasons: ['same-content-only-name'] };
}
