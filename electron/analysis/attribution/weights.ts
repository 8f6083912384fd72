import type { MarkPlace } from '../knowledge/types.ts';

/**
 * Log-odds of the kinds of evidence. Set by hand with care, in the order in which the knowledge base ranks evidence; they are not yet
 * calibrated on labelled cases, and every answer says so.
 */
export const WEIGHTS = {
  auditRows: 5,
  unknownRows: 3,
  causedFirst: 1.5,
  mirrored: 2,
  eventBefore: 1.5,
  rhythm: 1,
  machinePace: 1.5,
  limitReached: 1.5,
  lengthReached: 2,
  inInventory: 0.8,
  sinceShortlyBefore: 0.7,
  bulkEditDeclared: 3,
  resyncDeclared: 2.5,
  carried: -2.5,
  carriedOn: -6,
  originBefore: 3,
  missingTrace: -2.5,
  staleTrace: 0.3,
  boundary: 1.8,
} as const;

/** Traces that came with a change, on all of its records. */
export const TRACE_WEIGHTS: Readonly<Record<MarkPlace, number>> = {
  'outlook-link': 5,
  'mapi': 4,
  'property': 3.5,
  'category': 2.5,
  'folder': 2.5,
  'note': 2.5,
  'prodid': 3,
  'uid': 0.8,
  'client': 0,
  'app-id': 0,
  'user-agent': 0,
};

/** What an app stands at that nobody speaks for. */
export const BASE = { unknown: 0.6, app: -0.6, nothingSpeaks: 2.5, cleared: -8 } as const;

// What a proof needs: this weight of a deed that the app is known for, and less than these for any other suspect.
export const PROOF = { knownFor: 1.5, otherByTrace: 1, otherByAnything: 2 } as const;

// From this probability on a verdict may say so.
export const PROVED_FROM = 0.9;
export const LIKELY_FROM = 0.6;
