import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodePath, encodePath, isSamePath, lastSegment } from './paths.ts';

describe('a path as a key', () => {
  it('is the same however the server wrote the href', () => {
    const hrefs = ['/u/a%3Ab%40c.vcf', '/u/a:b%40c.vcf', '/u/a:b@c.vcf', '/u/%61%3ab@c.vcf'];
    expect(new Set(hrefs.map(decodePath))).toEqual(new Set(['/u/a:b@c.vcf']));
    expect(['/u/z%c3%a9', '/u/z%C3%A9', '/u/zé'].map(decodePath)).toEqual(['/u/zé', '/u/zé', '/u/zé']);
  });

  it('leads back to the resource that it came from, whatever its name', () => {
    fc.assert(
      fc.property(fc.array(fc.oneof(fc.string({ unit: 'binary' }), fc.stringMatching(/^[%25Ff/a]{0,8}$/)), { minLength: 1, maxLength: 4 }), (names) => {
        const wellFormed = names.map((name) => name.toWellFormed());
        const sent = `/${wellFormed.map(encodeURIComponent).join('/')}`;
        expect(encodePath(decodePath(sent))).toBe(sent);
      }),
    );
  });

  it('keeps bytes that are no UTF-8 as they were sent', () => {
    expect(['/u/caf%E9.vcf', '/u/caf%E9 1', '/u/100%'].map((path) => [decodePath(path), encodePath(decodePath(path))])).toEqual([
      ['/u/caf%E9.vcf', '/u/caf%E9.vcf'],
      ['/u/caf%E9 1', '/u/caf%E9%201'],
      ['/u/100%', '/u/100%25'],
    ]);
    expect(['%2525', '%25', '%25E9', 'a%2Fb', 'a%252Fb', '%c3%a9%c3', '%%41'].map((name) => decodePath(name))).toEqual(['%2525', '%', '%25E9', 'a%2Fb', 'a%252Fb', 'é%C3', '%A']);
  });

  it('is compared without the slash at its end, and has a last segment', () => {
    expect([isSamePath('/u/book/', '/u/book'), isSamePath('/u/book', '/u/books')]).toEqual([true, false]);
    expect(['/u/book/', '/u/book', '/', ''].map(lastSegment)).toEqual(['book', 'book', '', '']);
  });
});
