import type { EvidenceKind } from '../../../shared/contract/findings.ts';
import type { Evidence } from './types.ts';

const KINDS: readonly EvidenceKind[] = ['audit', 'provenance', 'fingerprint', 'cadence', 'causality', 'declared', 'limit'];
const SIDES = ['for an app', 'against an app', 'for a person', 'against a person'] as const;
/** What a suspect has before any evidence: a place, what its act looks like, and that nothing speaks. */
const STANDING = ['an app', 'a person', 'the look of a person’s act', 'unknown', 'silence'] as const;

/** One number of the fitted model: how much a kind of evidence counts for or against, or what a suspect stands at. */
export type Factor = `${EvidenceKind} ${(typeof SIDES)[number]}` | (typeof STANDING)[number];

/** All of them, in one order. */
export const FACTORS: readonly Factor[] = [...KINDS.flatMap((kind) => SIDES.map((side): Factor => `${kind} ${side}`)), ...STANDING];

/** The factor by which a piece of evidence is multiplied. */
export function factorOf({ app, kind, weight }: Pick<Evidence, 'app' | 'kind' | 'weight'>): Factor {
  const whom = app === 'user' ? 'a person' : 'an app';
  return `${kind} ${weight < 0 ? 'against' : 'for'} ${whom}`;
}

/** What a fit yields, within the bounds that are set by hand; what it leaves out is as set by hand. */
export interface FittedModel {
  readonly factors: Readonly<Partial<Record<Factor, number>>>;
  /** By what scores are divided before they become probabilities, by the kind of evidence that the first suspect has. */
  readonly temperatures: Readonly<Record<EvidenceClass, number>>;
  /** How it was made, for people; null: by hand. */
  readonly made: { readonly training: string; readonly calibration: string } | null;
}

/** A log row or a trace, something weaker, or nothing but that an app is there. */
export type EvidenceClass = 'traced' | 'inferred' | 'silent';
