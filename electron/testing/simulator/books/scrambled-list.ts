import { shuffled, type LabelledCard } from './address-book.ts';
import { writeCard, type CardContent } from './card.ts';
import { inventName } from './names.ts';
import { inventAddress, inventBirthday, inventPerson } from './person.ts';
import { seededRandom, type Random } from './random.ts';

const GONE = 0.1;
const DAMAGED = 0.2;
const SWAPPED = 0.16;
const DAY_MS = 86_400_000;

/** Registrations of people who come again and again: letters in disorder, names swapped, dates some months off, and much left out. */
export function inventScrambledList(size: number, seed: number, hasBirthday: boolean): LabelledCard[] {
  const random = seededRandom(seed);
  const cards: LabelledCard[] = [];
  for (let person = 0; cards.length < size; person += 1) {
    const original = inventEntry(random, person, hasBirthday);
    const times = 1 + Math.floor(-3 * Math.log(1 - random.next()));
    for (let time = 0; time < Math.min(times, 12); time += 1) {
      const uid = `${random.below(1_000_000).toString(36)}-${cards.length}`;
      const entry = damage({ ...original, uid }, random);
      cards.push({ uid, person, text: writeCard({ ...entry, full: `${entry.given} ${entry.surname}`.trim() }) });
    }
  }
  return shuffled(cards, random);
}

function inventEntry(random: Random, person: number, hasBirthday: boolean): CardContent {
  let name = inventName(random);
  while (name.culture !== 'western') name = inventName(random);
  const { emails } = inventPerson(random, person, name);
  const birthday = hasBirthday ? inventBirthday(random) : '';
  return { uid: '', full: '', given: name.given, surname: name.surname, generation: '', emails, mobiles: [], landlines: [], birthday, organization: '', title: '', address: inventAddress(random), note: '' };
}

function damage(entry: CardContent, random: Random): CardContent {
  const often = (share: number): boolean => random.chance(share);
  const text = (value: string): string => (often(GONE) ? '' : often(DAMAGED) ? scramble(value, random) : value);
  const [given, surname] = [text(entry.given), text(entry.surname)];
  const { address } = entry;
  return {
    ...entry,
    ...(often(SWAPPED) ? { given: surname, surname: given } : { given, surname }),
    birthday: entry.birthday !== '' && often(DAMAGED) ? new Date(Date.parse(entry.birthday) + (random.below(200) - 100) * DAY_MS).toISOString().slice(0, 10) : entry.birthday,
    emails: entry.emails.map(text).filter((email) => email.includes('@')),
    address: address === undefined ? undefined : { street: text(address.street), locality: text(address.locality), postcode: address.postcode },
  };
}

/** Two letters change places, and one may go. */
function scramble(text: string, random: Random): string {
  const letters = [...text];
  if (letters.length < 3) return text;
  const [one, other] = [random.below(letters.length), random.below(letters.length)];
  [letters[one], letters[other]] = [letters[other] ?? '', letters[one] ?? ''];
  if (random.chance(0.6)) letters.splice(random.below(letters.length), 1);
  return letters.join('');
}
