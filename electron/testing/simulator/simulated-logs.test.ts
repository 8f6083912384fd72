import { expect, it } from 'vitest';
import { onSimulatedCase } from './run-case.ts';
import { simulateCase } from './simulate-case.ts';
import type { SimulatedCase } from './types.ts';

/** The first case of a scenario that comes with a log of this name. */
function caseWithLog(scenario: string, ending: string): SimulatedCase {
  for (let seed = 1; seed < 100; seed += 1) {
    const made = simulateCase(seed, { scenario, noise: 'none', hasLogs: true });
    if ([...made.files.keys()].some((path) => path.endsWith(ending))) return made;
  }
  throw new Error(`no case with ${ending}`);
}

it.each([
  ['person-deletes-many', 'mailbox-purview.csv'],
  ['person-deletes-many', 'mailbox-purview.json'],
  ['crm-filter-deletes', 'mailbox-mailbox-audit.csv'],
  ['appointments-an-hour-off', 'mailbox-calendar.csv'],
  ['recreated-at-each-sync', 'book-access.log'],
] as const)('the log of %s as %s is read whole, and its rows are about records of the case', async (scenario, ending) => {
  const made = caseWithLog(scenario, ending);
  const audit = await onSimulatedCase(made, async (_context, imported) => imported.audit);
  expect(audit?.skipped).toEqual([]);
  expect(audit?.matched).toBeGreaterThanOrEqual(made.truth.incidents[0]?.keys.length ?? 1);
});

it('tells of deletions by the owner of a mailbox and of no creation', () => {
  const { files } = caseWithLog('person-deletes-many', 'mailbox-purview.csv');
  const [, ...rows] = (files.get('audit/mailbox-purview.csv') as string).split('\r\n');
  const operations = new Set(rows.filter((row) => row.includes('""LogonType"":0')).map((row) => /^"[^"]*","[^"]*","(\w+)"/.exec(row)?.[1]));
  expect(operations).toContain('MoveToDeletedItems');
  expect(operations).not.toContain('Create');
});
