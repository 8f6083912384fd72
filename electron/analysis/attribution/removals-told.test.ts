import { expect, it } from 'vitest';
import { aHistory, type HistoryRecord } from '../../testing/build-history.ts';
import { findIncidents } from '../findings/find-incidents.ts';
import { removalsTold } from './removals-told.ts';
import type { AuditFact } from './types.ts';

const NAMES = ['Ada Berg', 'Otto Lang', 'Eva Kurz', 'Max Weiss', 'Ida Roth', 'Kim Vale', 'Leo Marsh', 'Nora Field', 'Pia Stone', 'Rui Costa'];
const SOURCE = { name: 'mailbox', kind: 'graph' };

function at(hours: number, minute = 0): string {
  return new Date(Date.UTC(2026, 2, 1, hours, minute)).toISOString();
}

function removedOf(audit: readonly AuditFact[]): readonly (readonly string[])[] {
  const records = NAMES.map((title): HistoryRecord => ({ key: title, title, values: [`name/full=${title}`, `emails=${title.toLowerCase().replace(' ', '.')}@example.test`] }));
  const history = aHistory([{ source: SOURCE, snapshots: [{ at: at(0), records }, { at: at(24), records: [] }] }]);
  return findIncidents(history, removalsTold({ history, audit, sources: [SOURCE] })).incidents.map((incident) => incident.records.map(({ happening }) => happening.change.key));
}

function row(subject: string, hours: number, minute: number, operation = 'SoftDelete'): AuditFact {
  return { id: `${operation} ${subject}`, at: at(hours, minute), operation, subject, source: 'mailbox', appIds: [] };
}

it('tells removals of two hours apart by the log, one incident each', () => {
  const [morning, evening] = [NAMES.slice(0, 6), NAMES.slice(6)];
  const rows = [...morning.map((name, index) => row(name, 9, index)), ...evening.map((name, index) => row(name, 18, index))];
  expect(removedOf(rows)).toEqual([morning.toSorted(), evening.toSorted()]);
});

it('goes by the first row that says a record was removed, and by none outside the window', () => {
  const rows = [...NAMES.map((name, index) => row(name, 9, index)), ...NAMES.slice(0, 4).map((name, index) => row(name, 20, index, 'HardDelete')), row(NAMES[9] ?? '', 30, 0)];
  expect(removedOf(rows)).toEqual([NAMES.toSorted()]);
});

it('leaves removals that no row is about in one incident', () => {
  expect(removedOf([row('Somebody Else', 9, 0), row(NAMES[0] ?? '', 9, 0, 'Update')])).toEqual([NAMES.toSorted()]);
});
