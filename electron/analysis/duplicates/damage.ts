import { compareText } from '../normal-text.ts';
import { BIRTHDAY, EMAIL, PHONE, PLACE } from './compare-contacts.ts';
import type { Compared } from './contact-vetoes.ts';
import { GIVEN, SURNAME, type NameRelation } from './names/name-relation.ts';

const FEWEST_ERRORS = 4;
const ERROR_SHARE = 0.04;
// How often two people of one name have birthdays a typing error apart by chance, with room.
const NEAR_BY_CHANCE = 0.08;
// An address is less one's own than a birthday is: relatives of alike names live at one.
const FEWEST_ERRORS_AT_PLACE = 8;
const ERROR_SHARE_AT_PLACE = 0.08;
const RARE_PLACE = 6;
const FEWEST_IN_EACH = 2;

/**
 * Whether typing errors are usual in the book that these pairs are of: birthdays or names that differ by an error where all else is one
 * person's. What programs copy has none, and there every difference counts.
 */
export function isDamagedBook(pairs: readonly Compared[]): boolean {
  const birthdays = [0, 0, 0, 0, 0, 0];
  const nearDays = new Set<string>();
  const byOwn = noNames();
  const atPlace = noNames();
  for (const pair of pairs) {
    const { name, birthday, email, phone, place, placeRecords } = pair.comparison;
    if (isOneName(name)) birthdays[birthday] = (birthdays[birthday] ?? 0) + 1;
    if (isOneName(name) && birthday === BIRTHDAY.near) nearDays.add([pair.left, pair.right].map((contact) => contact.birthday?.digits ?? '').sort(compareText).join(' '));
    if (birthday === BIRTHDAY.same || email === EMAIL.same || phone === PHONE.same) countNames(byOwn, pair);
    if (place === PLACE.same && placeRecords <= RARE_PLACE) countNames(atPlace, pair);
  }
  const [, sameDay = 0, , , closeDay = 0, otherDay = 0] = birthdays;
  const nearDay = nearDays.size;
  const isNearOften = nearDay >= FEWEST_ERRORS && nearDay > NEAR_BY_CHANCE * (closeDay + otherDay) && nearDay >= ERROR_SHARE * (sameDay + nearDay);
  const isDated = birthdays.some((count) => count > 0);
  return isNearOften || (isDated && areMisspelt(byOwn, FEWEST_ERRORS, ERROR_SHARE)) || areMisspelt(atPlace, FEWEST_ERRORS_AT_PLACE, ERROR_SHARE_AT_PLACE);
}

function isOneName({ given, surname }: NameRelation): boolean {
  return given === GIVEN.same && surname === SURNAME.same;
}

interface NamesSeen {
  same: number;
  /** Each error once, however many copies it stands in. */
  readonly misspeltGiven: Set<string>;
  readonly misspeltSurname: Set<string>;
}

function noNames(): NamesSeen {
  return { same: 0, misspeltGiven: new Set(), misspeltSurname: new Set() };
}

function countNames(seen: NamesSeen, { left, right, comparison: { name } }: Compared): void {
  if (isOneName(name)) seen.same += 1;
  else if (name.given === GIVEN.misspelt && name.surname === SURNAME.same) addError(seen.misspeltGiven, left.name.given, right.name.given);
  else if (name.given === GIVEN.same && name.surname === SURNAME.alike) addError(seen.misspeltSurname, left.name.surname, right.name.surname);
}

function addError(errors: Set<string>, left: readonly string[], right: readonly string[]): void {
  const [one = '', other = ''] = [left.join(''), right.join('')].sort(compareText);
  // Programs cut names; nobody's finger does.
  if (!other.startsWith(one)) errors.add(`${one} ${other}`);
}

/** Typing errors stand in both names; where only given names are alike, they are those of twins. */
function areMisspelt({ same, misspeltGiven, misspeltSurname }: NamesSeen, fewest: number, share: number): boolean {
  const misspelt = misspeltGiven.size + misspeltSurname.size;
  return misspelt >= fewest && misspelt >= share * (same + misspelt) && Math.min(misspeltGiven.size, misspeltSurname.size) >= FEWEST_IN_EACH;
}
