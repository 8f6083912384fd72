import { relateBirthdays } from './birthdays.ts';
import { isContained } from './content.ts';
import { isSamePhone, type ContactProfile } from './contact-profile.ts';
import { editsBetween, lettersShared, wordLikeness } from './names/likeness.ts';
import type { NameRelation } from './names/name-relation.ts';
import type { Shared, ValueCounts } from './value-counts.ts';

/** How addresses, numbers and places stand to each other; 0 where one of the two has none. */
export const EMAIL = { missing: 0, same: 1, shared: 2, alike: 3, differs: 4 } as const;
export const PHONE = { missing: 0, same: 1, shared: 2, alike: 3, differs: 4 } as const;
export const BIRTHDAY = { missing: 0, same: 1, shifted: 2, near: 3, close: 4, differs: 5 } as const;
export const PLACE = { missing: 0, same: 1, alike: 2, partly: 3, differs: 4 } as const;
export const WORKPLACE = { missing: 0, same: 1, differs: 2 } as const;

/** Two contacts field by field, and how rare the values are that they share. */
export interface Comparison {
  readonly name: NameRelation;
  readonly email: number;
  readonly phone: number;
  readonly birthday: number;
  readonly place: number;
  readonly workplace: number;
  /** Who uses the rarest e-mail address and number that both have. */
  readonly sharedEmail: Shared | undefined;
  readonly sharedPhone: Shared | undefined;
  readonly sharedWorkplace: Shared | undefined;
  /** Records with the rarest word of the addresses, and with the rarest mark, that both have; 0 without one. */
  readonly placeRecords: number;
  /** And with the next rarest word. */
  readonly nextPlaceRecords: number;
  readonly markRecords: number;
  readonly hasSameUid: boolean;
}

const BIRTHDAYS = { unknown: BIRTHDAY.missing, same: BIRTHDAY.same, shifted: BIRTHDAY.shifted, near: BIRTHDAY.near, close: BIRTHDAY.close, different: BIRTHDAY.differs } as const;
const UNSHARED = 1;

/** Compares two contacts field by field. */
export function compareContacts(left: ContactProfile, right: ContactProfile, name: NameRelation, counts: ValueCounts): Comparison {
  const sharedEmail = rarest(left.emails, right.emails, isEqual, counts.email);
  const sharedPhone = rarest(left.phones, right.phones, isSamePhone, counts.phone);
  const place = comparePlaces(left.addressWords, right.addressWords, counts);
  const sharedWorkplace = rarest(left.organizations, right.organizations, isEqual, counts.organization);
  return {
    name,
    email: levelOf(left.emails, right.emails, sharedEmail, counts.isDamaged ? isMisspeltEmail : isAlikeEmail),
    phone: levelOf(left.phones, right.phones, sharedPhone, isAlikePhone),
    birthday: BIRTHDAYS[relateBirthdays(left.birthday, right.birthday)],
    place: place.level,
    workplace: left.organizations.length === 0 || right.organizations.length === 0 ? WORKPLACE.missing : sharedWorkplace !== undefined ? WORKPLACE.same : WORKPLACE.differs,
    sharedEmail,
    sharedPhone,
    sharedWorkplace,
    placeRecords: place.rarest,
    nextPlaceRecords: place.next,
    markRecords: fewest(left.marks, right.marks, counts.mark),
    hasSameUid: left.member.uid !== undefined && left.member.uid === right.member.uid,
  };
}

/** Whether one holds nothing that the other does not hold. */
export function holdsNothingOfItsOwn(left: ContactProfile, right: ContactProfile): boolean {
  return isContained(left.content, right.content) || isContained(right.content, left.content);
}

function rarest(left: readonly string[], right: readonly string[], isOne: (one: string, other: string) => boolean, sharedOf: (value: string) => Shared): Shared | undefined {
  let best: Shared | undefined;
  for (const value of left) {
    let isShared = false;
    for (const other of right) isShared ||= isOne(value, other);
    if (!isShared) continue;
    const shared = sharedOf(value);
    if (best === undefined || shared.people < best.people || (shared.people === best.people && shared.records < best.records)) best = shared;
  }
  return best;
}

function isEqual(one: string, other: string): boolean {
  return one === other;
}

function levelOf(left: readonly string[], right: readonly string[], shared: Shared | undefined, isAlike: (one: string, other: string) => boolean): number {
  if (shared !== undefined) return shared.people > UNSHARED ? EMAIL.shared : EMAIL.same;
  if (left.length === 0 || right.length === 0) return EMAIL.missing;
  for (const one of left) for (const other of right) if (isAlike(one, other)) return EMAIL.alike;
  return EMAIL.differs;
}

const SHORTEST_LOCAL_PART = 5;
const SHORTEST_MISSPELT = 8;

