import { describe, expect, it } from 'vitest';
import { readLabelled } from '../../testing/simulator/books/read-labelled.ts';
import { inventAddressBook } from '../../testing/simulator/books/address-book.ts';
import { inventPersonList } from '../../testing/simulator/books/person-list.ts';
import { inventScrambledList } from '../../testing/simulator/books/scrambled-list.ts';
import { bestScore, brierScore, scoreGroups } from '../../testing/simulator/books/score-groups.ts';
import { findDuplicateGroups } from './find-duplicate-groups.ts';

describe('findDuplicateGroups, measured on labelled books', () => {
  it.each([101, 102, 103])('is certain of copies that syncs made, and of no twins, colleagues or namesakes (book %i)', (seed) => {
    const { records, personOf } = readLabelled(inventAddressBook(800, seed));
    const score = scoreGroups(findDuplicateGroups(records), personOf, 0.9);
    expect(score.precision).toBeGreaterThanOrEqual(0.99);
    expect(score.recall).toBeGreaterThanOrEqual(0.95);
    expect(brierScore(findDuplicateGroups(records), personOf)).toBeLessThanOrEqual(0.02);
  });

  it.each([[500, 304], [600, 77], [600, 435]])('takes no book for one full of typing errors because of siblings called alike and names cut short (%i cards, book %i)', (size, seed) => {
    const { records, personOf } = readLabelled(inventAddressBook(size, seed));
    expect(scoreGroups(findDuplicateGroups(records), personOf, 0.9).precision).toBe(1);
  });

  it('finds people in a list whose names, birthdays and addresses were typed once more', () => {
    const { records, personOf } = readLabelled(inventPersonList(800, 104, { copies: 1, errors: 1, copied: 1, hasAddress: true }));
    expect(bestScore(findDuplicateGroups(records), personOf).f1).toBeGreaterThanOrEqual(0.99);
  });

  it.each([true, false])('finds people who registered again and again, with birthdays or without (%s)', (hasBirthday) => {
    const { records, personOf } = readLabelled(inventScrambledList(800, 106, hasBirthday));
    expect(bestScore(findDuplicateGroups(records), personOf).f1).toBeGreaterThanOrEqual(0.95);
  });

  it('finds them in a list full of typing errors and gaps', () => {
    const { records, personOf } = readLabelled(inventPersonList(1000, 105, { copies: 3, errors: 5, copied: 0.5, hasAddress: true }));
    expect(bestScore(findDuplicateGroups(records), personOf).f1).toBeGreaterThanOrEqual(0.93);
  });
});
