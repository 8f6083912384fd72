import { BIRTHDAY, EMAIL, PHONE, PLACE, WORKPLACE, holdsNothingOfItsOwn, type Comparison } from './compare-contacts.ts';
import { isSamePhone, type ContactProfile } from './contact-profile.ts';
import type { Compared } from './contact-vetoes.ts';
import { GIVEN, SURNAME } from './names/name-relation.ts';
import type { Shared } from './value-counts.ts';

/** Below what may be merged unseen: people are asked. */
const LIKELY_AT_MOST = 0.85;
/** Of those who look so in one house, half are two. */
const PERHAPS_AT_MOST = 0.6;
const RARE = 4;

/** How sure any sum may be of two contacts at most: less where a person has to look. */
export function mostConfidence({ left, right, comparison, isDamaged }: Compared): number {
  if (isDamaged) return isAnotherName(comparison) ? LIKELY_AT_MOST : 1;
  if (isMisspelt(comparison) || isBySecondName(left, right, comparison) || haveOwnReach(left, right, comparison)) return PERHAPS_AT_MOST;
  return isDoubtful(comparison) && !isPartOfOther(left, right, comparison) ? LIKELY_AT_MOST : 1;
}

/** In a damaged book the book itself tells what an agreement is worth; other people of one household remain doubtful. */
function isAnotherName({ name, birthday, place, sharedEmail }: Comparison): boolean {
  const isNameless = name.given === GIVEN.missing && name.surname === SURNAME.missing;
  if (isNameless && birthday === BIRTHDAY.same && (place === PLACE.same || sharedEmail !== undefined)) return false;
  return name.isOther || ((name.given === GIVEN.differs || name.given === GIVEN.missing) && (name.surname === SURNAME.differs || name.surname === SURNAME.missing));
}

/** Pairs that no sum may call certain: a name alone, or hardly a name and what a household shares. */
function isDoubtful(comparison: Comparison): boolean {
  const { name, sharedEmail, sharedPhone, birthday, place } = comparison;
  if (comparison.hasSameUid) return false;
  const isOwn = sharedEmail?.people === 1 || sharedPhone?.people === 1 || isRareMark(comparison);
  const isDated = birthday === BIRTHDAY.same || birthday === BIRTHDAY.shifted || birthday === BIRTHDAY.near;
  const isPlaced = place === PLACE.same || place === PLACE.alike;
  const isNamed = (name.given === GIVEN.same || name.given === GIVEN.shortForm || name.given === GIVEN.misspelt) && name.surname !== SURNAME.differs;
  if (name.surname === SURNAME.same && name.given === GIVEN.missing && !name.isPartial) return !(isOwn || isDated || isPlaced);
  if (!isNamed) return sharedEmail?.people !== 1 && !(isOwn && (isDated || isPlaced)) && !(isDated && isPlaced && comparison.email === EMAIL.missing && comparison.phone === PHONE.missing);
  return !(isOwn || isDated || isPlaced || isSharedByFew(sharedEmail) || isSharedByFew(sharedPhone) || isSharedByFew(comparison.sharedWorkplace) || isAlikeReach(comparison));
}

/** One name whole, and all of one card stands in the other: it is a copy, whoever else uses that mailbox. */
function isPartOfOther(left: ContactProfile, right: ContactProfile, { name, sharedEmail, sharedPhone }: Comparison): boolean {
  const isWholeName = name.given === GIVEN.same && name.surname === SURNAME.same;
  return isWholeName && (sharedEmail ?? sharedPhone) !== undefined && holdsNothingOfItsOwn(left, right);
}

/** Programs make no typing errors: Lion and Leon at one address may be twins. */
function isMisspelt({ name, hasSameUid }: Comparison): boolean {
  return (name.given === GIVEN.misspelt || name.given === GIVEN.resembles) && !hasSameUid;
}

/** Ann and Adriana Ann: some are called by their second name, and some after a sister. */
function isBySecondName(left: ContactProfile, right: ContactProfile, { name, hasSameUid }: Comparison): boolean {
  if (name.given !== GIVEN.shortForm || hasSameUid) return false;
  const [few, many] = left.name.given.length < right.name.given.length ? [left.name.given, right.name.given] : [right.name.given, left.name.given];
  return many.indexOf(few[0] ?? '') > 0;
}

/** Names that only fit, and each has an address, a number or a company that the other lacks: brothers with one mailbox look so. */
function haveOwnReach(left: ContactProfile, right: ContactProfile, comparison: Comparison): boolean {
  const { name, hasSameUid } = comparison;
  const isWhole = name.given === GIVEN.same && left.name.given.length === right.name.given.length;
  if (isWhole || name.given === GIVEN.missing || hasSameUid) return false;
  const hasOwnEmail = (one: ContactProfile, other: ContactProfile): boolean => one.emails.some((email) => !other.emails.includes(email));
  const hasOwnPhone = (one: ContactProfile, other: ContactProfile): boolean => one.phones.some((phone) => !other.phones.some((number) => isSamePhone(phone, number)));
  if (comparison.workplace === WORKPLACE.differs || mayBeTwins(comparison)) return true;
  return (hasOwnEmail(left, right) && hasOwnEmail(right, left)) || (hasOwnPhone(left, right) && hasOwnPhone(right, left));
}

/** Whether both have a value of their own kind, such as an account or a number, that hardly any other has. */
export function isRareMark({ markRecords }: Comparison): boolean {
  return markRecords > 0 && markRecords <= RARE;
}

/** Ann and Adriana Ann, born on one day, in one house, with one telephone and no address of their own. */
function mayBeTwins({ birthday, place, sharedEmail }: Comparison): boolean {
  return birthday === BIRTHDAY.same && place === PLACE.same && sharedEmail === undefined;
}

/** At two companies people of one name have addresses that differ by a dot. */
function isAlikeReach({ email, phone, workplace }: Comparison): boolean {
  return (email === EMAIL.alike || phone === PHONE.alike) && workplace !== WORKPLACE.differs;
}

function isSharedByFew(shared: Shared | undefined): boolean {
  return shared !== undefined && shared.people <= 2;
}