/** A letter apart, or the same personal name at another provider. */
function isAlikeEmail(left: string, right: string): boolean {
  const [local, domain] = split(left);
  const [otherLocal, otherDomain] = split(right);
  // At two companies John Smith has the same name before the @; a number behind it is somebody's own.
  if (local === otherLocal) return local.length >= SHORTEST_LOCAL_PART && (/[a-z]{3}.*\d\d/.test(local) || editsBetween(domain, otherDomain, 2) <= 2);
  // A digit apart are two people with one name.
  if (local.replace(/\D/g, '') !== otherLocal.replace(/\D/g, '')) return false;
  return local.length >= SHORTEST_MISSPELT && otherLocal.length >= SHORTEST_MISSPELT && (domain === otherDomain || editsBetween(domain, otherDomain, 2) <= 2) && editsBetween(local, otherLocal, 1) <= 1;
}

const MISSPELT_EMAIL_FROM = 0.9;

/** Where typing errors are usual, a few letters do not make another address. */
function isMisspeltEmail(left: string, right: string): boolean {
  return isAlikeEmail(left, right) || wordLikeness(left, right) >= MISSPELT_EMAIL_FROM || lettersShared(left, right) >= MISSPELT_EMAIL_FROM;
}

function split(email: string): readonly [string, string] {
  const at = email.lastIndexOf('@');
  return [email.slice(0, at), email.slice(at + 1)];
}

const LONG_NUMBER = 9;

/** A digit left out or added, or two swapped; a digit replaced is mostly the neighbour's number. */
function isAlikePhone(left: string, right: string): boolean {
  if (Math.min(left.length, right.length) < LONG_NUMBER || editsBetween(left, right, 1) > 1) return false;
  return left.length !== right.length || [...left].sort().join('') === [...right].sort().join('');
}

function fewest(left: readonly string[], right: readonly string[], recordsOf: (value: string) => number): number {
  let records = 0;
  for (const value of left) {
    if (!right.includes(value)) continue;
    const count = recordsOf(value);
    if (records === 0 || count < records) records = count;
  }
  return records;
}

const SAME_FROM = 0.8;
const ALIKE_FROM = 0.5;
const PARTLY_FROM = 0.2;
const MISSPELT_COUNTS = 0.85;
const SMALLER_COUNTS = 0.7;

/** Words that both have, rare ones counting more, against the words that there are. */
function comparePlaces(left: readonly string[], right: readonly string[], counts: ValueCounts): { readonly level: number; readonly rarest: number; readonly next: number } {
  if (left.length === 0 || right.length === 0) return { level: PLACE.missing, rarest: 0, next: 0 };
  const weigh = (word: string): number => Math.log((counts.size + 100) / (counts.addressWord(word) + 1));
  let matched = 0;
  const found = { rarest: 0, next: 0 };
  const rest: string[] = [];
  const taken = new Set<string>();
  let leftWeight = 0;
  for (const word of left) {
    leftWeight += weigh(word);
    if (!right.includes(word)) {
      rest.push(word);
      continue;
    }
    taken.add(word);
    matched += weigh(word);
    noteRarest(found, counts.addressWord(word));
  }
  let rightWeight = 0;
  for (const word of right) rightWeight += weigh(word);
  if (matched > 0 || rest.length <= 3) {
    for (const word of rest) {
      const other = right.find((candidate) => !taken.has(candidate) && isMisspeltWord(word, candidate));
      if (other === undefined) continue;
      taken.add(other);
      matched += MISSPELT_COUNTS * Math.min(weigh(word), weigh(other));
      noteRarest(found, Math.max(counts.addressWord(word), counts.addressWord(other)));
    }
  }
  const whole = SMALLER_COUNTS * Math.min(leftWeight, rightWeight) + (1 - SMALLER_COUNTS) * Math.max(leftWeight, rightWeight);
  const share = whole === 0 ? 0 : matched / whole;
  const level = share >= SAME_FROM ? PLACE.same : share >= ALIKE_FROM ? PLACE.alike : share >= PARTLY_FROM ? PLACE.partly : PLACE.differs;
  return { level, ...found };
}

function noteRarest(found: { rarest: number; next: number }, count: number): void {
  const next = found.rarest === 0 ? 0 : Math.max(found.rarest, count);
  if (next > 0) found.next = found.next === 0 ? next : Math.min(found.next, next);
  found.rarest = found.rarest === 0 ? count : Math.min(found.rarest, count);
}

function isMisspeltWord(left: string, right: string): boolean {
  const shortest = Math.min(left.length, right.length);
  if (shortest < 4 || Math.abs(left.length - right.length) > 2) return false;
  if (/^\d+$/.test(left)) return left.length === right.length && [...left].sort().join('') === [...right].sort().join('');
  return editsBetween(left, right, shortest > 6 ? 2 : 1) <= (shortest > 6 ? 2 : 1);
}
