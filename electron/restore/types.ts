import type { RawFormat, RecordKind, RecordState, SourceId, PlanId, RestoreId } from '../../shared/records.ts';
import type { Collection, SchedulingBehaviour } from '../connectors/connector.ts';

/** What a step does; `manual` says what only a person can do. */
export const STEP_OPS = ['create', 'update', 'undelete', 'move', 'delete', 'skip', 'manual'] as const;
export type StepOp = (typeof STEP_OPS)[number];

/** A record to bring back: how it stood in the snapshot, and how the comparison snapshot (TO) held it, if at all. */
export interface WantedRecord {
  readonly collectionId: string;
  readonly collectionName: string;
  readonly key: string;
  readonly kind: RecordKind;
  readonly title: string;
  readonly uid?: string;
  readonly format: RawFormat;
  readonly raw: Uint8Array;
  /** Other keys under which its UID (without one: the same content) stood beside it in the snapshot: what stands there is not this record come back. */
  readonly twins?: readonly string[];
  /** What TO held under the same record; null: gone there; undefined: not compared (restore from one snapshot by keys). */
  readonly comparedWith?: { readonly key: string; readonly raw: Uint8Array; /** Where it stood, if not in the same collection. */ readonly collectionId?: string } | null;
}

/** What the server holds now, gathered before planning. */
export interface ServerNow {
  readonly collections: readonly Collection[];
  readonly canWrite: boolean;
  readonly scheduling: SchedulingBehaviour;
  /** The account's own addresses, lower case, for events in which it is a guest. */
  readonly ownAddresses: readonly string[];
  /** By key (or marker) of the wanted record: what stands there now; a missing entry = nothing. */
  readonly byKey: ReadonlyMap<string, HeldItem>;
  /** By UID: every place in the source where it stands now. */
  readonly byUid: ReadonlyMap<string, readonly HeldItem[]>;
  /** Who makes the keys of new items. */
  readonly keys: 'wanted' | 'given';
  readonly undelete: 'move' | 'copy' | 'none';
  /** By key of the wanted record: where it lies in Deleted or Recoverable Items. */
  readonly setAside: ReadonlyMap<string, HeldItem & { readonly state: RecordState }>;
}

export interface HeldItem {
  readonly collectionId: string;
  readonly key: string;
  readonly version: string;
  readonly format: RawFormat;
  readonly raw: Uint8Array;
}

/** One reviewed step. Bodies are kept base64 in the plan, so that a plan applied later writes exactly what was reviewed. */
export interface PlanStep {
  readonly index: number;
  readonly op: StepOp;
  readonly collectionId: string;
  readonly key: string;
  readonly title: string;
  /** Message id of shared/messages, worded by the shell. */
  readonly reason: string;
  readonly uid?: string;
  readonly format?: RawFormat;
  /** The key under which the snapshot held it, where it is written under another: a restore continues that record. */
  readonly originalKey?: string;
  /** Where the server makes the keys: what the item carries from its making, by which it is looked up. */
  readonly marker?: string;
  /** Other keys under which its UID (without one: the same content) stood beside it in the snapshot. */
  readonly twins?: readonly string[];
  /** For undelete and move: where it lies now. */
  readonly from?: { readonly collectionId: string; readonly key: string };
  /** For undelete: what lies there stays, a copy of it is made. */
  readonly copies?: true;
  /** For manual steps: the cmdlet for an administrator, ready to run. */
  readonly command?: string;
  /** What will be written. */
  readonly rawBase64?: string;
  /** What stood there when the plan was made (update, delete); kept for the undo. */
  readonly heldBase64?: string;
  readonly heldVersion?: string;
  /** Place in the plan of the record that must stand whole on the server before this one may be deleted (merge). */
  readonly needs?: number;
  /** Values of a deleted copy that the kept record does not hold. */
  readonly discards?: readonly { readonly field: string; readonly text: string }[];
  /** What a person would see change. */
  readonly fields?: readonly { readonly field: string; readonly before?: string; readonly after?: string }[];
}

export interface PlanConflict {
  readonly key: string;
  readonly title: string;
  readonly reason: string;
}

export interface Plan {
  readonly id: PlanId;
  readonly sourceId: SourceId;
  readonly sourceName: string;
  /** Digest of the account, since a name can be given to another one later. */
  readonly account?: string;
  readonly createdAt: string;
  readonly steps: readonly PlanStep[];
  readonly conflicts: readonly PlanConflict[];
  /** Always 0: a plan that would notify anyone is refused or planned silently. */
  readonly notifies: 0;
  readonly undoOf?: RestoreId;
}

/** intent → written → verified, or skipped / failed / unverified / conflict. */
export const STEP_STATES = ['intent', 'written', 'verified', 'skipped', 'failed', 'conflict', 'unverified'] as const;
export type StepState = (typeof STEP_STATES)[number];

/** The journal's entry of one step: enough to resume after a cut at any moment, and to undo. */
export interface StepEntry {
  readonly index: number;
  readonly state: StepState;
  readonly op: StepOp;
  readonly collectionId: string;
  /** The key chosen before the write: the marker that is looked up before any retry. */
  readonly marker: string;
  /** Where it stands now, once written. */
  readonly key?: string;
  readonly version?: string;
  readonly code?: string;
  /** What was there before (update), for the undo. */
  readonly previousBase64?: string;
  /** Properties that the server did not keep. */
  readonly differences?: readonly string[];
  /** It was only found by what it holds after an unclear end: perhaps it is another one's, and no undo takes it away. */
  readonly isGuess?: true;
}

/** The ledger a restore writes before and after each step; every call has been committed when it returns. */
export interface RestoreJournal {
  /** The restore that applied this plan or began to; null where there is none. A plan has at most one. */
  ofPlan(planId: PlanId): Promise<{ readonly id: RestoreId; readonly finished: boolean } | null>;
  begin(restore: { readonly id: RestoreId; readonly plan: Plan; readonly startedAt: string }): Promise<void>;
  save(id: RestoreId, entry: StepEntry, at: string): Promise<void>;
  entries(id: RestoreId): Promise<readonly StepEntry[]>;
  finish(id: RestoreId, result: RestoreResult, at: string): Promise<void>;
}

export interface RestoreResult {
  readonly id: RestoreId;
  readonly planId: PlanId;
  readonly applied: number;
  readonly skipped: number;
  /** Everything that did not end as planned, what was written but not kept whole by the server among it. */
  readonly failed: readonly FailedStep[];
  /** Every step that wrote was read back and holds every property. */
  readonly verified: boolean;
  /** Some steps could not be settled (the server failed whenever it was asked about them): the restore can be resumed. */
  readonly unfinished?: true;
}

export interface FailedStep {
  readonly key: string;
  readonly code: string;
  /** Properties that the server did not keep. */
  readonly differences?: readonly string[];
}
