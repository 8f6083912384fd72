import { describe, expect, it } from 'vitest';
import { aHistory, type HistoryRecord } from '../../testing/build-history.ts';
import { binChanges, placeChanges } from './place-changes.ts';

const SOURCE = { name: 'book', kind: 'carddav' };
const START = Date.parse('2026-03-01T00:00:00Z');
const HOUR = 3_600_000;

function record(key: string, modified?: string): HistoryRecord {
  return { key, title: `Person ${key}`, uid: key, values: [`name/full=Person ${key}`], ...(modified === undefined ? {} : { modified }) };
}

describe('the changes of a case', () => {
  const history = aHistory([
    {
      source: SOURCE,
      snapshots: [
        { at: '2026-03-01T00:00:00Z', records: [record('a'), record('b')] },
        { at: '2026-03-01T10:00:00Z', records: [record('b'), record('c', '2026-03-01T02:30:00Z'), record('d', '2026-03-01T10:00:00Z'), record('e', '2025-01-01T00:00:00Z')] },
      ],
    },
  ]);
  const [lane] = placeChanges(history);

  it('stand where their record says that it was written, and only where that lies between the snapshots', () => {
    expect(lane?.dated.map(({ atMs, change }) => [(atMs - START) / HOUR, change])).toEqual([[2.5, 'added'], [10, 'added']]);
  });

  it('are counted where several happened alike in the same moment', () => {
    const at = '2026-03-01T02:00:00Z';
    const [many] = placeChanges(
      aHistory([
        {
          source: SOURCE,
          snapshots: [
            { at: '2026-03-01T00:00:00Z', records: [] },
            { at: '2026-03-01T10:00:00Z', records: [record('a', at), record('b', at), record('c', '2026-03-01T03:00:00Z')] },
          ],
        },
      ]),
    );
    expect(many?.dated.map(({ atMs, count }) => [(atMs - START) / HOUR, count])).toEqual([[2, 2], [3, 1]]);
    expect(binChanges(many!, START, START + 10 * HOUR, 2).map(({ added }) => added)).toEqual([3, 0]);
  });

  it('are otherwise known to lie between two snapshots, and no more is claimed', () => {
    expect(lane?.spans.map(({ fromMs, toMs, counts }) => [(fromMs - START) / HOUR, (toMs - START) / HOUR, counts.added, counts.removed])).toEqual([[0, 10, 1, 1]]);
  });

  it('fall each into one of the parts of a range, the last moment into the last part', () => {
    const bins = binChanges(lane!, START, START + 10 * HOUR, 5);
    expect(bins.map(({ added }) => added)).toEqual([0, 1, 0, 0, 1]);
    expect(binChanges(lane!, START + 3 * HOUR, START + 10 * HOUR, 2).map(({ added }) => added)).toEqual([0, 1]);
  });
});
