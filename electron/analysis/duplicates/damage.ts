import { BIRTHDAY, EMAIL, PHONE, PLACE, type Comparison } from './compare-contacts.ts';
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
export function isDamagedBook(pairs: readonly Comparison[]): boolean {
  const birthdays = [0, 0, 0, 0, 0, 0];
  const byOwn = noNames();
  const atPlace = noNames();
  for (const { name, birthday, email, phone, place, placeRecords } of pairs) {
    if (name.given === GIVEN.same && name.surname === SURNAME.same) birthdays[birthday] = (birthdays[birthday] ?? 0) + 1;
    if (birthday === BIRTHDAY.same || email === EMAIL.same || phone === PHONE.same) countNames(byOwn, name);
    if (place === PLACE.same && placeRecords <= RARE_PLACE) countNames(atPlace, name);
  }
  const [, sameDay = 0, , nearDay = 0, closeDay = 0, otherDay = 0] = birthdays;
  const isNearOften = nearDay >= FEWEST_ERRORS && nearDay > NEAR_BY_CHANCE * (closeDay + otherDay) && nearDay >= ERROR_SHARE * (sameDay + nearDay);
  const isDated = birthdays.some((count) => count > 0);
  return isNearOften || (isDated && areMisspelt(byOwn, FEWEST_ERRORS, ERROR_SHARE)) || areMisspelt(atPlace, FEWEST_ERRORS_AT_PLACE, ERROR_SHARE_AT_PLACE);
}

interface NamesSeen {
  same: number;
  misspeltGiven: number;
  misspeltSurname: number;
}

function noNames(): NamesSeen {
  return { same: 0, misspeltGiven: 0, misspeltSurname: 0 };
}

function countNames(seen: NamesSeen, { given, surname }: NameRelation): void {
  if (given === GIVEN.same && surname === SURNAME.same) seen.same += 1;
  else if (given === GIVEN.misspelt && surname === SURNAME.same) seen.misspeltGiven += 1;
  else if (given === GIVEN.same && surname === SURNAME.alike) seen.misspeltSurname += 1;
}

/** Typing errors stand in both names; where only given names are alike, they are those of twins. */
function areMisspelt({ same, misspeltGiven, misspeltSurname }: NamesSeen, fewest: number, share: number): boolean {
  const misspelt = misspeltGiven + misspeltSurname;
  return misspelt >= fewest && misspelt >= share * (same + misspelt) && Math.min(misspeltGiven, misspeltSurname) >= FEWEST_IN_EACH;
}
