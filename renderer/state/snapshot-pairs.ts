import type { SnapshotDocument } from '../../shared/contract/snapshots.ts';

export interface SnapshotPair {
  readonly from: string;
  readonly to: string;
}

/** The newest first; of two with the same time the one that was stored later. The engine lists them in the order they were stored. */
export function newestFirst(stored: readonly SnapshotDocument[]): SnapshotDocument[] {
  return stored.toReversed().toSorted((one, other) => other.takenAt.localeCompare(one.takenAt));
}

/** The snapshot of the same source just before, in a list with the newest first. */
export function previousOf(snapshots: readonly SnapshotDocument[], snapshot: SnapshotDocument): SnapshotDocument | undefined {
  const index = snapshots.findIndex((other) => other.id === snapshot.id);
  return index < 0 ? undefined : snapshots.slice(index + 1).find((other) => other.source === snapshot.source);
}

/** The pair a person most likely wants first: the latest snapshot that saw anything change, with the one before it; else the latest pair. */
export function likelyPair(snapshots: readonly SnapshotDocument[]): SnapshotPair | undefined {
  let latest: SnapshotPair | undefined;
  for (const snapshot of snapshots) {
    const previous = previousOf(snapshots, snapshot);
    if (previous === undefined) continue;
    const pair = { from: previous.id, to: snapshot.id };
    if (snapshot.changes.added + snapshot.changes.removed + snapshot.changes.modified > 0) return pair;
    latest ??= pair;
  }
  return latest;
}

/** The closest pair of complete snapshots of a source that has a span of time between them. */
export function pairAround(snapshots: readonly SnapshotDocument[], source: string, span: { readonly from: string; readonly to: string }): SnapshotPair | undefined {
  const complete = snapshots.filter((snapshot) => snapshot.source === source && snapshot.complete);
  const before = complete.find(({ takenAt }) => Date.parse(takenAt) <= Date.parse(span.from)) ?? complete.at(-1);
  const after = complete.findLast((snapshot) => Date.parse(snapshot.takenAt) >= Date.parse(span.to) && snapshot.id !== before?.id) ?? complete[0];
  return before === undefined || after === undefined || before.id === after.id ? undefined : { from: before.id, to: after.id };
}
