import { deflateRawSync } from 'node:zlib';
import { sha256Of } from './body-row.ts';
import type { CaseFile } from './case-file.ts';
import type { StagedCollection } from './staging.ts';
import type { StoredSnapshot } from './snapshot-rows.ts';
import type { ProblemRow, QuarantinedItem } from './types.ts';

/** Writes what a snapshot says of itself: its row, how its collections ended, what was wrong. */
export interface SnapshotEnds {
  /** Finds or makes the row of a collection, with the name and the properties that it has now. */
  collectionRow(source: number, collection: Pick<StagedCollection, 'id' | 'name' | 'properties'>): number;
  collectionEnd(seq: number, collection: StagedCollection, isSnapshotComplete: boolean): void;
  collectionDropped(seq: number, rowId: number): void;
  problem(seq: number, problem: ProblemRow): void;
  quarantined(seq: number, item: QuarantinedItem): void;
  snapshot(row: StoredSnapshot): void;
}

/** The writer of snapshots' ends. */
export function snapshotEnds(file: CaseFile): SnapshotEnds {
  const upsert = file
    .prepare<[number, string, string, string], number>(
      `INSERT INTO collections (source, external_id, name, properties) VALUES (?, ?, ?, ?)
       ON CONFLICT (source, external_id) DO UPDATE SET name = excluded.name, properties = excluded.properties, dropped = 0 RETURNING id`,
    )
    .pluck();
  const setCursor = file.prepare<[string | null, number]>('UPDATE collections SET cursor = ? WHERE id = ?');
  const setDropped = file.prepare<[number]>('UPDATE collections SET dropped = 1, cursor = NULL WHERE id = ?');
  const insertEnd = file.prepare(
    'INSERT INTO snapshot_collections (seq, collection, name, listing, complete, because, cursor_hash, dropped) VALUES (?, ?, ?, ?, ?, ?, ?, 0)',
  );
  const insertDropped = file.prepare<[number, number]>(
    'INSERT INTO snapshot_collections (seq, collection, name, listing, complete, dropped) SELECT ?, id, name, NULL, 1, 1 FROM collections WHERE id = ?',
  );
  const insertProblem = file.prepare('INSERT INTO problems (seq, collection, file, line, key, code, quarantined, sha256, raw) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)');
  const insertSnapshot = file.prepare<[StoredSnapshot & { takenMs: number }]>(`INSERT INTO snapshots (
    seq, public_id, source, taken_at, taken_ms, label, complete, incomplete_because, seen_contact, seen_event, seen_task, live_contact, live_event, live_task,
    added, removed, modified, not_captured, requests, bytes_in, ms, incremental, records_total, bodies_total, manifest) VALUES (
    @seq, @publicId, @source, @takenAt, @takenMs, @label, @complete, @because, @seenContact, @seenEvent, @seenTask, @liveContact, @liveEvent, @liveTask,
    @added, @removed, @modified, @notCaptured, @requests, @bytesIn, @ms, @incremental, @recordsTotal, @bodiesTotal, @manifest)`);
  return {
    collectionRow: (source, collection) => Number(upsert.get(source, collection.id, collection.name, JSON.stringify(collection.properties))),
    collectionEnd(seq, collection, isSnapshotComplete) {
      const { rowId, name, outcome } = collection;
      const cursorHash = outcome?.cursor ? sha256Of(Buffer.from(outcome.cursor, 'utf8')) : null;
      insertEnd.run(seq, rowId, name, outcome?.listing ?? null, outcome?.complete === true ? 1 : 0, outcome?.because ?? null, cursorHash);
      // What an incomplete snapshot left undone lies before its cursors: the next increment starts from the last complete one.
      if (isSnapshotComplete && outcome?.complete === true && rowId !== null) setCursor.run(outcome.cursor, rowId);
    },
    collectionDropped(seq, rowId) {
      setDropped.run(rowId);
      insertDropped.run(seq, rowId);
    },
    problem(seq, problem) {
      insertProblem.run(seq, null, problem.file ?? null, problem.line ?? null, problem.key ?? null, problem.code, problem.quarantined ? 1 : 0, null, null);
    },
    quarantined(seq, item) {
      const raw = deflateRawSync(item.raw);
      insertProblem.run(seq, item.collectionId ?? null, item.file ?? null, item.line ?? null, item.key ?? null, item.code, 1, sha256Of(item.raw), raw);
    },
    snapshot(row) {
      insertSnapshot.run({ ...row, takenMs: Date.parse(row.takenAt) });
    },
  };
}
