import type { FindingType } from '../../../shared/contract/findings.ts';
import type { Scene } from './scene.ts';

export const NOISES = ['none', 'some', 'heavy'] as const;
/** How much else goes on: people’s edits, other apps, gaps in what is known. */
export type Noise = (typeof NOISES)[number];

/** Something that went wrong in a case, or looks as if it had. */
export interface TrueIncident {
  readonly type: FindingType;
  readonly source: string;
  /** Where it began: an app of the knowledge base, `user`, or `unknown` for what stands in no knowledge base. */
  readonly app: string;
  /** Records that the finding must name. */
  readonly keys: readonly string[];
  readonly window: { readonly from: string; readonly to: string };
  /** A resync or a person’s edit: severity `info` is expected. */
  readonly isBenign: boolean;
  /** Marks or log rows of the origin alone stand at most of the records in the case. */
  readonly isStrong: boolean;
}

/** What really happened in a case; edits of people are listed only where they are an incident. */
export interface Truth {
  readonly seed: number;
  readonly scenario: string;
  readonly noise: Noise;
  readonly hasLogs: boolean;
  readonly incidents: readonly TrueIncident[];
  /** Apps of the inventory that did nothing wrong. */
  readonly innocent: readonly string[];
}

export interface SimulatedCase {
  /** Path in the case folder → content; `manifest.json` is among them. */
  readonly files: ReadonlyMap<string, string | Uint8Array>;
  readonly truth: Truth;
}

/** A kind of story: what goes wrong, in which accounts. */
export interface Scenario {
  readonly name: string;
  /** What happens, in a sentence. */
  readonly what: string;
  readonly isBenign: boolean;
  /** Accounts and kinds of records it plays with, as `mailbox/contact`: two scenarios of one case have none in common. */
  readonly touches: readonly string[];
  /** How many snapshots it needs, and the hours between them, where not any will do. */
  readonly rhythm?: { readonly snapshots: number; readonly hours: number };
  /** Its snapshots are meant to be incomplete. */
  readonly isIncomplete?: boolean;
  play(scene: Scene): void;
}
