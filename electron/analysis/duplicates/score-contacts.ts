import type { DuplicateReason } from '../../../shared/messages/duplicates.ts';
import { relateBirthdays } from './birthdays.ts';
import type { WidespreadValues } from './widespread-values.ts';
import { relateNames, type NameRelation } from './contact-name.ts';
import { isSamePhone, type ContactProfile } from './contact-profile.ts';
import { isContained } from './content.ts';

// Weights in log-odds, chosen so that a name alone stays far below a group, a name with a personal address or number lies in one,
// and an office's address or number adds next to nothing. They are replaced by weights learnt from the book itself later.
const PRIOR = -7;
const NAME: Readonly<Record<NameRelation, number>> = { same: 4, alike: 2, partial: 1, unknown: 0, 'surname-differs': 0, different: -9 };
const COMMON_NAME = 2.5;
const EMAIL = 7;
const COMMON_EMAIL = 0.5;
const NO_EMAIL_SHARED = -2;
const PHONE = 5;
const COMMON_PHONE = 0.5;
const NO_PHONE_SHARED = -1;
const UID = 8;
const BIRTHDAY = 3;
const BIRTHDAY_DAY_APART = 2;
const ORGANIZATION = 1;
const ADDRESS = 1.5;
const SERVICE = 3;
const CONTAINED = 2;
const HIGHEST = 0.999;
const ONLY_A_NAME = 0.8;

/** How sure it is that two contacts are one person, and why. */
export function scoreContacts(left: ContactProfile, right: ContactProfile, common: WidespreadValues): { readonly confidence: number; readonly reasons: readonly DuplicateReason[] } {
  let sum = PRIOR;
  const reasons: DuplicateReason[] = [];
  const add = (weight: number, reason?: DuplicateReason): void => {
    sum += weight;
    if (reason !== undefined) reasons.push(reason);
  };

  const names = relateNames(left.name, right.name);
  if (names === 'same') add(common.isCommonName(left.name.key) ? COMMON_NAME : NAME.same, 'same-name');
  else add(NAME[names], names === 'alike' || names === 'partial' ? 'alike-name' : undefined);

  const emails = left.emails.filter((email) => right.emails.includes(email));
  const phones = left.phones.filter((phone) => right.phones.some((other) => isSamePhone(phone, other)));
  if (emails.length > 0) add(emails.every(common.isCommonEmail) ? COMMON_EMAIL : EMAIL, 'same-email');
  else if (left.emails.length > 0 && right.emails.length > 0) add(NO_EMAIL_SHARED);
  if (phones.length > 0) add(phones.every(common.isCommonPhone) ? COMMON_PHONE : PHONE, 'same-phone');
  else if (left.phones.length > 0 && right.phones.length > 0) add(NO_PHONE_SHARED);

  if (left.member.uid !== undefined && left.member.uid === right.member.uid) add(UID, 'same-uid');
  const birthdays = relateBirthdays(left.birthday, right.birthday);
  if (birthdays === 'same') add(BIRTHDAY, 'same-birthday');
  if (birthdays === 'day-apart') add(BIRTHDAY_DAY_APART, 'birthday-day-apart');
  if (shares(left.organizations, right.organizations)) add(ORGANIZATION, 'same-organization');
  if (shares(left.addresses, right.addresses)) add(ADDRESS, 'same-address');
  if (shares(left.services, right.services)) add(SERVICE, 'same-online-service');
  // A copy that lost fields holds nothing of its own; that a bare name is contained in anything says nothing.
  if (emails.length + phones.length > 0 && (isContained(left.content, right.content) || isContained(right.content, left.content))) add(CONTAINED, 'contained');
  return { confidence: Math.min(HIGHEST, 1 / (1 + Math.exp(-sum))), reasons };
}

/** Equal content: certain where it says who is meant, likely where it is nothing but a name. */
export function scoreEqualContacts(profile: ContactProfile): { readonly confidence: number; readonly reasons: readonly DuplicateReason[] } {
  const says = profile.emails.length + profile.phones.length + profile.addresses.length + profile.services.length + (profile.birthday === '' ? 0 : 1);
  return says > 0 ? { confidence: HIGHEST, reasons: ['same-content'] } : { confidence: ONLY_A_NAME, reasons: ['same-content-only-name'] };
}

function shares(left: readonly string[], right: readonly string[]): boolean {
  return left.some((value) => right.includes(value));
}
