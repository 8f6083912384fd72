import type { Factor } from './factors.ts';

/** What a fit yields: a factor that is not named is 1, or 0 where it is a place to stand at. */
export interface FittedModel {
  readonly factors: Readonly<Partial<Record<Factor, number>>>;
  /** By what scores are divided before they become probabilities, by the kind of evidence that the first suspect has. */
  readonly temperatures: { readonly traced: number; readonly inferred: number; readonly silent: number };
  /** How it was made, for docs/rules.md; null: by hand. */
  readonly made: { readonly training: string; readonly calibration: string } | null;
}

/** Written by `npm run fit`; the tests of the stories and of *proved* hold with it. */
export const FITTED_MODEL: FittedModel = {
  factors: {},
  temperatures: { traced: 1, inferred: 1, silent: 1 },
  made: null,
};
