import { describe, expect, it } from 'vitest';
import { createKeyGiver, type KeyRule } from './file-keys.ts';
import type { FoundItem } from './found-item.ts';

const item = (more: Partial<FoundItem>): FoundItem => ({ collectionId: '', format: 'vcard', raw: new Uint8Array([1]), state: 'live', file: 'a.vcf', line: 1, ...more });
const rule = (more: Partial<KeyRule> = {}): KeyRule => ({ order: 0, isAloneInFile: false, digest: () => 'd'.repeat(64), isKnown: () => false, ...more });

describe('the key of an object in a file', () => {
  it('is the id, else the file’s name where it is alone in it, else the UID, else a hash', () => {
    const keys = createKeyGiver();
    expect(keys.keyOf(item({ ownKey: 'id-1', uid: 'u' }), rule({ isAloneInFile: true }))).toBe('id-1');
    expect(keys.keyOf(item({ uid: 'u' }), rule({ isAloneInFile: true }))).toBe('a.vcf');
    expect(keys.keyOf(item({ uid: 'u' }), rule())).toBe('u');
    expect(keys.keyOf(item({}), rule())).toBe('d'.repeat(32));
  });

  it('is the hash of a table’s row, also where the table has but one', () => {
    expect(createKeyGiver().keyOf(item({ format: 'csv-row', file: 'contacts.csv' }), rule({ isAloneInFile: true }))).toBe('d'.repeat(32));
  });

  it('gets a number when it comes again, in the order of the files', () => {
    const keys = createKeyGiver();
    const given = [0, 0, 1].map((order) => keys.keyOf(item({ uid: 'u' }), rule({ order })));
    expect(given).toEqual(['u', 'u~2', 'u~3']);
  });

  it('is the same when the collections are read a second time', () => {
    const keys = createKeyGiver();
    const read = (): string[] =>
      [0, 1].flatMap((order) => {
        keys.restart(order);
        return [keys.keyOf(item({ uid: 'u' }), rule({ order }))];
      });
    expect(read()).toEqual(['u', 'u~2']);
    expect(read()).toEqual(['u', 'u~2']);
  });

  it('stays the UID where the source knows it by that, though the object is now alone in its file', () => {
    const keys = createKeyGiver();
    expect(keys.keyOf(item({ uid: 'u' }), rule({ isAloneInFile: true, isKnown: (key) => key === 'u' }))).toBe('u');
  });
});
