import { expect, it } from 'vitest';
import type { Finding, Suspect } from '../../../shared/contract/findings.ts';
import { isRightGuess, matchFindings, scoreCases, type JudgedCase } from './score-findings.ts';
import type { TrueIncident } from './types.ts';

const WINDOW = { from: '2026-03-01T08:00:00.000Z', to: '2026-03-02T08:00:00.000Z' };

function anIncident(given: Partial<TrueIncident>): TrueIncident {
  return { type: 'records-deleted', source: 'book', app: 'davx5', keys: ['a', 'b'], window: WINDOW, isBenign: false, isStrong: true, ...given };
}

function aFinding(keys: readonly string[], given: Partial<Finding> & { readonly first?: Partial<Suspect> } = {}): Finding {
  const { first = {}, ...rest } = given;
  const suspect: Suspect = { app: 'davx5', name: 'DAVx5', verdict: 'likely', probability: 0.9, evidence: [], remedy: [], ...first };
  return { id: keys.join(), type: 'records-deleted', source: 'book', count: keys.length, window: WINDOW, records: keys.map((key) => ({ source: 'book', key, title: key })), summary: '', severity: 'warning', suspects: [suspect], different: [], ...rest };
}

function aCase(incidents: readonly TrueIncident[], findings: readonly Finding[], isBenign = false): JudgedCase {
  return { truth: { seed: 1, scenario: 's', noise: 'none', hasLogs: false, incidents, innocent: [] }, isBenign, declared: ['davx5'], findings };
}

it('pairs an incident with the finding that shares most of its records, each once', () => {
  const [one, other] = [anIncident({}), anIncident({ keys: ['c'] })];
  const [best, worse] = [aFinding(['a', 'b']), aFinding(['b', 'c'])];
  const { truth } = aCase([one, other], []);
  expect(matchFindings(truth, [worse, best, aFinding(['a'], { source: 'mailbox' })]).map(({ incident, finding, jaccard }) => [incident, finding, jaccard])).toEqual([
    [one, best, 1],
    [other, worse, 0.5],
  ]);
});

it('counts what was found, what was not, and what is about nothing', () => {
  const scores = scoreCases([
    aCase([anIncident({})], [aFinding(['a', 'b']), aFinding(['x'])]),
    aCase([anIncident({})], [aFinding(['a'], { first: { app: 'user', probability: 0.4 } })]),
    aCase([anIncident({})], [aFinding(['y'], { severity: 'info' })]),
  ]);
  expect(scores).toMatchObject({ incidents: 3, found: 2, falseFindings: 1, recall: 2 / 3, precision: 2 / 3, jaccard: 0.75, firstGuess: { count: 1, of: 2 }, wrongSure: { count: 0, of: 1 } });
  expect(scores.brier).toBeCloseTo((0.1 ** 2 + 0.4 ** 2) / 2, 12);
  expect(scores.bins).toEqual([
    { from: 0.4, count: 1, meanProbability: 0.4, shareRight: 0 },
    { from: 0.9, count: 1, meanProbability: 0.9, shareRight: 1 },
  ]);
});

it('counts every wrong proof, a guilty app that was cleared, and alarms over what is harmless', () => {
  const wrong = aFinding(['a', 'b'], { first: { app: 'ogcs', verdict: 'proved' } });
  const aboutNothing = aFinding(['z'], { severity: 'critical', first: { verdict: 'cleared', probability: 0 } });
  const scores = scoreCases([aCase([anIncident({ isBenign: true })], [wrong, aboutNothing], true), aCase([anIncident({})], [aFinding(['a'], { first: { verdict: 'cleared', probability: 0 } })])]);
  expect(scores).toMatchObject({ wrongProved: { count: 1, of: 1 }, clearedWrong: { count: 1, of: 1 }, benignCritical: { count: 1, of: 1 }, benignWarnings: { count: 1, of: 1 } });
});

it('takes unknown for right only where nothing names the origin', () => {
  const hidden = anIncident({ app: 'zoho', isStrong: false });
  expect(isRightGuess('zoho', hidden, [])).toBe(true);
  expect(isRightGuess('unknown', hidden, [])).toBe(true);
  expect(isRightGuess('unknown', hidden, ['zoho'])).toBe(false);
  expect(isRightGuess('unknown', { ...hidden, app: 'user' }, [])).toBe(false);
});
