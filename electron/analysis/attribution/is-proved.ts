import type { Incident } from '../findings/types.ts';
import { isDoneByHand } from './by-hand.ts';
import type { Evidence } from './types.ts';
import { PROOF } from './weights.ts';

/** Evidence on one suspect. */
export interface ProofCase {
  readonly app: string;
  readonly evidence: readonly Evidence[];
  readonly isCleared: boolean;
}

const TELLING: ReadonlySet<string> = new Set(['audit', 'provenance', 'causality']);

/**
 * Whether evidence proves that an app did it, and not only that it wrote: a log row or a trace of this app alone on most of the records, of a
 * deed that this app is known for and that people do not do by hand, with nothing against it and nothing of weight for another. An app that
 * syncs both ways leaves the same rows and traces on what it merely carries.
 */
export function isProved(suspect: ProofCase, all: readonly ProofCase[], incident: Incident): boolean {
  return (
    suspect.app !== 'user' &&
    !isDoneByHand(incident) &&
    suspect.evidence.some(({ proves }) => proves === true) &&
    suspect.evidence.some(({ kind, weight }) => kind === 'fingerprint' && weight >= PROOF.knownFor) &&
    suspect.evidence.every(({ weight, clears }) => weight >= 0 && clears !== true) &&
    all.every((other) => other === suspect || other.isCleared || !other.evidence.some(isOfWeight))
  );
}

function isOfWeight({ kind, weight }: Evidence): boolean {
  return weight >= (TELLING.has(kind) ? PROOF.otherByTrace : PROOF.otherByAnything);
}
