import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { makeSampleBook, type SampleCard } from '../../electron/demo/sample-book.ts';

/** The same people on every machine, each card of about 1 kB. */
export function makeCards(count: number): readonly SampleCard[] {
  return makeSampleBook({ count, seed: 20_260_301 });
}

/** The card as a person left it who noted a new mobile number and when it came; another round, another number. */
export function editCard(text: string, round: number): string {
  const edited = text.replace(/(\r\nTEL;TYPE=CELL,VOICE:)[^\r\n]*/, (_, start: string) => `${start}+33 6 39 98 ${String(round).padStart(6, '0')}`);
  if (edited === text) throw new Error('a card without a mobile number');
  return edited;
}

/** So many of the cards, spread evenly. */
export function spreadOver<Item>(items: readonly Item[], count: number): readonly Item[] {
  return Array.from({ length: count }, (_, index) => items[Math.floor((index * items.length) / count)] as Item);
}

/** One file a card. */
export function writeCardFiles(folder: string, cards: readonly SampleCard[]): void {
  mkdirSync(folder, { recursive: true });
  for (const card of cards) writeFileSync(join(folder, card.name), card.text);
}
