import { describe, expect, it } from 'vitest';
import { boundOfNone, ratiosOf, spreadOf } from './spread.ts';

describe('spreadOf', () => {
  it('takes the middle one of an odd count and halves the two of an even one', () => {
    expect(spreadOf([5, 1, 3])).toEqual({ median: 3, least: 1, most: 5, runs: 3 });
    expect(spreadOf([4, 1, 10, 2])).toEqual({ median: 3, least: 1, most: 10, runs: 4 });
    expect(spreadOf([7])).toEqual({ median: 7, least: 7, most: 7, runs: 1 });
  });

  it('sorts by size, not as text', () => {
    expect(spreadOf([100, 9, 20]).median).toBe(20);
  });

  it('refuses to speak of nothing', () => {
    expect(() => spreadOf([])).toThrow('nothing was measured');
  });
});

describe('ratiosOf', () => {
  it('divides pair by pair', () => {
    expect(ratiosOf([1, 4], [2, 2])).toEqual([0.5, 2]);
  });

  it('refuses halves without their other half', () => {
    expect(() => ratiosOf([1], [])).toThrow('two halves');
  });
});

describe('boundOfNone', () => {
  it('is three in the number of trials, never more than all', () => {
    expect(boundOfNone(1000)).toBe(0.003);
    expect(boundOfNone(2)).toBe(1);
    expect(boundOfNone(0)).toBe(1);
  });
});
