import type { FittedModel } from './factors.ts';

/** Written by `npm run fit`, not by hand. */
export const FITTED_MODEL: FittedModel = {
  factors: {
    'audit for an app': 0.9,
    'audit for a person': 0.86,
    'provenance for an app': 1.19,
    'provenance against an app': 1.06,
    'provenance for a person': 1.09,
    'fingerprint for an app': 1.6,
    'fingerprint for a person': 1.13,
    'cadence for an app': 0.92,
    'cadence for a person': 0.98,
    'cadence against a person': 1.26,
    'causality for an app': 1.15,
    'declared for an app': 1.14,
    'declared for a person': 1.14,
    'limit for an app': 1.04,
    'an app': -0.85,
    'a person': 1,
    'the look of a person’s act': 1.3,
    unknown: -0.15,
    silence: 2.72,
  },
  temperatures: {
    traced: 1.07,
    inferred: 1,
    silent: 1.04,
  },
  made: {
    training: '1585 incidents of the simulator’s seeds 1001 to 1012',
    calibration: '1077 incidents of the simulator’s seeds 2001 to 2006',
  },
};
