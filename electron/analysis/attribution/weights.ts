import type { MarkPlace } from '../knowledge/types.ts';
import type { Factor } from './factors.ts';

/**
 * Log-odds of the kinds of evidence, set by hand in the order in which the knowledge base ranks evidence. The fitted model multiplies each kind
 * by a factor, within the bounds below.
 */
export const WEIGHTS = {
  auditRows: 5,
  unknownRows: 3,
  rowsOfOthers: -2,
  causedFirst: 1.5,
  mirrored: 2,
  eventBefore: 1.5,
  rhythm: 1,
  machinePace: 1.5,
  limitReached: 1.5,
  lengthReached: 2,
  inInventory: 0.8,
  onlyWriter: 0.8,
  sinceShortlyBefore: 0.7,
  bulkEditDeclared: 4.5,
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
  'value': 3.5,
  'prodid': 3,
  'uid': 0.8,
  'client': 0,
  'app-id': 0,
  'user-agent': 0,
};

/** What a suspect stands at that nobody speaks for. */
export const BASE = { unknown: 0.6, app: -0.6, nothingSpeaks: 2.5, cleared: -8 } as const;

interface Bounds {
  readonly least: number;
  readonly most: number;
  readonly byHand: number;
}

const STANDING: Readonly<Partial<Record<Factor, Bounds>>> = {
  'an app': { least: -2, most: 1, byHand: BASE.app },
  'a person': { least: -1.5, most: 2.5, byHand: 0 },
  'the look of a person’s act': { least: 0.6, most: 1.3, byHand: 1 },
  // An inventory is never known to be whole.
  'unknown': { least: -1, most: 2, byHand: BASE.unknown },
  'silence': { least: 0, most: 3, byHand: BASE.nothingSpeaks },
};
// Presence is no guilt, and a known defect is no trace.
const MOST: Readonly<Record<string, number>> = { audit: 1.2, provenance: 1.2, fingerprint: 1.6, cadence: 1.5, causality: 1.5, declared: 1.5, limit: 1.5 };

/** How far a fit may move a factor: evidence never turns against what it says, and none is raised beyond what its trap allows. */
export function factorBounds(factor: Factor): Bounds {
  return STANDING[factor] ?? { least: 0, most: MOST[factor.split(' ')[0] ?? ''] ?? 1, byHand: 1 };
}

// What a proof needs: this weight of a deed that the app is known for, and less than these for any other suspect.
export const PROOF = { knownFor: 1.5, otherByTrace: 1, otherByAnything: 2 } as const;

// From this probability on a verdict may say so.
export const PROVED_FROM = 0.9;
export const LIKELY_FROM = 0.6;
