import { expect, it } from 'vitest';
import type { Factor } from '../../analysis/attribution/factors.ts';
import type { Weighed } from '../../analysis/attribution/weigh-suspects.ts';
import { factorBounds } from '../../analysis/attribution/weights.ts';
import { type Example, fitFactors, fitTemperatures } from './fit-model.ts';

function aSuspect(app: string, parts: readonly (readonly [Factor, number])[]): Weighed {
  const evidence = parts.some(([factor]) => factor.startsWith('limit')) ? [{ app, kind: 'limit' as const, text: '', weight: 1, refs: [] }] : [];
  return { app, evidence, isCleared: false, parts: new Map(parts) };
}

/** Incidents in which one app has evidence of a limit, and it or another did it. */
function examples(count: number, rightOf10: number): readonly Example[] {
  return Array.from({ length: count }, (_, index) => ({
    suspects: [aSuspect('ogcs', [['an app', 1], ['limit for an app', 1.5]]), aSuspect('gwsmo', [['an app', 1]]), aSuspect('unknown', [['unknown', 1]])],
    origin: index % 10 < rightOf10 ? 'ogcs' : 'gwsmo',
  }));
}

it('moves a kind of evidence the way the cases say, and never past its bounds', () => {
  const { least, most, byHand } = factorBounds('limit for an app');
  const [good, bad] = [fitFactors(examples(40, 10))['limit for an app'] ?? byHand, fitFactors(examples(40, 0))['limit for an app'] ?? byHand];
  expect([good > byHand, good <= most, bad < byHand, bad >= least]).toEqual([true, true, true, true]);
});

it('is the same for the same examples', () => {
  expect(fitFactors(examples(20, 7))).toEqual(fitFactors(examples(20, 7)));
});

it('makes probabilities more careful where cases are less certain than the factors, and surer only within its bound', () => {
  const sure = { 'limit for an app': 1.5, 'an app': 0.9, 'unknown': -1 } as const;
  expect(fitTemperatures(examples(100, 5), sure).inferred).toBeGreaterThan(1.5);
  expect(fitTemperatures(examples(100, 10), sure).inferred).toBe(0.75);
});
