import type { Collection, Connector } from '../connectors/connector.ts';
import type { Clock } from '../core/ports.ts';
import type { RecordRules } from './plan/record-rules.ts';
import type { PlanStep, ServerNow } from './types.ts';

/** What writing one step needs. */
export interface StepContext {
  readonly step: PlanStep;
  readonly collection: Collection;
  /** For undelete and move: where it lies before. */
  readonly from?: Collection;
  readonly connector: Connector;
  readonly clock: Clock;
  readonly rules: RecordRules;
  /** For writes: never aborted, since a write that is cut off is a write of which nobody knows the end. */
  readonly writeSignal: AbortSignal;
  /** Whether a key belongs to another step of this restore or to a twin that was there before: copies of one UID are not taken for each other. */
  readonly isClaimed: (key: string) => boolean;
}

/** Whether the server still holds what the plan saw. `guard` is the version a write insists on. */
export type Start = { readonly go: true; readonly guard?: string } | { readonly go: false; readonly state: 'skipped' | 'conflict' };

/**
 * What an unclear write left on the server. `isGuess`: nothing but its content says that it is this step's. `isPart`: the making may have been
 * cut off between its requests, and the same write again would finish it.
 */
export type Found = { readonly end: 'done'; readonly key: string; readonly isGuess?: true; readonly isPart?: true } | { readonly end: 'not-done'; readonly guard?: string } | { readonly end: 'other' };

export type ReadBack =
  | { readonly end: 'held'; readonly key: string; readonly version?: string; readonly differences: readonly string[] }
  | { readonly end: 'missing' }
  | { readonly end: 'other' };

/** One kind of write: how it starts, is sent, is looked up after an unclear end, and is read back. */
export interface StepWriter {
  /** Judges what stands there before anything of this step was sent. */
  judge(now: Pick<ServerNow, 'byKey' | 'byUid'>): Start;
  /** Sends the write once, guarded; never repeats it. */
  write(guard: string | undefined): Promise<{ readonly key: string; readonly version?: string }>;
  /** Looks for what this step may have written. */
  lookUp(signal: AbortSignal): Promise<Found>;
  /** Reads what stands there after the write and compares it with what was sent. */
  readBack(key: string, signal: AbortSignal): Promise<ReadBack>;
}
