import { foldText } from '../normal-text.ts';
import { keyOf, propertyOf } from '../diff/field-diff.ts';
import { contactName, type ContactName } from './contact-name.ts';
import type { DuplicateRecord, Profile } from './types.ts';

/** What of a contact says who it is. */
export interface ContactProfile extends Profile {
  readonly name: ContactName;
  readonly emails: readonly string[];
  readonly phones: readonly string[];
  readonly birthday: string;
  readonly organizations: readonly string[];
  readonly addresses: readonly string[];
  readonly services: readonly string[];
}

/** Boils a contact down. */
export function contactProfile(base: Profile, record: DuplicateRecord): ContactProfile {
  const values = new Map<string, string[]>();
  for (const entry of record.fields) {
    const property = propertyOf(entry.field);
    if (!TELLING.has(property)) continue;
    const value = foldText(keyOf(entry)).trim();
    const held = values.get(property);
    if (held === undefined) values.set(property, [value]);
    else if (!held.includes(value)) held.push(value);
  }
  const valuesOf = (property: string): readonly string[] => values.get(property) ?? NONE;
  return {
    ...base,
    name: contactName(record.fields),
    emails: valuesOf('emails'),
    phones: valuesOf('phones').filter(isPhone),
    birthday: valuesOf('anniversaries/birth')[0] ?? '',
    organizations: valuesOf('organizations'),
    addresses: valuesOf('addresses'),
    services: [...valuesOf('onlineServices'), ...valuesOf('links')],
  };
}

const NONE: readonly string[] = [];
const TELLING: ReadonlySet<string> = new Set(['addresses', 'anniversaries/birth', 'emails', 'links', 'onlineServices', 'organizations', 'phones']);

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
  if (left.startsWith('+') && right.startsWith('+')) return left === right;
  return phoneTail(left) === phoneTail(right);
}
