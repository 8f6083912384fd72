import { kindOfPair } from './compare-snapshots.ts';
import { pairRecords } from './pair-records.ts';
import type { DiffVersion, FieldsOf } from './types.ts';

/** A record as a snapshot about to be committed sees it; a removed one brings the record it belongs to. */
export interface CountedVersion extends DiffVersion {
  readonly recordId: number;
}

export interface CountedPairs<Id> {
  /** Recreated records count in both, moved ones in neither. */
  readonly added: number;
  readonly removed: number;
  readonly moved: number;
  readonly recreated: number;
  /** Moves: from now on the new key belongs to the old record. */
  readonly continuations: readonly { readonly recordId: Id; readonly newKey: string }[];
}

/** Counts what a snapshot adds and removes, by the same pairing as `compareSnapshots`, and says which removed records only moved. */
export function pairForCounts<V extends CountedVersion>(added: readonly V[], removed: readonly V[], fieldsOf?: FieldsOf<V>): CountedPairs<V['recordId']> {
  const { pairs } = pairRecords(removed, added, fieldsOf);
  const moves = pairs.filter(({ before, after }) => kindOfPair(before, after) === 'moved');
  return {
    added: added.length - moves.length,
    removed: removed.length - moves.length,
    moved: moves.length,
    recreated: pairs.length - moves.length,
    continuations: moves.map(({ before, after }) => ({ recordId: before.recordId, newKey: after.key })),
  };
}
