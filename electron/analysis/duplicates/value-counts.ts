import { phoneTail, type ContactProfile } from './contact-profile.ts';
import type { ContactName } from './names/contact-name.ts';
import { GIVEN, SURNAME, type NameRelation } from './names/name-relation.ts';
import type { NameComparer } from './names/relate-names.ts';

/** How many records of a book hold a value, and how many people seem to share it. */
export interface ValueCounts {
  readonly size: number;
  /** Names, dates and addresses of the book are full of typing errors. */
  readonly isDamaged: boolean;
  given(names: readonly string[]): number;
  surname(name: ContactName): number;
  email(email: string): Shared;
  phone(phone: string): Shared;
  /** Of names of one word and of many, wherever it stands in them. */
  nameWord(word: string): number;
  mark(mark: string): number;
  organization(name: string): Shared;
  addressWord(word: string): number;
}

export interface Shared {
  readonly records: number;
  /** People with different given names that have it; counting stops at `MOST_PEOPLE`. */
  readonly people: number;
}

const MOST_PEOPLE = 4;
const ROLES: ReadonlySet<string> = new Set(
  'admin billing bookings buchhaltung bureau contact contacto empfang enquiries family familie famille hello help hr info information jobs kontakt mail marketing no-reply noreply office post postmaster praxis presse press reception rezeption sales sekretariat service support team verwaltung vertrieb webmaster welcome'.split(' '),
);

interface Users {
  records: number;
  readonly names: ContactName[];
}

/** Counts the values of one book; `names` tells which names may be one person's. */
export function countValues(profiles: readonly ContactProfile[], names: NameComparer, isDamaged: boolean): ValueCounts {
  const counts = { given: new Map<string, number>(), surname: new Map<string, number>(), nameWords: new Map<string, number>(), marks: new Map<string, number>(), words: new Map<string, number>() };
  // Where names are full of typing errors, only two that are names are two people's.
  const isOther = (left: ContactName, right: ContactName): boolean => (isDamaged ? names.relate(left, right).isOther : isOtherName(names.relate(left, right)));
  const emails = new Map<string, Users>();
  const phones = new Map<string, Users>();
  const organizations = new Map<string, Users>();
  for (const profile of profiles) {
    const { given } = profile.name;
    count(counts.given, givenKey(given));
    // By the first alone too: that is all that those share of whom one has a second.
    if (given.length > 1) count(counts.given, given[0] ?? '');
    count(counts.surname, surnameKey(profile.name));
    for (const word of profile.name.words) count(counts.nameWords, word);
    for (const mark of profile.marks) count(counts.marks, mark);
    for (const name of profile.organizations) note(organizations, name, profile.name, isOther);
    for (const word of profile.addressWords) count(counts.words, word);
    for (const email of profile.emails) note(emails, email, profile.name, isOther);
    for (const tail of new Set(profile.phones.map(phoneTail))) note(phones, tail, profile.name, isOther);
  }
  const shared = (users: Users | undefined): Shared => ({ records: users?.records ?? 1, people: Math.max(1, users?.names.length ?? 1) });
  return {
    size: profiles.length,
    isDamaged,
    given: (names) => counts.given.get(givenKey(names)) ?? 1,
    surname: (name) => counts.surname.get(surnameKey(name)) ?? 1,
    email: (email) => (isRole(email) ? { records: emails.get(email)?.records ?? 1, people: MOST_PEOPLE } : shared(emails.get(email))),
    phone: (phone) => shared(phones.get(phoneTail(phone))),
    nameWord: (word) => counts.nameWords.get(word) ?? 1,
    mark: (mark) => counts.marks.get(mark) ?? 1,
    organization: (name) => shared(organizations.get(name)),
    addressWord: (word) => counts.words.get(word) ?? 1,
  };
}

function isRole(email: string): boolean {
  return ROLES.has(email.slice(0, Math.max(0, email.indexOf('@'))).replace(/[._-]?\d+$/, ''));
}

function givenKey(names: readonly string[]): string {
  return names.join(' ');
}

function surnameKey(name: ContactName): string {
  return name.surname.length > 0 ? name.surname.join(' ') : name.native;
}

function count(counts: Map<string, number>, value: string): void {
  if (value !== '') counts.set(value, (counts.get(value) ?? 0) + 1);
}

function note(users: Map<string, Users>, value: string, name: ContactName, isOther: (left: ContactName, right: ContactName) => boolean): void {
  const held = users.get(value);
  if (held === undefined) {
    users.set(value, { records: 1, names: isNameless(name) ? [] : [name] });
    return;
  }
  held.records += 1;
  if (isNameless(name) || held.names.length >= MOST_PEOPLE) return;
  if (held.names.every((other) => isOther(name, other))) held.names.push(name);
}

/** A company's name in place of a person's makes no further person. */
function isNameless(name: ContactName): boolean {
  return name.key === '' || name.isCompany;
}

/** An initial or a family name alone fits several people, and so makes no further one; a name in letters that cannot be read does. */
function isOtherName({ given, surname }: NameRelation): boolean {
  return given === GIVEN.differs || (given === GIVEN.missing && surname !== SURNAME.same && surname !== SURNAME.alike);
}
