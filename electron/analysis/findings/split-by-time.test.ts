import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { splitByTime } from './split-by-time.ts';

const MINUTE = 60_000;

/** So many times from a minute on, each a step after the last. */
function burst(fromMinute: number, count: number, stepMinutes = 0.5): readonly number[] {
  return Array.from({ length: count }, (_, index) => (fromMinute + index * stepMinutes) * MINUTE);
}

function sizes(times: readonly (number | undefined)[]): readonly number[] {
  return splitByTime(times, (time) => time).map(({ length }) => length);
}

describe('splitByTime', () => {
  it('tells two bursts with an hour between them apart', () => {
    expect(sizes([...burst(0, 10), ...burst(60, 6)])).toEqual([10, 6]);
  });

  it('leaves one burst, with its pauses, whole', () => {
    expect(sizes([...burst(0, 40), ...burst(30, 40)])).toEqual([80]);
    expect(sizes(burst(0, 30, 12))).toEqual([30]);
  });

  it('leaves whole what comes in an even rhythm or goes on all the time', () => {
    expect(sizes([...burst(0, 5), ...burst(30, 5), ...burst(60, 5), ...burst(91, 5)])).toEqual([20]);
    expect(sizes(burst(0, 12, 45))).toEqual([12]);
  });

  it('takes apart what lies alone beside an act', () => {
    expect(sizes([...burst(0, 1), ...burst(200, 20), ...burst(400, 2)])).toEqual([20, 3]);
  });

  it('puts what has no time with the largest act', () => {
    expect(sizes([undefined, ...burst(0, 4), ...burst(120, 8), undefined])).toEqual([4, 10]);
    expect(sizes([undefined, undefined])).toEqual([2]);
  });

  it('loses nothing and names nothing twice, whatever the times', () => {
    fc.assert(
      fc.property(fc.array(fc.option(fc.integer({ min: 0, max: 1440 }), { nil: undefined }), { minLength: 1, maxLength: 60 }), (minutes) => {
        const items = minutes.map((minute, index) => ({ index, at: minute === undefined ? undefined : minute * MINUTE }));
        const parts = splitByTime(items, ({ at }) => at);
        expect(parts.flat().map(({ index }) => index).toSorted((left, right) => left - right)).toEqual(items.map(({ index }) => index));
        expect(parts.every(({ length }) => length > 0)).toBe(true);
      }),
    );
  });
});
