import { expect, it } from 'vitest';
import { aStory } from '../../testing/build-story.ts';
import { listNotChecked } from './not-checked.ts';

const LOG = { name: 'Anna.csv', format: 'purview-csv', from: '2026-03-01T00:00:00Z', to: '2026-03-31T00:00:00Z', rows: 5000, gaps: [] } as const;

it('a log in which nobody wrote is a log, and what has to be known of it is told without its name', () => {
  const { context: { store } } = aStory({ work: 'graph' });
  const codes = () => listNotChecked(store, [], [], []).map(({ code }) => code);
  expect(codes()).toContain('no-log');
  store.audit.addLog({ id: 'log-1', facts: LOG });
  expect(codes().filter((code) => code.startsWith('log') || code === 'no-log')).toEqual([]);
  store.audit.addLog({ id: 'log-2', facts: { ...LOG, cut: 'limit', isZoneAssumed: true, gaps: [{ from: '2026-03-05T00:00:00Z', to: '2026-03-08T00:00:00Z' }] } });
  store.audit.addLog({ id: 'log-3', facts: { ...LOG, name: 'Again.csv', cut: 'end' } });
  const told = listNotChecked(store, [], [], []).filter(({ code }) => code === 'log-warning').map(({ text }) => text);
  expect(told).toHaveLength(4);
  expect(told.join(' ')).toMatch(/exactly 5000 rows.*no time zone.*no row from 2026-03-05T00:00:00Z.*ends within a row/);
  expect(told.join(' ')).not.toMatch(/Anna|Again/);
});
