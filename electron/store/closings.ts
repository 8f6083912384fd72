import type { StagedCollection, Staging } from './staging.ts';
import type { OpenSpan, StandingReader } from './standing.ts';

/** Whether every collection of the snapshot ended complete; only then does it prove that something is gone. */
export function provesAbsence(staging: Staging): boolean {
  return [...staging.collections.values()].every((collection) => collection.outcome?.complete === true);
}

/**
 * The spans that a complete snapshot ends because their records are gone: what a full listing did not show, what a delta listing called
 * removed, and all of a collection that exists no longer.
 */
export function* closings(staging: Staging, dropped: ReadonlySet<number>, standing: StandingReader): Generator<OpenSpan> {
  for (const collection of staging.collections.values()) {
    if (collection.rowId === null || dropped.has(collection.rowId)) continue;
    if (collection.outcome?.listing === 'delta') yield* removals(collection);
    else yield* unseen(staging, collection.rowId, standing);
  }
  for (const rowId of dropped) for (const open of standing.inCollection(staging.source, rowId)) yield standing.withKind(open);
}

function* removals(collection: StagedCollection): Generator<OpenSpan> {
  for (const item of collection.items.values()) if (item.action === 'remove') yield item.prior;
}

function* unseen(staging: Staging, rowId: number, standing: StandingReader): Generator<OpenSpan> {
  for (const open of standing.inCollection(staging.source, rowId)) {
    if (!staging.seen.has(open.place)) yield standing.withKind(open);
  }
}
