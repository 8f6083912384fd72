import { FACTORS, type EvidenceClass, type Factor, type FittedModel } from '../../analysis/attribution/factors.ts';
import { classOf, probabilitiesOf } from '../../analysis/attribution/rank-suspects.ts';
import { scoreOf, type Weighed } from '../../analysis/attribution/weigh-suspects.ts';
import { factorBounds } from '../../analysis/attribution/weights.ts';

/** An incident whose origin is known: what speaks for each suspect, and which of them it was. */
export interface Example {
  readonly suspects: readonly Weighed[];
  readonly origin: string;
}

const ROUNDS = 400;
const STEP = 0.05;
// How far from what was set by hand a factor goes on the word of one example in a hundred.
const TRUST = 0.02;
const EVEN = { traced: 1, inferred: 1, silent: 1 } as const;
const TEMPERATURES = Array.from({ length: 61 }, (_, index) => 0.5 * 8 ** (index / 60));

/**
 * Fits how much each kind of evidence counts, by regularised softmax regression with the values set by hand as what it is drawn to and bounds
 * that no sign can cross: projected gradient descent, the same for the same examples in the same order.
 */
export function fitFactors(examples: readonly Example[]): FittedModel['factors'] {
  const values = new Map(FACTORS.map((factor) => [factor, factorBounds(factor).byHand]));
  const moments = new Map<Factor, { first: number; second: number }>(FACTORS.map((factor) => [factor, { first: 0, second: 0 }]));
  const usable = examples.filter(({ suspects, origin }) => suspects.some(({ app, isCleared }) => app === origin && !isCleared));
  for (let round = 1; round <= ROUNDS; round += 1) {
    const slopes = slopesOf(usable, modelOf(values));
    for (const factor of FACTORS) {
      const { least, most, byHand } = factorBounds(factor);
      const value = values.get(factor) ?? byHand;
      const slope = (slopes.get(factor) ?? 0) + TRUST * (value - byHand);
      const moment = moments.get(factor) ?? { first: 0, second: 0 };
      moment.first = 0.9 * moment.first + 0.1 * slope;
      moment.second = 0.99 * moment.second + 0.01 * slope ** 2;
      const step = (STEP * moment.first) / (1 - 0.9 ** round) / (Math.sqrt(moment.second / (1 - 0.99 ** round)) + 1e-8);
      values.set(factor, Math.min(most, Math.max(least, value - step)));
    }
  }
  return Object.fromEntries([...values].filter(([factor, value]) => Math.abs(value - factorBounds(factor).byHand) > 0.005).map(([factor, value]) => [factor, Math.round(value * 100) / 100]));
}

/** The slope of the mean loss in each factor. */
function slopesOf(examples: readonly Example[], model: FittedModel): ReadonlyMap<Factor, number> {
  const slopes = new Map<Factor, number>();
  for (const { suspects, origin } of examples) {
    const probabilities = probabilitiesOf(suspects, model);
    suspects.forEach(({ app, isCleared, parts }, index) => {
      if (isCleared) return;
      const error = (probabilities[index] ?? 0) - (app === origin ? 1 : 0);
      for (const [factor, part] of parts) slopes.set(factor, (slopes.get(factor) ?? 0) + (error * part) / examples.length);
    });
  }
  return slopes;
}

function modelOf(values: ReadonlyMap<Factor, number>): FittedModel {
  return { factors: Object.fromEntries(values), temperatures: EVEN, made: null };
}

/** Fits by what scores are divided, for each class of evidence, on examples that the factors were not fitted on. */
export function fitTemperatures(examples: readonly Example[], factors: FittedModel['factors']): FittedModel['temperatures'] {
  const model: FittedModel = { factors, temperatures: EVEN, made: null };
  const temperatureOf = (wanted: EvidenceClass): number => {
    const here = examples.filter(({ suspects }) => classOf(firstOf(suspects, model)) === wanted);
    if (here.length < LEAST) return 1;
    const losses = TEMPERATURES.map((temperature) => ({ temperature, loss: lossOf(here, { ...model, temperatures: { traced: temperature, inferred: temperature, silent: temperature } }) }));
    const best = losses.reduce((least, one) => (one.loss < least.loss ? one : least));
    return Math.max(SUREST, Math.round(best.temperature * 100) / 100);
  };
  return { traced: temperatureOf('traced'), inferred: temperatureOf('inferred'), silent: temperatureOf('silent') };
}

const LEAST = 20;
// What draws the factors to those set by hand makes them too careful; how much surer other cases may make them has its bound.
const SUREST = 0.75;

function firstOf(suspects: readonly Weighed[], model: FittedModel): Weighed | undefined {
  return suspects.reduce<Weighed | undefined>((best, one) => (best !== undefined && scoreOf(best, model) >= scoreOf(one, model) ? best : one), undefined);
}

function lossOf(examples: readonly Example[], model: FittedModel): number {
  return examples.reduce((sum, { suspects, origin }) => {
    const probabilities = probabilitiesOf(suspects, model);
    const index = suspects.findIndex(({ app }) => app === origin);
    return sum - Math.log(Math.max(1e-4, probabilities[index] ?? 0));
  }, 0);
}
