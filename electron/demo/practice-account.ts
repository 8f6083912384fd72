import type { BookAccess } from './plain-carddav.ts';
import { writeAs } from './plain-carddav.ts';
import { makeSampleBook } from './sample-book.ts';

/** How large the practice address book is and what the incident does to it. */
export const PRACTICE_SIZE = { contacts: 240, doubled: 60, deleted: 9, overwritten: 38 } as const;

const AT_ONCE = 4;

/** Fills an empty address book with the sample contacts, as their owner's first device would. */
export async function fillBook(access: BookAccess, seed: number): Promise<number> {
  const cards = makeSampleBook({ count: PRACTICE_SIZE.contacts, seed });
  for (let from = 0; from < cards.length; from += AT_ONCE) {
    await Promise.all(
      cards
        .slice(from, from + AT_ONCE)
        .map((card) => writeAs(access, { method: 'PUT', href: `${new URL(access.bookUrl).pathname}${encodeURIComponent(card.name)}`, body: card.text, guard: { 'if-none-match': '*' } })),
    );
  }
  return cards.length;
}
