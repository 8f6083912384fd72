import type { FindingType } from '../../../shared/contract/findings.ts';
import type { RecordKind } from '../../../shared/records.ts';

/** An app or actor that a verdict can name. */
export interface KnownApp {
  /** Stable; in the inventory and in every finding. */
  readonly id: string;
  readonly name: string;
  readonly class: 'person' | 'unknown' | 'sync-app' | 'client' | 'server' | 'generic' | 'tool' | 'gateway';
  /** What it can write. */
  readonly stores: readonly string[];
  readonly protocols: readonly string[];
  /** `both`, `a->b`, `any`, `server`. */
  readonly directions: readonly string[];
  readonly kinds: readonly string[];
}

interface Fact {
  /** Names the fact. A fact read by two rules stands twice. */
  readonly id: string;
  readonly app: string;
  /** Public place where it can be looked up. */
  readonly source: string;
}

export type MarkPlace = 'prodid' | 'property' | 'note' | 'value' | 'mapi' | 'category' | 'folder' | 'uid' | 'outlook-link' | 'client' | 'app-id' | 'user-agent';

/** Something an app leaves, and where: exactly one of `pattern`, `part` and `value`. */
export interface Mark extends Fact {
  /** Others that leave the same. */
  readonly also: readonly string[];
  readonly on: MarkPlace;
  /** A JavaScript regular expression; case is ignored. */
  readonly pattern?: string;
  readonly part?: string;
  readonly value?: string;
  /** Says only what family of programs it is; anything else that fits is better. */
  readonly fallback?: boolean;
  /** It leaves this, or another such mark of its own, on every record that it writes: without it the app did not write it last. */
  readonly always?: boolean;
}

/** What an app is known to do to records. */
export interface Habit extends Fact {
  readonly type: FindingType;
  /** Of the incident; left out: any. */
  readonly pattern?: string;
  /** Where it strikes, of an app that reaches several stores; left out: any of them. */
  readonly store?: string;
  /** Of records; left out: any. */
  readonly kind?: RecordKind;
  /** The property concerned; left out: any. */
  readonly field?: string;
  readonly length?: number;
  /** It happens again and again, so that it is seen from more than one snapshot to the next. */
  readonly isRepeated?: true;
  readonly shiftHours?: number;
  /** Log-odds where it fits. */
  readonly strength: number;
  /** Goes on after the app's name. */
  readonly text: string;
}

/** How often an app runs. */
export interface Cadence extends Fact {
  readonly minutes: readonly number[];
  readonly text: string;
}

/** A number at which an app stops. */
export interface Limit extends Fact {
  /** Records in the store, changes in one go, or characters of a value. */
  readonly of: 'records' | 'changes' | 'length';
  readonly value: number;
  readonly tolerance: number;
  readonly text: string;
}

/** What helps against what an app did. */
export interface Remedy extends Fact {
  readonly types: readonly FindingType[];
  readonly order: number;
  readonly text: string;
  /** The source tells of the defect alone; what to do about it is our advice. */
  readonly isOurs?: boolean;
}

/** All of it, as the rules read it. */
export interface Knowledge {
  readonly apps: readonly KnownApp[];
  readonly clientMarks: readonly Mark[];
  readonly recordMarks: readonly Mark[];
  readonly habits: readonly Habit[];
  readonly cadences: readonly Cadence[];
  readonly limits: readonly Limit[];
  readonly remedies: readonly Remedy[];
}
