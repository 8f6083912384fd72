import { describe, expect, it } from 'vitest';
import { adjustForMany, fisherExact } from './fisher-exact.ts';

describe('fisherExact', () => {
  it('is what the hypergeometric distribution gives by hand', () => {
    // Fisher's tea: 3 of 4 right, 1 of 4 wrong: (16 + 1) / 70.
    expect(fisherExact(3, 4, 1, 4)).toBeCloseTo(17 / 70, 9);
    expect(fisherExact(4, 4, 0, 4)).toBeCloseTo(1 / 70, 9);
    // 2 of 2 inside and 1 of 3 outside: C(2,2) · C(3,1) / C(5,3).
    expect(fisherExact(2, 2, 1, 3)).toBeCloseTo(3 / 10, 9);
    // 5 of 5 inside, none of 95: 1 / C(100,5).
    expect(fisherExact(5, 5, 0, 95) * 75_287_520).toBeCloseTo(1, 6);
  });

  it('is certain where as many or more have to have it', () => {
    expect(fisherExact(0, 10, 3, 20)).toBeCloseTo(1, 9);
    expect(fisherExact(10, 10, 20, 20)).toBeCloseTo(1, 9);
  });
});

describe('adjustForMany', () => {
  it('is what Benjamini and Hochberg give by hand, in the order given', () => {
    const adjusted = adjustForMany([0.04, 0.01, 0.03, 0.005]);
    [0.04, 0.02, 0.04, 0.02].forEach((q, index) => expect(adjusted[index]).toBeCloseTo(q, 12));
    expect(adjustForMany([0.6, 0.9])).toEqual([0.9, 0.9]);
    expect(adjustForMany([])).toEqual([]);
  });
});
