import type { RestoreReason } from '../../../shared/messages/restore.ts';
import type { PlanId, SourceId } from '../../../shared/records.ts';
import type { Collection } from '../../connectors/connector.ts';
import type { HeldItem, PlanStep, ServerNow, WantedRecord } from '../types.ts';

export interface RestoreRequest {
  readonly id: PlanId;
  readonly sourceId: SourceId;
  readonly sourceName: string;
  readonly createdAt: string;
  readonly wanted: readonly WantedRecord[];
  readonly now: ServerNow;
  /** Keys whose records a person picked to be overwritten although they differ. */
  readonly overwrite?: ReadonlySet<string>;
  /** The connector's. */
  readonly keyFor: (collection: Collection, seed: string) => string;
}

/** What planning one record answers: what to do, or why it is left as it is. */
export type Planned = { readonly step: Omit<PlanStep, 'index'> } | { readonly conflict: RestoreReason };

/** Finds a key that neither the plan nor the server uses, for a record whose own is taken. */
export type FreeKey = (collection: Collection, seed: string) => string;

/** Whether a collection keeps what was deleted: nothing is restored into it. */
export function isSetAside(collection: Collection): boolean {
  return (collection.state ?? 'live') !== 'live';
}

/** The marker of a record restored into a collection; undefined where a new item stands under the key that is asked for. */
export function markerOf(wanted: Pick<WantedRecord, 'key' | 'collectionId'>, request: Pick<RestoreRequest, 'now' | 'keyFor'>): string | undefined {
  const collection = request.now.collections.find((candidate) => candidate.id === wanted.collectionId);
  return request.now.keys === 'given' && collection !== undefined ? request.keyFor(collection, wanted.key) : undefined;
}

/** Where the UID stands in the source besides `keys`, in a fixed order. */
export function elsewhere(now: ServerNow, uid: string | undefined, keys: readonly string[]): readonly HeldItem[] {
  if (uid === undefined) return [];
  return [...(now.byUid.get(uid) ?? [])].filter((held) => !keys.includes(held.key)).sort((left, right) => (left.key < right.key ? -1 : 1));
}
