import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createPseudonyms } from './pseudonyms.ts';

const pseudonyms = createPseudonyms('a key of one case');
const word = fc.stringMatching(/^[a-z]{1,14}$/);

describe('pseudonyms', () => {
  it('keep the shape of a name', () => {
    expect(pseudonyms.words('Ada O’Almond-Birch, Jr.')).toMatch(/^[A-Z][a-z]{2} [A-Z]’[A-Z][a-z]{5}-[A-Z][a-z]{4}, [A-Z][a-z]\.$/);
    expect(pseudonyms.words('ИВАН Müller 髙橋')).toMatch(/^[A-Z]{4} [A-Z][a-z]{5} [a-z]{2}$/);
  });

  it('are the same for the same value and key, and others under another key', () => {
    expect(createPseudonyms('a key of one case').words('Almond')).toBe(pseudonyms.words('Almond'));
    expect(createPseudonyms('another key').words('Almond')).not.toBe(pseudonyms.words('Almond'));
    expect(pseudonyms.words('ALMOND').toLowerCase()).toBe(pseudonyms.words('almond'));
  });

  it('keep two words two', () => {
    fc.assert(
      fc.property(word, word, (one, other) => {
        expect(pseudonyms.words(one) === pseudonyms.words(other)).toBe(one === other);
        expect(pseudonyms.words(one)).toHaveLength(one.length);
      }),
    );
    const all = [...'abcdefghijklmnopqrstuvwxyz'].flatMap((first) => [...'abcdefghijklmnopqrstuvwxyz'].map((second) => first + second));
    expect(new Set(all.map(pseudonyms.words)).size).toBe(676);
    expect(new Set([...'0123456789'].map(pseudonyms.words)).size).toBe(10);
  });

  it('leave no single letter and no single digit as it is, under any key', () => {
    for (let key = 0; key < 200; key += 1) {
      const { words } = createPseudonyms(`key ${key}`);
      expect(['a', 'q', '0', '7'].filter((sign) => words(sign) === sign)).toEqual([]);
    }
  });

  it('keep equal domains equal and lead to none', () => {
    const [one, other, elsewhere] = ['Ada.Almond@Example.test', 'bruno@example.TEST', 'ada.almond@elsewhere.test'].map(pseudonyms.email);
    expect(one?.split('@')[1]).toBe(other?.split('@')[1]);
    expect(one?.split('@')[1]).toMatch(/\.invalid$/);
    expect(elsewhere?.split('@')[1]).not.toBe(one?.split('@')[1]);
    expect(elsewhere?.split('@')[0]).toBe(one?.split('@')[0]);
  });

  it('keep the length and the writing of a number, and its end with and without the country', () => {
    expect(pseudonyms.phone('+49 (30) 123-45 67')).toMatch(/^\+\d\d \(\d\d\) \d{3}-\d\d \d\d$/);
    const ends = ['+49 30 1234567', '0049301234567', '030/123 45 67'].map((text) => pseudonyms.phone(text).replace(/\D/g, '').slice(-7));
    expect(new Set(ends).size).toBe(1);
    expect(ends[0]).not.toBe('1234567');
  });

  it('hold no word of five letters and more of what they stand for', () => {
    fc.assert(
      fc.property(fc.array(fc.stringMatching(/^[A-Za-zäöüßéñ]{5,12}$/), { minLength: 1, maxLength: 4 }), (parts) => {
        const other = pseudonyms.words(parts.join(' ')).toLowerCase();
        for (const part of parts) expect(other).not.toContain(part.toLowerCase());
      }),
    );
  });

  it('come quickly for what is far too long', () => {
    for (const text of ['x'.repeat(100_000), '7'.repeat(100_000)]) {
      expect(pseudonyms.words(text)).toHaveLength(100_000);
      expect(pseudonyms.phone(text)).toHaveLength(100_000);
    }
  }, 5000);

  it('take any text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        for (const of of [pseudonyms.words, pseudonyms.email, pseudonyms.phone, pseudonyms.host, pseudonyms.id]) expect(of(text).isWellFormed()).toBe(true);
      }),
    );
  });
});
