import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { aHistory, type HistoryRecord, type HistorySource, type Reorder } from '../../testing/build-history.ts';
import { findIncidents } from './find-incidents.ts';
import type { Incident } from './types.ts';

const START = Date.UTC(2026, 2, 1);
const HOUR = 3_600_000;

const record: fc.Arbitrary<HistoryRecord> = fc
  .record({
    number: fc.integer({ min: 0, max: 23 }),
    version: fc.integer({ min: 0, max: 1 }),
    note: fc.constantFrom('', 'met', 'met Sent from afar', 'Sent from afar'),
    title: fc.constantFrom('', 'Clerk', 'Chief'),
    nickname: fc.constantFrom('', 'Nick'),
    birthday: fc.constantFrom('', '1980-01-01', '1980-01-02'),
    hour: fc.option(fc.integer({ min: 0, max: 96 }), { nil: undefined }),
  })
  .map(({ number, version, note, title, nickname, birthday, hour }) => ({
    key: `k${number}v${version}`,
    uid: `u${number}`,
    title: `Given${number} Family${number}`,
    values: [`name/full=Given${number} Family${number}`, `emails=p${number}@example.test`, ...Object.entries({ 'notes': note, 'titles': title, 'nicknames': nickname, 'anniversaries/birth': birthday }).flatMap(([field, text]) => (text === '' ? [] : [`${field}=${text}`]))],
    ...(hour === undefined ? {} : { modified: new Date(START + hour * HOUR).toISOString() }),
  }));

const sources: fc.Arbitrary<readonly HistorySource[]> = fc
  .array(fc.uniqueArray(record, { selector: ({ key }) => key, minLength: 10, maxLength: 24 }), { minLength: 2, maxLength: 4 })
  .map((snapshots) => [{ source: { name: 'book', kind: 'carddav' }, snapshots: snapshots.map((records, index) => ({ at: new Date(START + index * 24 * HOUR).toISOString(), records })) }]);

function summaryOf(incidents: readonly Incident[]): unknown {
  return incidents.map(({ type, pattern, window, properties, records, times }) => [type, pattern, window, properties, times, records.map(({ happening, rows, original }) => [happening.change.key, happening.change.previousKey, rows, original?.key])]);
}

function shuffling(seed: number): Reorder {
  return (items) => items.map((item, index) => ({ item, place: Math.imul(index + 1, seed | 1) >>> 0 })).sort((left, right) => left.place - right.place).map(({ item }) => item);
}

describe('findIncidents', () => {
  it('finds the same in whatever order everything comes', () => {
    fc.assert(
      fc.property(sources, fc.integer({ min: 3 }), (given, seed) => {
        expect(summaryOf(findIncidents(aHistory(given, shuffling(seed))).incidents)).toEqual(summaryOf(findIncidents(aHistory(given)).incidents));
      }),
      { numRuns: 60 },
    );
  });

  it('names no value of a record in two incidents of one window', () => {
    fc.assert(
      fc.property(sources, (given) => {
        const { incidents } = findIncidents(aHistory(given));
        const rows = incidents.flatMap(({ records }) => records.flatMap((one) => one.rows.map(({ row }) => JSON.stringify([one.happening.change.key, one.happening.step, row]))));
        expect(rows.toSorted()).toEqual([...new Set(rows)].toSorted());
        for (const { records } of incidents) expect(new Set(records.map(({ happening }) => happening.change.key)).size).toBe(records.length);
      }),
      { numRuns: 60 },
    );
  });

  it('finds nothing where nothing changed', () => {
    fc.assert(
      fc.property(sources, (given) => {
        const still = given.map(({ source, snapshots }) => ({ source, snapshots: snapshots.map(({ at }) => ({ at, records: snapshots[0]?.records ?? [] })) }));
        expect(findIncidents(aHistory(still)).incidents).toEqual([]);
      }),
      { numRuns: 50 },
    );
  });
});
