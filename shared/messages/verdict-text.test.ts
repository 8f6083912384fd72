import { expect, it } from 'vitest';
import type { Finding, Suspect } from '../contract/findings.ts';
import { verdictLines } from './verdict-text.ts';

function aSuspect(given: Partial<Suspect>): Suspect {
  return { app: 'davx5', name: 'DAVx5', verdict: 'likely', probability: 0.87, evidence: [], remedy: [], ...given };
}

function aFinding(suspects: readonly Suspect[]): Finding {
  const records = ['Ada Berg', 'Otto Lang', 'Eva Kurz', 'Max Weiss'].map((title) => ({ source: 'book', key: title, title }));
  return { id: 'f1', type: 'records-deleted', source: 'book', count: 4, window: { from: '2026-03-01T08:00:00.000Z', to: '2026-03-02T08:00:00.000Z' }, records, summary: '4 contacts in book were deleted.', severity: 'warning', suspects: [...suspects], different: [] };
}

it('tells what, when, who, what speaks for and against it, what was cleared, what to do and what was not looked at', () => {
  const guilty = aSuspect({
    evidence: [
      { kind: 'audit', text: '4 log rows on 4 of 4 records', weight: 5, refs: [] },
      { kind: 'provenance', text: 'none of the 4 records bears its mark', weight: -2, refs: [] },
    ],
    remedy: ['Switch it off. (https://example.test/a)', 'Restore. (https://example.test/b)'],
  });
  const other = aSuspect({ app: 'unknown', name: 'None of the known suspects', verdict: 'cannot-tell', probability: 0.12 });
  const cleared = aSuspect({ app: 'ogcs', name: 'OGCS', verdict: 'cleared', probability: 0, evidence: [{ kind: 'declared', text: 'it does not handle contacts', weight: 0, refs: [] }] });
  expect(verdictLines(aFinding([guilty, other, cleared]), { logRows: 4, apps: 2 })).toEqual([
    'What happened: 4 contacts in book were deleted. Between 2026-03-01T08:00:00.000Z and 2026-03-02T08:00:00.000Z. Among them Ada Berg, Otto Lang, Eva Kurz and 1 more.',
    'Who: most likely this was DAVx5 (87 %).',
    'For it (log): 4 log rows on 4 of 4 records.',
    'Against it (traces): none of the 4 records bears its mark.',
    'Not ruled out: None of the known suspects (12 %).',
    'Cleared: OGCS, as it does not handle contacts.',
    'To do, 1: Switch it off. (https://example.test/a)',
    'To do, 2: Restore. (https://example.test/b)',
    'Not looked at: what happened on devices that sync elsewhere.',
  ]);
});

it('accuses nobody where it cannot be told, and names what is missing', () => {
  const lines = verdictLines(aFinding([aSuspect({ app: 'unknown', name: 'None of the known suspects', verdict: 'cannot-tell', probability: 0.7 })]), { logRows: 0, apps: 0 });
  expect(lines.slice(1)).toEqual([
    'Who: it cannot be told: that it was none of the suspects is put at 70 %.',
    'Not looked at: audit and access logs (none are in the case); the apps that sync this account (none were named); what happened on devices that sync elsewhere.',
  ]);
});
