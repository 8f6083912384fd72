import { expect, it } from 'vitest';
import { aHistory, type HistoryRecord } from '../../testing/build-history.ts';
import { findIncidents } from './find-incidents.ts';
import { whatIsDifferent } from './what-is-different.ts';

function card(index: number, company: string, domain: string): HistoryRecord {
  return { key: `k${index}`, title: `Given${index} Family${index}`, values: [`name/full=Given${index} Family${index}`, `emails=p${index}@${domain}`, `organizations=${company}`] };
}

it('names what the records of an incident had in common, with how often the others have it', () => {
  const start = Array.from({ length: 40 }, (_, index) => (index < 10 ? card(index, 'Acme', 'acme.example.test') : card(index, index < 12 ? 'Acme' : 'Globex', 'example.test')));
  const history = aHistory([{ source: { name: 'book', kind: 'carddav' }, snapshots: [{ at: '2026-03-01T08:00:00Z', records: start }, { at: '2026-03-02T08:00:00Z', records: start.slice(10) }] }]);
  const [incident] = findIncidents(history).incidents;
  const different = incident === undefined ? [] : whatIsDifferent(incident, history, (snapshot) => [...history.liveIn(snapshot)]);
  expect(different.map(({ field, value, inside, insideOf, outside, outsideOf }) => [field, value, inside, insideOf, outside, outsideOf])).toEqual([
    ['emails', '*@acme.example.test', 10, 10, 0, 30],
    ['organizations', 'Acme', 10, 10, 2, 30],
  ]);
  // 1 / C(40,10), times the values looked at, over the first place.
  expect((different[0]?.q ?? 0) * 847_660_528).toBeCloseTo(6, 1);
});
