import { phoneTail, type ContactProfile } from './contact-profile.ts';
import { nicknameClasses } from './names/nicknames.ts';
import { soundOf } from './names/romanise.ts';
import type { BlockKey } from './types.ts';
import type { ValueCounts } from './value-counts.ts';

const SHORTEST_LOCAL_PART = 6;
const RAREST_WORDS = 3;
const SMALL_BOOK = 20_000;

/** Keys under which a contact meets those that may be the same person; `weak` ones only where few have them. */
export function contactBlocks(profile: ContactProfile, counts: ValueCounts, isSharedUid: (uid: string) => boolean): readonly BlockKey[] {
  const keys: BlockKey[] = [];
  const strong = (key: string): void => void keys.push({ key, isWeak: false });
  const weak = (key: string): void => void keys.push({ key, isWeak: true });
  const { name, member, birthday } = profile;
  if (member.uid !== undefined && isSharedUid(member.uid)) strong(`u${member.uid}`);
  for (const email of profile.emails) {
    strong(`e${email}`);
    const local = email.slice(0, email.lastIndexOf('@'));
    if (local.length >= SHORTEST_LOCAL_PART) weak(`l${local.replace(/[^\p{L}]/gu, '')}`);
  }
  for (const tail of new Set(profile.phones.map(phoneTail))) strong(`p${tail}`);
  if (name.key !== '') strong(`n${name.key}`);
  if (name.native !== '') strong(`n${name.native}`);
  const sounds = name.words.filter((word) => word.length > 1).map(soundOf);
  if (sounds.length > 1) strong(`s${[...sounds].sort().join(' ')}`);
  addNameKeys(profile, weak);
  const hasReach = profile.emails.length + profile.phones.length > 0;
  // In a large book those with an address or a number meet by these; typing errors in names are sought among the rest.
  const isSought = !hasReach || counts.size <= SMALL_BOOK;
  if (isSought) addMisspeltNameKeys(profile, weak);
  if (birthday !== undefined) addBirthdayKeys(profile, birthday.digits, weak);
  for (const organization of profile.organizations) for (const sound of sounds) weak(`o${organization} ${sound}`);
  if (isSought) addPlaceKeys(profile, counts, sounds, weak);
  for (const mark of profile.marks) if (counts.mark(mark) < 6) weak(`m${mark}`);
  return keys;
}

/** One of both names whole, the other by its beginning. */
function addNameKeys({ name }: ContactProfile, weak: (key: string) => void): void {
  const [given = '', surname = ''] = [name.given[0] ?? '', name.surname.join('')];
  if (given === '' || surname === '') return;
  for (const number of nicknameClasses(given)) weak(`c${number} ${soundOf(surname)}`);
  weak(`g${given} ${surname.slice(0, 3)}`);
  weak(`g${surname} ${given.slice(0, 3)}`);
}

/** What a single typing error leaves alone. */
function addMisspeltNameKeys({ name }: ContactProfile, weak: (key: string) => void): void {
  const [given = '', surname = ''] = [name.given[0] ?? '', name.surname.join('')];
  if (given === '' || surname === '') return;
  weak(`f${soundOf(surname)} ${given[0]}`);
  weak(`f${soundOf(given)} ${surname[0]}`);
}

function addBirthdayKeys({ name }: ContactProfile, digits: string, weak: (key: string) => void): void {
  weak(`b${digits}`);
  const initials = name.words.map((word) => word[0] ?? '');
  for (const word of name.words) if (word.length > 1) weak(`k${soundOf(word)} ${digits.slice(0, 4)}`);
  for (const initial of new Set(initials)) {
    weak(`y${digits.slice(0, -2)} ${initial}`);
    weak(`d${digits.slice(-4)} ${initial}`);
    weak(`z${digits.slice(0, 4)}${digits.slice(-2)} ${initial}`);
  }
}

/** Digits of a number sorted: two swapped make no other key. */
function inAnyOrder(word: string): string {
  return /^\d+$/.test(word) ? [...word].sort().join('') : word;
}

function addPlaceKeys({ name, addressWords }: ContactProfile, counts: ValueCounts, sounds: readonly string[], weak: (key: string) => void): void {
  const [given = ''] = name.given;
  if (addressWords.length === 0) return;
  const rare = [...addressWords].sort((left, right) => counts.addressWord(left) - counts.addressWord(right) || (left < right ? -1 : 1)).filter((word) => counts.addressWord(word) > 1).slice(0, RAREST_WORDS);
  rare.forEach((word, index) => {
    for (const other of rare.slice(index + 1)) weak(`a${[inAnyOrder(word), inAnyOrder(other)].sort().join(' ')}`);
    for (const sound of sounds) weak(`w${word} ${sound}`);
    if (given !== '') weak(`i${word} ${given.slice(0, 2)}`);
  });
}
