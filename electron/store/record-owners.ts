import type { StagedItem } from './staging.ts';
import type { OpenSpan, StandingReader } from './standing.ts';
import type { Continuation } from './types.ts';

/** Decides to which record a key belongs that a snapshot found. */
export interface RecordOwners {
  of(key: string, item: Extract<StagedItem, { action: 'put' }>): number;
}

/**
 * A key stays with the record that stands there; a key that is free goes to the record that continues there, or to the one it belonged to;
 * else it is a new record. No record ever stands at two places.
 */
export function recordOwners(closing: readonly OpenSpan[], continuations: readonly Continuation[], standing: StandingReader, newRecord: () => number): RecordOwners {
  const leaving = new Set(closing.map((open) => open.record));
  const continued = new Map(continuations.map((continuation) => [continuation.newKey.toWellFormed(), continuation.recordId as number]));
  const taken = new Set<number>();

  function isFree(record: number | undefined | null): record is number {
    if (record === undefined || record === null || taken.has(record)) return false;
    return leaving.has(record) || standing.ofRecord(record) === undefined;
  }
  function choose(key: string, owner: number | null): number {
    const candidates = [continued.get(key), owner];
    return candidates.find(isFree) ?? newRecord();
  }
  return {
    of(key, item) {
      if (item.prior !== null) return item.prior.record;
      const record = choose(key, item.owner);
      taken.add(record);
      return record;
    },
  };
}
