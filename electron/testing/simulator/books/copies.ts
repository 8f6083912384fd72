import { APP_LOSSES } from './app-losses.ts';
import type { CardContent } from './card.ts';
import type { Person } from './person.ts';
import type { Random } from './random.ts';

/** The card that a person was entered with. */
export function fullCard(person: Person, uid: string): CardContent {
  const { name } = person;
  const isFamilyFirst = name.culture === 'chinese' || name.culture === 'korean' || name.culture === 'vietnamese';
  const gap = name.culture === 'chinese' || name.culture === 'korean' ? '' : ' ';
  const plain = isFamilyFirst ? `${name.surname}${gap}${name.given}` : `${name.given} ${name.surname}`;
  const { emails, mobiles, landlines, birthday, organization, title, address, note, generation } = person;
  return { uid, full: generation === '' ? plain : `${plain} ${generation}`, given: name.given, surname: name.surname, generation, emails, mobiles, landlines, birthday, organization, title, address, note };
}

type Change = (card: CardContent, person: Person, random: Random) => CardContent;

/** What programs do to a card that they carry from one store to another. */
const CHANGES: readonly (readonly [number, Change])[] = [
  [12, (card) => card],
  [14, dropSome],
  [8, (card) => ({ ...card, address: undefined, note: '', title: '' })],
  [6, (card) => ({ ...card, emails: card.emails.slice(0, 1), mobiles: card.mobiles.slice(0, 1), landlines: [] })],
  [10, (card) => ({ ...card, mobiles: card.mobiles.map(nationally), landlines: card.landlines.map(nationally) })],
  [8, (card) => ({ ...card, mobiles: card.mobiles.map(spaced), emails: card.emails.map((email) => email.toUpperCase()) })],
  [8, familyFirst],
  [5, (card) => ({ ...card, given: '', surname: '' })],
  [4, (card) => ({ ...card, given: card.surname, surname: card.given })],
  [5, shiftBirthday],
  [5, (card, person) => (person.name.latin === undefined ? unmarked(card) : romanised(card, person))],
  [4, (card, person) => (person.name.short === undefined || card.given === '' ? card : { ...card, given: person.name.short, full: `${person.name.short} ${card.surname}` })],
  [3, (card) => (card.given === '' ? card : { ...card, given: `${card.given.slice(0, 1)}.`, full: `${card.given.slice(0, 1)}. ${card.surname}` })],
  [4, (card) => ({ ...card, full: card.full.slice(0, 12), given: card.given.slice(0, 8), surname: card.surname.slice(0, 8), note: card.note.slice(0, 6) })],
  [4, splitOff],
  [20, (card, _person, random) => random.pick(APP_LOSSES)(card, random)],
];
const ALL = CHANGES.reduce((sum, [weight]) => sum + weight, 0);

/** A copy as a sync makes it: one or two of the changes, never all that says who it is lost. */
export function copyCard(person: Person, uid: string, random: Random): CardContent {
  let card = fullCard(person, uid);
  for (let change = random.chance(0.4) ? 2 : 1; change > 0; change -= 1) {
    const changed = pickChange(random)(card, person, random);
    if (changed.emails.length + changed.mobiles.length + changed.landlines.length > 0 || (changed.birthday !== '' && changed.address !== undefined)) card = changed;
  }
  return card;
}

function pickChange(random: Random): Change {
  let at = random.below(ALL);
  for (const [weight, change] of CHANGES) {
    at -= weight;
    if (at < 0) return change;
  }
  return dropSome;
}

function dropSome(card: CardContent, _person: Person, random: Random): CardContent {
  const keeps = (): boolean => random.chance(0.7);
  return {
    ...card,
    emails: card.emails.filter(keeps),
    mobiles: card.mobiles.filter(keeps),
    landlines: card.landlines.filter(keeps),
    birthday: keeps() ? card.birthday : '',
    organization: keeps() ? card.organization : '',
    title: keeps() ? card.title : '',
    address: keeps() ? card.address : undefined,
    note: keeps() ? card.note : '',
  };
}

function familyFirst(card: CardContent): CardContent {
  if (card.given === '' || card.surname === '') return card;
  return { ...card, full: `${card.surname}, ${card.given}${card.generation === '' ? '' : ` ${card.generation}`}`, given: '', surname: '' };
}

function nationally(phone: string): string {
  const code = /^\+(?:43|49|44|33|1)/.exec(phone)?.[0] ?? '';
  return code === '+1' ? phone.slice(2) : `0${phone.slice(code.length)}`;
}

function spaced(phone: string): string {
  return `${phone.slice(0, 3)} (${phone.slice(3, 6)}) ${phone.slice(6, 9)}-${phone.slice(9)}`;
}

function shiftBirthday(card: CardContent): CardContent {
  return card.birthday === '' ? card : { ...card, birthday: new Date(Date.parse(card.birthday) - 86_400_000).toISOString().slice(0, 10) };
}

function unmarked(card: CardContent): CardContent {
  const plain = (text: string): string => text.normalize('NFKD').replace(/[\u0300-\u036f]/g, '').replace(/[đĐ]/g, 'd');
  return { ...card, full: plain(card.full), given: plain(card.given), surname: plain(card.surname) };
}

function romanised(card: CardContent, { name, generation }: Person): CardContent {
  const { given = '', surname = '' } = name.latin ?? {};
  return { ...card, given, surname, full: `${given} ${surname}${generation === '' ? '' : ` ${generation}`}` };
}

/** Half of what a card held went into another one: the numbers here, what is left there. */
function splitOff(card: CardContent, _person: Person, random: Random): CardContent {
  return random.chance(0.5) ? { ...card, emails: [], title: '', note: '' } : { ...card, mobiles: [], landlines: [], birthday: '' };
}
