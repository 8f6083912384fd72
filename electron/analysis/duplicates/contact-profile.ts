import { foldText, wordsOf } from '../normal-text.ts';
import { keyOf, propertyOf } from '../diff/field-diff.ts';
import { readBirthday, type Birthday } from './birthdays.ts';
import { contactName, type ContactName } from './names/contact-name.ts';
import { romanise } from './names/romanise.ts';
import type { DuplicateRecord, Profile } from './types.ts';

/** What of a contact says who it is. */
export interface ContactProfile extends Profile {
  readonly name: ContactName;
  readonly emails: readonly string[];
  readonly phones: readonly string[];
  readonly birthday: Birthday | undefined;
  readonly organizations: readonly string[];
  /** Words of its postal addresses, each once, sorted. */
  readonly addressWords: readonly string[];
  /** Accounts, websites, numbers of its own: values that say who it is where few others have them. */
  readonly marks: readonly string[];
}

const NONE: readonly string[] = [];
const MARKS: ReadonlySet<string> = new Set(['links', 'notes', 'onlineServices', 'personalInfo', 'media']);
const TELLING: ReadonlySet<string> = new Set(['addresses', 'anniversaries', 'emails', 'organizations', 'phones', 'x', ...MARKS]);
// A birthday that a table's reader did not know as one.
const BIRTHDAY_COLUMN = /birth|dob/i;
// Stamps and versions of programs: alike for records made at one time.
const PROGRAM_FIELD = /rev|stamp|time|modified|created|label|class|android|apple|evolution|priority|sensitivity|photo/i;
const FEWEST_LETTERS = 3;
const LONGEST_MARK = 80;

/** Boils a contact down; `intern` keeps each text once in memory. */
export function contactProfile(base: Profile, record: DuplicateRecord, intern: (text: string) => string): ContactProfile {
  const values = new Map<string, string[]>();
  let birthday: Birthday | undefined;
  for (const entry of record.fields) {
    const property = rootOf(entry.field);
    if (!TELLING.has(property)) continue;
    const key = keyOf(entry);
    if (entry.field === 'anniversaries/birth' || (property === 'x' && BIRTHDAY_COLUMN.test(entry.field))) birthday ??= readBirthday(key);
    else if (property === 'x' ? !PROGRAM_FIELD.test(entry.field) : isPlaceOrValue(entry.field)) add(values, property, intern(foldText(key).trim()));
  }
  const valuesOf = (property: string): readonly string[] => values.get(property) ?? NONE;
  return {
    ...base,
    name: contactName(record.fields, intern),
    emails: valuesOf('emails').filter((email) => email.includes('@')),
    phones: valuesOf('phones').filter(isPhone),
    birthday,
    organizations: organizationsOf(valuesOf('organizations'), intern),
    addressWords: addressWords(valuesOf('addresses'), intern),
    marks: [...valuesOf('x').map((value) => intern(`x ${value}`)), ...[...MARKS].flatMap((property) => valuesOf(property).map((value) => intern(`${property} ${value}`)))].filter(isMark),
  };
}

function rootOf(field: string): string {
  const property = propertyOf(field);
  const slash = property.indexOf('/');
  return slash === -1 ? property : property.slice(0, slash);
}

/** Coordinates and time zones stand beside addresses, units beside organisations: many share them. */
function isPlaceOrValue(field: string): boolean {
  return !/\/(?:geo|timeZone|unit|place)$/.test(field) && !field.startsWith('anniversaries/');
}

function add(values: Map<string, string[]>, property: string, value: string): void {
  if (value === '') return;
  const held = values.get(property);
  if (held === undefined) values.set(property, [value]);
  else if (!held.includes(value)) held.push(value);
}

function isMark(mark: string): boolean {
  return mark.length <= LONGEST_MARK && mark.length - mark.indexOf(' ') - 1 >= FEWEST_LETTERS;
}

const LEGAL_FORMS: ReadonlySet<string> = new Set('ag bv co corp corporation company gmbh inc incorporated kft kg limited llc llp ltd mbh nv og oy plc sa sarl sas se spa srl the und and'.split(' '));

function organizationsOf(values: readonly string[], intern: (text: string) => string): readonly string[] {
  if (values.length === 0) return NONE;
  return values.map((value) => intern(wordsOf(value).filter((word) => !LEGAL_FORMS.has(word)).join(' '))).filter((value) => value !== '');
}

// Words for kinds of streets are written out or not as one likes.
const STREETS: ReadonlySet<string> = new Set('street st str strasse road rd avenue ave av place pl drive dr lane ln court ct crescent cres circuit cct close cl'.split(' '));

function addressWords(addresses: readonly string[], intern: (text: string) => string): readonly string[] {
  if (addresses.length === 0) return NONE;
  const words = addresses.flatMap((address) => wordsOf(address).map((word) => romanise(word).replace(/(?<=.{3})(?:strasse|straat|str)$/, '')));
  return [...new Set(words)].filter((word) => !STREETS.has(word)).map(intern).sort();
}

const FEWEST_DIGITS = 6;
const TAIL_DIGITS = 8;

/** Extensions and short codes are the same for many people. */
function isPhone(phone: string): boolean {
  return phone.replace(/\D/g, '').length >= FEWEST_DIGITS;
}

/** The last digits of a number, by which one with a country code meets one without. */
export function phoneTail(phone: string): string {
  return phone.replace(/\D/g, '').replace(/^0+/, '').slice(-TAIL_DIGITS);
}

/** Whether two numbers are one: equal, or equal in their last digits where one of them lacks its country code. */
export function isSamePhone(left: string, right: string): boolean {
  if (left === right) return true;
  if (left.startsWith('+') && right.startsWith('+')) return false;
  return phoneTail(left) === phoneTail(right);
}
