import type { FittedModel } from './factors.ts';

/** Written by `npm run fit`, not by hand. */
export const FITTED_MODEL: FittedModel = {
  factors: {
    'provenance for an app': 0.9,
    'provenance against an app': 1.05,
    'provenance for a person': 0.73,
    'fingerprint for an app': 1.58,
    'fingerprint for a person': 1.18,
    'cadence for an app': 0.94,
    'cadence for a person': 0.46,
    'cadence against a person': 0.67,
    'causality for an app': 0.98,
    'declared for an app': 1.44,
    'declared for a person': 1.06,
    'limit for an app': 1.01,
    'an app': -0.97,
    'a person': 0.65,
    'the look of a person’s act': 1.16,
    unknown: 0.32,
    silence: 2.17,
  },
  temperatures: {
    traced: 1,
    inferred: 1,
    silent: 1,
  },
  made: {
    training: '1536 incidents of the simulator’s seeds 1001 to 1012',
    calibration: '1062 incidents of the simulator’s seeds 2001 to 2006',
  },
};
