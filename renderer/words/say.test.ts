import { describe, expect, it } from 'vitest';
import { say, sayBytes, sayDuration, sayUtc } from './say.ts';

describe('the words of the window', () => {
  it('fills places and picks the form by count', () => {
    expect(say({ one: '{count} row of {name}', other: '{count} rows of {name}' }, { count: 1, name: 'a' })).toBe('1 row of a');
    expect(say({ one: '{count} row', other: '{count} rows' }, { count: 0 })).toBe('0 rows');
  });

  it('shows a dash for a value that is missing and never fills a filled value again', () => {
    expect(say('{a} {b}', { a: '{b}' })).toBe('{b} –');
  });

  it('writes durations in two units at most', () => {
    expect([250, 1500, 59_600, 61_000, 3_720_000].map(sayDuration)).toEqual(['250 ms', '1.5 s', '1 min 0 s', '1 min 1 s', '1 h 2 min']);
  });

  it('writes sizes with their unit', () => {
    expect([0, 999, 1500, 12_345, 999_900, 5_000_000_000].map(sayBytes)).toEqual(['0 B', '999 B', '1.5 kB', '12 kB', '1 MB', '5 GB']);
  });

  it('writes a time in UTC to the second', () => {
    expect(sayUtc('2026-03-01T09:00:05.250Z')).toBe('2026-03-01 09:00:05 UTC');
    expect(sayUtc('not a time')).toBe('not a time');
  });
});
