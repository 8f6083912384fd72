import { describe, expect, it } from 'vitest';

import { readComponents } from './dav-server/content.ts';
import { makeSampleBook } from './sample-book.ts';

describe('the sample address book', () => {
  const book = makeSampleBook({ count: 3000, seed: 7 });

  it('is the same for the same seed and another for another', () => {
    expect(makeSampleBook({ count: 20, seed: 1 })).toEqual(makeSampleBook({ count: 20, seed: 1 }));
    expect(makeSampleBook({ count: 20, seed: 1 })).not.toEqual(makeSampleBook({ count: 20, seed: 2 }));
  });

  it('holds no two people of one name, e-mail address or phone number', () => {
    const emails = book.flatMap((card) => valuesOf(card.text, 'EMAIL'));
    const phones = book.flatMap((card) => valuesOf(card.text, 'TEL')).map((phone) => phone.replaceAll(/\D/g, ''));
    expect(new Set(book.map((card) => card.fullName)).size).toBe(3000);
    expect(new Set(emails).size).toBe(emails.length);
    expect(new Set(phones).size).toBe(phones.length);
  });

  it('is well-formed cards of about one kilobyte, folded at 75 octets, with addresses that reach nobody', () => {
    const sizes = book.map((card) => Buffer.byteLength(card.text, 'utf8'));
    expect(sizes.reduce((sum, size) => sum + size, 0) / book.length).toBeGreaterThan(800);
    expect(Math.max(...sizes)).toBeLessThan(1500);
    expect(book.every((card) => readComponents(card.text)?.length === 1)).toBe(true);
    expect(book.flatMap((card) => card.text.split('\r\n')).every((line) => Buffer.byteLength(line, 'utf8') <= 75)).toBe(true);
    expect(book.flatMap((card) => valuesOf(card.text, 'EMAIL')).every((email) => /^[a-z.-]+@(?:work\.)?example\.test$/.test(email))).toBe(true);
  });

  it('says vCard 4.0 where that is asked for', () => {
    const [card] = makeSampleBook({ count: 1, seed: 1, version: '4.0' });
    expect(valuesOf(card?.text ?? '', 'VERSION')).toEqual(['4.0']);
  });
});

function valuesOf(text: string, name: string): readonly string[] {
  return (readComponents(text)?.[0]?.lines ?? []).filter((line) => line.name === name).map((line) => line.value);
}
