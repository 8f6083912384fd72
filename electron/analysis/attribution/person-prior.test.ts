import { expect, it } from 'vitest';
import { aHistory } from '../../testing/build-history.ts';
import { KNOWLEDGE } from '../knowledge/knowledge.ts';
import { describeFindings } from './describe-findings.ts';

const DAY = Date.parse('2026-03-02T08:00:00Z');
const BOOK = { name: 'book', kind: 'carddav' };

/** The verdict on a person, of so many numbers that were changed with so many seconds between them. */
function verdictOnPerson(secondsApart: number, count: number): string | undefined {
  const list = (area: string, at: (index: number) => string) =>
    Array.from({ length: count }, (_, index) => ({ key: `k${index}`, title: `Ada Berg-${index}`, modified: at(index), values: [`name/full=Ada Berg-${index}`, `phones=+43 ${area} ${1000 + index * 7}`] }));
  const changedAt = (index: number) => new Date(DAY + 3_600_000 + index * secondsApart * 1000).toISOString();
  const snapshots = [
    { at: new Date(DAY).toISOString(), records: list('1', () => '2026-01-01T08:00:00.000Z') },
    { at: new Date(DAY + 86_400_000).toISOString(), records: list('2', changedAt) },
  ];
  const [finding] = describeFindings({ history: aHistory([{ source: BOOK, snapshots }]), knowledge: KNOWLEDGE, inventory: [], events: [], audit: [], sources: [BOOK] });
  return finding?.suspects.find(({ app }) => app === 'user')?.verdict;
}

it.each([3, 5, 9, 12, 30])('takes %i values that came faster than anybody types for nobody’s typing', (count) => {
  expect([verdictOnPerson(90, count), verdictOnPerson(0.05, count)]).toEqual(['likely', 'possible']);
});
