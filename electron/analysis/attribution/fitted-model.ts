import type { FittedModel } from './factors.ts';

/** Written by `npm run fit`, not by hand. */
export const FITTED_MODEL: FittedModel = {
  factors: {
    'audit for an app': 0.82,
    'audit for a person': 0.73,
    'provenance for an app': 1.13,
    'provenance against an app': 1.07,
    'provenance for a person': 1.13,
    'fingerprint for an app': 1.6,
    'fingerprint for a person': 1.44,
    'cadence for a person': 0.97,
    'cadence against a person': 1.43,
    'causality for an app': 1.19,
    'declared for an app': 1.23,
    'declared for a person': 1.04,
    'limit for an app': 1.06,
    'an app': -0.82,
    'a person': 0.98,
    'the look of a person’s act': 1.3,
    unknown: -0.16,
    silence: 2.67,
  },
  temperatures: {
    traced: 1,
    inferred: 1,
    silent: 1,
  },
  made: {
    training: '884 incidents of the simulator’s seeds 1001 to 1008',
    calibration: '870 incidents of the simulator’s seeds 2001 to 2004',
  },
};
