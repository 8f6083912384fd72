import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { keyForSeed } from './name-items.ts';
import { encodePath } from './paths.ts';
import { uidsOf } from './uids-of.ts';

const book = { id: '/u/book/' };

describe('a key for a new item', () => {
  it.each([
    ['plain', '/u/book/plain.vcf'],
    ['urn:uuid:4fbe8971-0bc3-424c-9c26-36c3e1eff6b1', '/u/book/4fbe8971-0bc3-424c-9c26-36c3e1eff6b1.vcf'],
    ['/u/book/old.vcf', '/u/book/old.vcf'],
    ['/u/other/old.vcf', '/u/book/old.vcf'],
    ['user@example.test', '/u/book/user@example.test.vcf'],
  ])('%s becomes %s', (seed, key) => {
    expect(keyForSeed(book, seed, '.vcf')).toBe(key);
  });

  it('lies in the collection, needs no escape but @ and +, is short, and differs for another seed', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 300 }), fc.string({ unit: 'binary', maxLength: 300 }), (a, b) => {
        const keys = [a, b].map((seed) => keyForSeed(book, seed, '.vcf'));
        for (const key of keys) {
          expect(key).toMatch(/^\/u\/book\/[A-Za-z0-9_@+-][A-Za-z0-9._@+-]{0,140}\.vcf$/);
          expect(encodePath(key).replaceAll('%40', '@').replaceAll('%2B', '+')).toBe(key);
        }
        if (/[^A-Za-z0-9]/.test(a) && a !== b && keys[0] === keys[1]) expect(a.replace(/^urn:uuid:|\.vcf$|^\/.*\//gi, '')).toBe(b.replace(/^urn:uuid:|\.vcf$|^\/.*\//gi, ''));
      }),
    );
  });
});

describe('UIDs', () => {
  it('are read over folds, groups and parameters, escaped or not', () => {
    expect([...uidsOf('BEGIN:VCARD\r\nitem1.UID;VALUE=text:abc\r\n def\r\nNOTE:UID:no\r\nEND:VCARD\r\n')]).toEqual(['abcdef']);
    expect([...uidsOf('BEGIN:VCARD\nuid:a\\,b\nEND:VCARD')]).toEqual(['a\\,b', 'a,b']);
    expect([...uidsOf('UID:\r\n')]).toEqual([]);
  });
});
