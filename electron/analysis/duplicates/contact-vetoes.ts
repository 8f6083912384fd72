import { relateBirthdays } from './birthdays.ts';
import { relateNames } from './contact-name.ts';
import { isSamePhone, type ContactProfile } from './contact-profile.ts';

type Veto = (left: ContactProfile, right: ContactProfile) => boolean;

/** Father and son share a name, an address and a telephone, and often only one of them bears the suffix. */
function differInGeneration(left: ContactProfile, right: ContactProfile): boolean {
  return left.name.generation !== right.name.generation && !haveSameUid(left, right);
}

/** Nobody has two birthdays; a day apart is what a time zone mistake makes of one. */
function differInBirthday(left: ContactProfile, right: ContactProfile): boolean {
  return relateBirthdays(left.birthday, right.birthday) === 'different';
}

/** Other given names are other people, at one address and telephone above all: a household, an office. */
function differInName(left: ContactProfile, right: ContactProfile): boolean {
  return relateNames(left.name, right.name) === 'different';
}

/** Two namesakes: both have addresses and both have numbers, and they share none of either. */
function differInEmailAndPhone(left: ContactProfile, right: ContactProfile): boolean {
  if (haveSameUid(left, right)) return false;
  const haveBoth = [left, right].every((profile) => profile.emails.length > 0 && profile.phones.length > 0);
  if (!haveBoth) return false;
  return !left.emails.some((email) => right.emails.includes(email)) && !left.phones.some((phone) => right.phones.some((other) => isSamePhone(phone, other)));
}

function haveSameUid(left: ContactProfile, right: ContactProfile): boolean {
  return left.member.uid !== undefined && left.member.uid === right.member.uid;
}

const VETOES: readonly Veto[] = [differInName, differInBirthday, differInGeneration, differInEmailAndPhone];

/** Whether two contacts cannot be one person, whatever they share. */
export function contactsContradict(left: ContactProfile, right: ContactProfile): boolean {
  return VETOES.some((veto) => veto(left, right));
}

/** Equal for contacts that every veto treats alike; `isSharedUid` says whether a UID stands in more than one record. */
export function contactVetoSignature(profile: ContactProfile, isSharedUid: (uid: string) => boolean): string {
  const { name, member } = profile;
  const uid = member.uid !== undefined && isSharedUid(member.uid) ? member.uid : '';
  return [name.given.join(' '), name.surname.join(' '), name.generation, profile.birthday, profile.emails.join(), profile.phones.join(), uid].join('\0');
}
