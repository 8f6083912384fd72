import { writeCard } from './card.ts';
import { copyCard, fullCard } from './copies.ts';
import { inventAlikeSiblings, inventFatherAndSon, inventGenerations, inventHousehold, inventNamesakes, inventOffice, inventPerson, inventTwins, type Person } from './person.ts';
import { seededRandom, type Random } from './random.ts';

/** A card and the person it is of. */
export interface LabelledCard {
  readonly uid: string;
  readonly person: number;
  readonly text: string;
}

const COPIED = 0.22;

/** An address book of about `size` cards, in which syncs made copies, among people who are easily confused. */
export function inventAddressBook(size: number, seed: number): LabelledCard[] {
  const random = seededRandom(seed);
  const cards: LabelledCard[] = [];
  let people = 0;
  while (cards.length < size) {
    const group = inventGroup(random, people);
    people += group.length;
    for (const person of group) {
      const copies = random.chance(COPIED) ? 1 + (random.chance(0.2) ? 1 + random.below(3) : 0) : 0;
      cards.push(labelled(person, writeCard(fullCard(person, uidOf(random, cards.length))), cards.length));
      for (let copy = 0; copy < copies; copy += 1) {
        const uid = uidOf(random, cards.length);
        cards.push(labelled(person, writeCard(copyCard(person, uid, random)), cards.length));
      }
    }
  }
  return shuffled(cards, random);
}

function inventGroup(random: Random, firstId: number): readonly Person[] {
  const draw = random.next();
  if (draw < 0.82) return [inventPerson(random, firstId)];
  if (draw < 0.9) return inventHousehold(random, firstId);
  if (draw < 0.93) return inventOffice(random, firstId);
  if (draw < 0.95) return inventTwins(random, firstId);
  if (draw < 0.965) return inventGenerations(random, firstId);
  if (draw < 0.975) return inventAlikeSiblings(random, firstId);
  return draw < 0.98 ? inventFatherAndSon(random, firstId) : inventNamesakes(random, firstId);
}

function labelled(person: Person, text: string, place: number): LabelledCard {
  return { uid: /UID:(.+)\r/.exec(text)?.[1] ?? String(place), person: person.id, text };
}

function uidOf(random: Random, place: number): string {
  return `${random.below(1_000_000).toString(36)}-${place}`;
}

/** The same cards in another order. */
export function shuffled<Value>(values: readonly Value[], random: Random): Value[] {
  const mixed = [...values];
  for (let at = mixed.length - 1; at > 0; at -= 1) {
    const other = random.below(at + 1);
    const [one, two] = [mixed[at], mixed[other]];
    if (one !== undefined && two !== undefined) [mixed[at], mixed[other]] = [two, one];
  }
  return mixed;
}
