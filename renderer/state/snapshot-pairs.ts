import type { SnapshotDocument } from '../../shared/contract/snapshots.ts';

export interface SnapshotPair {
  readonly from: string;
  readonly to: string;
}

/** The snapshot of the same source that was taken just before. */
export function previousOf(snapshots: readonly SnapshotDocument[], snapshot: SnapshotDocument): SnapshotDocument | undefined {
  let previous: SnapshotDocument | undefined;
  for (const other of snapshots) {
    if (other.source !== snapshot.source || other.takenAt >= snapshot.takenAt) continue;
    if (previous === undefined || other.takenAt > previous.takenAt) previous = other;
  }
  return previous;
}

/** The pair a person most likely wants first: the latest snapshot that saw anything change, with the one before it; else the latest pair. */
export function likelyPair(snapshots: readonly SnapshotDocument[]): SnapshotPair | undefined {
  const newestFirst = snapshots.toSorted((one, other) => other.takenAt.localeCompare(one.takenAt));
  let latest: SnapshotPair | undefined;
  for (const snapshot of newestFirst) {
    const previous = previousOf(snapshots, snapshot);
    if (previous === undefined) continue;
    const pair = { from: previous.id, to: snapshot.id };
    if (snapshot.changes.added + snapshot.changes.removed + snapshot.changes.modified > 0) return pair;
    latest ??= pair;
  }
  return latest;
}
