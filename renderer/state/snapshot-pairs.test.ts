import { describe, expect, it } from 'vitest';
import { fakeSnapshot } from '../testing/fake-data.ts';
import { likelyPair, newestFirst, pairAround, previousOf } from './snapshot-pairs.ts';

const change = { added: 0, removed: 1, modified: 0 };
const stored = [
  fakeSnapshot('a', '2026-03-01T09:00:00Z'),
  fakeSnapshot('other', '2026-03-02T08:00:00Z', { source: 'work' }),
  fakeSnapshot('b', '2026-03-02T09:00:00Z', { changes: change }),
  fakeSnapshot('c', '2026-03-03T09:00:00Z'),
  fakeSnapshot('older', '2026-02-01T09:00:00Z'),
];

describe('pairs of snapshots', () => {
  it('go by time, whenever they were stored', () => {
    expect(newestFirst(stored).map(({ id }) => id)).toEqual(['c', 'b', 'other', 'a', 'older']);
  });

  it('are of one source', () => {
    const list = newestFirst(stored);
    expect(list.map((snapshot) => previousOf(list, snapshot)?.id)).toEqual(['b', 'a', undefined, 'older', undefined]);
  });

  it('are told apart by the order they were stored in where their times are the same', () => {
    const list = newestFirst([fakeSnapshot('first', '2026-03-01T09:00:00Z'), fakeSnapshot('second', '2026-03-01T09:00:00Z')]);
    expect(previousOf(list, list[0]!)?.id).toBe('first');
  });

  it('start with the latest that saw anything change, else with the latest', () => {
    expect(likelyPair(newestFirst(stored))).toEqual({ from: 'a', to: 'b' });
    expect(likelyPair(newestFirst(stored.filter(({ id }) => id !== 'b')))).toEqual({ from: 'a', to: 'c' });
    expect(likelyPair(newestFirst(stored.slice(0, 2)))).toBeUndefined();
  });

  it('are found around a span of time, of complete snapshots of its source alone', () => {
    const list = newestFirst(stored);
    expect(pairAround(list, 'phone', { from: '2026-03-01T09:30:00Z', to: '2026-03-02T08:00:00Z' })).toEqual({ from: 'a', to: 'b' });
    expect(pairAround(list, 'nobody', { from: '2026-03-01T09:30:00Z', to: '2026-03-02T08:00:00Z' })).toBeUndefined();
  });
});
