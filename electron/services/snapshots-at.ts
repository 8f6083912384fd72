import type { SnapshotRow } from '../store/types.ts';
import type { OpenCase } from './case-context.ts';

/** The snapshot itself, and of every other source the last one taken until then. */
export function snapshotsAt(context: OpenCase, snapshot: SnapshotRow): readonly SnapshotRow[] {
  const bySource = new Map<string, SnapshotRow>([[snapshot.sourceId, snapshot]]);
  for (const row of context.store.snapshots()) {
    if (row.sourceId === snapshot.sourceId || row.takenAt > snapshot.takenAt) continue;
    const held = bySource.get(row.sourceId);
    if (held === undefined || row.takenAt > held.takenAt || (row.takenAt === held.takenAt && row.seq > held.seq)) bySource.set(row.sourceId, row);
  }
  return [...bySource.values()].sort((left, right) => left.seq - right.seq);
}
