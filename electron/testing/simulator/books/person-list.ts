import { shuffled, type LabelledCard } from './address-book.ts';
import { writeCard, type CardContent } from './card.ts';
import { inventName } from './names.ts';
import { inventAddress, inventBirthday } from './person.ts';
import { seededRandom, type Random } from './random.ts';

/** How damaged the copies of a list are. */
export interface Damage {
  /** Copies that each copied person has, at most. */
  readonly copies: number;
  /** Errors in each copy, at most. */
  readonly errors: number;
  /** Share of people that have copies. */
  readonly copied: number;
  readonly hasAddress: boolean;
}

/** Names, birthdays and addresses as registers hold them, copied by hand: letters and digits wrong, values missing or swapped. */
export function inventPersonList(size: number, seed: number, damage: Damage): LabelledCard[] {
  const random = seededRandom(seed);
  const cards: LabelledCard[] = [];
  for (let person = 0; cards.length < size; person += 1) {
    const original = inventEntry(random, damage.hasAddress);
    const copies = random.chance(damage.copied) ? 1 + random.below(damage.copies) : 0;
    for (let copy = 0; copy <= copies; copy += 1) {
      const uid = `${random.below(1_000_000).toString(36)}-${cards.length}`;
      let entry: CardContent = { ...original, uid };
      if (copy > 0) for (let errors = 1 + random.below(damage.errors); errors > 0; errors -= 1) entry = damageEntry(entry, random);
      cards.push({ uid, person, text: writeCard({ ...entry, full: `${entry.given} ${entry.surname}`.trim() }) });
    }
  }
  return shuffled(cards, random);
}

function inventEntry(random: Random, hasAddress: boolean): CardContent {
  let name = inventName(random);
  while (name.culture !== 'western') name = inventName(random);
  return { uid: '', full: '', given: random.chance(0.02) ? '' : name.given, surname: name.surname, generation: '', emails: [], mobiles: [], landlines: [], birthday: random.chance(0.05) ? '' : inventBirthday(random).replaceAll('-', ''), organization: '', title: '', address: hasAddress ? inventAddress(random) : undefined, note: '' };
}

function damageEntry(entry: CardContent, random: Random): CardContent {
  const draw = random.next();
  const { address } = entry;
  if (draw < 0.22) return { ...entry, given: damageText(entry.given, random) };
  if (draw < 0.44) return { ...entry, surname: damageText(entry.surname, random) };
  if (draw < 0.64) return { ...entry, birthday: damageText(entry.birthday, random, '0123456789') };
  if (draw < 0.68) return { ...entry, given: entry.surname, surname: entry.given };
  if (draw < 0.72) return random.chance(0.5) ? { ...entry, given: '' } : { ...entry, birthday: '' };
  if (address === undefined) return { ...entry, surname: damageText(entry.surname, random) };
  if (draw < 0.84) return { ...entry, address: { ...address, street: damageText(address.street, random) } };
  if (draw < 0.92) return { ...entry, address: { ...address, postcode: damageText(address.postcode, random, '0123456789') } };
  return random.chance(0.4) ? { ...entry, address: undefined } : { ...entry, address: { ...address, locality: damageText(address.locality, random) } };
}

/** A letter added, left out, replaced or swapped with its neighbour. */
function damageText(text: string, random: Random, letters = 'abcdefghijklmnopqrstuvwxyz'): string {
  if (text.length < 2) return text;
  const at = random.below(text.length);
  const isDigits = letters.startsWith('0');
  const letter = letters.charAt(random.below(letters.length));
  const draw = random.below(isDigits ? 2 : 4);
  if (draw === 0) return text.slice(0, at) + letter + text.slice(at + 1);
  if (draw === 1) return text.slice(0, at) + text.slice(at + 1, at + 2) + text.slice(at, at + 1) + text.slice(at + 2);
  return draw === 2 ? text.slice(0, at) + letter + text.slice(at) : text.slice(0, at) + text.slice(at + 1);
}
