import { BIRTHDAY, EMAIL, PHONE, PLACE, type Comparison } from './compare-contacts.ts';
import { GIVEN, SURNAME } from './names/name-relation.ts';

const FEWEST_ERRORS = 4;
const ERROR_SHARE = 0.04;
// How often two people of one name have birthdays a typing error apart by chance, with room.
const NEAR_BY_CHANCE = 0.08;
// An address is less one's own than a birthday is: relatives of alike names live at one.
const FEWEST_ERRORS_AT_PLACE = 8;
const ERROR_SHARE_AT_PLACE = 0.08;

/**
 * Whether typing errors are usual in the book that these pairs are of: birthdays or names that differ by an error where all else is one
 * person's. What programs copy has none, and there every difference counts.
 */
export function isDamagedBook(pairs: readonly Comparison[]): boolean {
  const birthdays = [0, 0, 0, 0, 0, 0];
  const given = [0, 0, 0, 0, 0, 0, 0];
  const atPlace = { same: 0, misspelt: 0 };
  for (const { name, birthday, email, phone, place, placeRecords } of pairs) {
    const isOwn = email === EMAIL.same || phone === PHONE.same;
    if (name.given === GIVEN.same && name.surname === SURNAME.same) birthdays[birthday] = (birthdays[birthday] ?? 0) + 1;
    if ((birthday === BIRTHDAY.same || isOwn) && name.surname === SURNAME.same) given[name.given] = (given[name.given] ?? 0) + 1;
    if (place !== PLACE.same || placeRecords > RARE_PLACE) continue;
    if (name.given === GIVEN.same && name.surname === SURNAME.same) atPlace.same += 1;
    else if ((name.given === GIVEN.misspelt && name.surname === SURNAME.same) || (name.given === GIVEN.same && name.surname === SURNAME.alike)) atPlace.misspelt += 1;
  }
  const [, sameDay = 0, , nearDay = 0, closeDay = 0, otherDay = 0] = birthdays;
  const [, sameName = 0, , , misspelt = 0] = given;
  const isNearOften = nearDay >= FEWEST_ERRORS && nearDay > NEAR_BY_CHANCE * (closeDay + otherDay) && nearDay >= ERROR_SHARE * (sameDay + nearDay);
  const isMisspeltOften = misspelt >= FEWEST_ERRORS && misspelt >= ERROR_SHARE * (sameName + misspelt) && birthdays.some((count) => count > 0);
  return isNearOften || isMisspeltOften || (atPlace.misspelt >= FEWEST_ERRORS_AT_PLACE && atPlace.misspelt >= ERROR_SHARE_AT_PLACE * (atPlace.same + atPlace.misspelt));
}

const RARE_PLACE = 6;
