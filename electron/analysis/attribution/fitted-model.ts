import type { FittedModel } from './factors.ts';

/** Written by `npm run fit`, not by hand. */
export const FITTED_MODEL: FittedModel = {
  factors: {
    'audit for an app': 0.78,
    'audit against an app': 1.12,
    'audit for a person': 0.71,
    'provenance against an app': 1.02,
    'provenance for a person': 1.07,
    'fingerprint for an app': 1.6,
    'fingerprint for a person': 1.33,
    'cadence for an app': 1.21,
    'cadence for a person': 0.94,
    'cadence against a person': 1.23,
    'causality for an app': 1.07,
    'declared for a person': 1.15,
    'limit for an app': 1.01,
    'an app': -0.75,
    'a person': 1.14,
    'the look of a person’s act': 1.3,
    unknown: -0.39,
    silence: 2.45,
  },
  temperatures: {
    traced: 0.9,
    inferred: 0.75,
    silent: 1.52,
  },
  made: {
    training: '1206 incidents of the simulator’s seeds 1001 to 1008',
    calibration: '727 incidents of the simulator’s seeds 2001 to 2005',
  },
};
