import { BIRTHDAY, EMAIL, PHONE, type Comparison } from './compare-contacts.ts';
import type { ContactProfile } from './contact-profile.ts';
import { GIVEN } from './names/name-relation.ts';

/** What is compared, and whether names and dates of the book are full of typing errors. */
export interface Compared {
  readonly left: ContactProfile;
  readonly right: ContactProfile;
  readonly comparison: Comparison;
  readonly isDamaged: boolean;
}

type Veto = (compared: Compared) => boolean;

/** Father and son share a name, an address and a telephone, and often only one of them bears the suffix. */
function differInGeneration({ left, right, comparison }: Compared): boolean {
  return left.name.generation !== right.name.generation && !(comparison.hasSameUid && (left.name.generation === '' || right.name.generation === ''));
}

/** Nobody has two birthdays; a day apart is what a time zone mistake makes of one. In a damaged book dates say less. */
function differInBirthday({ comparison, isDamaged }: Compared): boolean {
  return !isDamaged && (comparison.birthday >= BIRTHDAY.near);
}

/** Other given names are other people, at one address and telephone above all: twins, a household, an office. In a damaged book they only make it doubtful. */
function differInName({ comparison, isDamaged }: Compared): boolean {
  return !isDamaged && (comparison.name.isOther || comparison.name.given === GIVEN.differs);
}

/** Two namesakes: both have addresses and both have numbers, and they share none of either; one birthday would outweigh it. */
function differInEmailAndPhone({ comparison, isDamaged }: Compared): boolean {
  return !isDamaged && comparison.email >= EMAIL.alike && comparison.phone === PHONE.differs && !comparison.hasSameUid && comparison.birthday !== BIRTHDAY.same;
}

const VETOES: readonly Veto[] = [differInName, differInBirthday, differInGeneration, differInEmailAndPhone];

/** Whether two contacts cannot be one person, whatever they share. */
export function contactsContradict(compared: Compared): boolean {
  return VETOES.some((veto) => veto(compared));
}

/** Equal for contacts that every veto treats alike; `isSharedUid` says whether a UID stands in more than one record. */
export function contactVetoSignature(profile: ContactProfile, isSharedUid: (uid: string) => boolean): string {
  const { name, member, birthday } = profile;
  const uid = member.uid !== undefined && isSharedUid(member.uid) ? member.uid : '';
  return [name.given.join(' '), name.surname.join(' '), name.native, name.generation, birthday?.digits ?? '', profile.emails.join(), profile.phones.join(), uid].join('\0');
}
