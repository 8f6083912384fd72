import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { diffParts, diffWords } from './text-diff.ts';

const side = (stretches: ReturnType<typeof diffParts>, wanted: 'before' | 'after'): string[] => stretches.filter((stretch) => stretch.side === 'both' || stretch.side === wanted).flatMap((stretch) => [...stretch.parts]);

describe('the difference of two texts', () => {
  it('marks the words that differ and nothing else', () => {
    expect(diffWords('Main Street 7, Berlin', 'Main Street 9, Berlin').map(({ side: where, parts }) => `${where}:${parts.join('')}`)).toEqual(['both:Main Street ', 'before:7', 'after:9', 'both:, Berlin']);
  });

  it('gives both texts back whole', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom('a', 'b', 'c')), fc.array(fc.constantFrom('a', 'b', 'c')), (before, after) => {
        const stretches = diffParts(before, after);
        expect(side(stretches, 'before')).toEqual(before);
        expect(side(stretches, 'after')).toEqual(after);
      }),
    );
  });

  it('answers at once for texts of any length', () => {
    const before = Array.from({ length: 50_000 }, (_, index) => `a${index}`);
    const after = Array.from({ length: 50_000 }, (_, index) => `b${index}`);
    const started = performance.now();
    expect(diffParts(before, after)).toHaveLength(2);
    expect(performance.now() - started).toBeLessThan(200);
  });
});
