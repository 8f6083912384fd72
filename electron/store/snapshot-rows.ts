import { AppError } from '../../shared/errors.ts';
import type { RecordKind, SnapshotId, SourceId } from '../../shared/records.ts';
import { sha256Of } from './body-row.ts';
import type { ReadDb } from './database.ts';
import { unpackLarge } from './packing/pack-body.ts';
import type { Counts, ProblemRow, QuarantinedItem, SnapshotRow } from './types.ts';

/** A snapshot's row as it stands in the file. */
export interface StoredSnapshot {
  readonly seq: number;
  readonly publicId: string;
  readonly source: number;
  readonly sourcePublicId: string;
  readonly sourceName: string;
  readonly takenAt: string;
  readonly label: string | null;
  readonly complete: number;
  readonly because: string | null;
  readonly seenContact: number;
  readonly seenEvent: number;
  readonly seenTask: number;
  readonly liveContact: number;
  readonly liveEvent: number;
  readonly liveTask: number;
  readonly added: number;
  readonly removed: number;
  readonly modified: number;
  readonly notCaptured: string;
  readonly requests: number;
  readonly bytesIn: number;
  readonly ms: number;
  readonly incremental: number;
  readonly recordsTotal: number;
  readonly bodiesTotal: number;
  readonly manifest: Buffer;
}

/** All columns, with `n` for the snapshot and `o` for its source. */
export const SNAPSHOT_QUERY = `SELECT n.seq, n.public_id AS publicId, n.source, o.public_id AS sourcePublicId, o.name AS sourceName, n.taken_at AS takenAt, n.label,
  n.complete, n.incomplete_because AS because, n.seen_contact AS seenContact, n.seen_event AS seenEvent, n.seen_task AS seenTask,
  n.live_contact AS liveContact, n.live_event AS liveEvent, n.live_task AS liveTask, n.added, n.removed, n.modified, n.not_captured AS notCaptured,
  n.requests, n.bytes_in AS bytesIn, n.ms, n.incremental, n.records_total AS recordsTotal, n.bodies_total AS bodiesTotal, n.manifest
  FROM snapshots n JOIN sources o ON o.id = n.source`;

export interface SnapshotRows {
  all(sourceName?: string): readonly SnapshotRow[];
  resolve(reference: string): SnapshotRow;
  /** Throws `snapshot-unknown`. */
  stored(id: SnapshotId): StoredSnapshot;
  bySeq(seq: number): StoredSnapshot | undefined;
  latest(): StoredSnapshot | undefined;
  problems(id: SnapshotId): readonly ProblemRow[];
  quarantined(id: SnapshotId): readonly QuarantinedItem[];
  /** Numbers of all snapshots in the order of insertion, read from the rows and not from an index. */
  numbers(): readonly number[];
  quarantinedAt(seq: number): readonly QuarantinedItem[];
}

interface ProblemColumns {
  readonly collection: string | null;
  readonly file: string | null;
  readonly line: number | null;
  readonly key: string | null;
  readonly code: string;
  readonly quarantined: number;
}

/** The snapshots of an open case. */
export function snapshotRows(db: ReadDb): SnapshotRows {
  const all = db.prepare<[], StoredSnapshot>(`${SNAPSHOT_QUERY} ORDER BY n.seq`);
  const ofSource = db.prepare<[string], StoredSnapshot>(`${SNAPSHOT_QUERY} WHERE o.name = ? ORDER BY n.seq`);
  const byId = db.prepare<[string], StoredSnapshot>(`${SNAPSHOT_QUERY} WHERE n.public_id = ?`);
  const bySeq = db.prepare<[number], StoredSnapshot>(`${SNAPSHOT_QUERY} WHERE n.seq = ?`);
  const latest = db.prepare<[], StoredSnapshot>(`${SNAPSHOT_QUERY} ORDER BY n.seq DESC LIMIT 1`);
  const numbers = db.prepare<[], number>('SELECT seq FROM snapshots ORDER BY seq').pluck();
  const byTime = `${SNAPSHOT_QUERY} WHERE o.name = @source AND (@label IS NULL OR n.label = @label) ORDER BY n.taken_ms`;
  const newest = db.prepare<[{ source: string; label: string | null }], StoredSnapshot>(`${byTime} DESC, n.seq DESC LIMIT 1`);
  const oldest = db.prepare<[{ source: string; label: string | null }], StoredSnapshot>(`${byTime}, n.seq LIMIT 1`);
  const problems = db.prepare<[number], ProblemColumns>('SELECT collection, file, line, key, code, quarantined FROM problems WHERE seq = ? ORDER BY id');
  const quarantined = db.prepare<[number], ProblemColumns & { raw: Buffer; sha256: Buffer }>(
    'SELECT collection, file, line, key, code, quarantined, raw, sha256 FROM problems WHERE seq = ? AND quarantined = 1 ORDER BY id',
  );

  function stored(id: SnapshotId): StoredSnapshot {
    const found = byId.get(id);
    if (found === undefined) throw new AppError('snapshot-unknown');
    return found;
  }
  function named(reference: string): StoredSnapshot | undefined {
    // A source may be called by an e-mail address, so that the last @ comes first.
    for (let at = reference.lastIndexOf('@'); at > 0; at = reference.lastIndexOf('@', at - 1)) {
      const source = reference.slice(0, at);
      const label = reference.slice(at + 1);
      const found =
        label === 'latest' ? newest.get({ source, label: null }) : label === 'first' ? oldest.get({ source, label: null }) : newest.get({ source, label });
      if (found !== undefined) return found;
    }
    return undefined;
  }
  function quarantinedAt(seq: number): QuarantinedItem[] {
    return quarantined.all(seq).map((row) => {
      const raw = unpackLarge(row.raw);
      if (!sha256Of(raw).equals(row.sha256)) throw new AppError('case-damaged');
      return { ...place(row), ...(row.collection === null ? {} : { collectionId: row.collection }), code: row.code, raw };
    });
  }
  return {
    all: (sourceName) => (sourceName === undefined ? all.all() : ofSource.all(sourceName)).map(snapshotRow),
    resolve(reference) {
      const found = byId.get(reference) ?? named(reference);
      if (found === undefined) throw new AppError('snapshot-unknown', { context: { snapshot: reference } });
      return snapshotRow(found);
    },
    stored,
    bySeq: (seq) => bySeq.get(seq),
    latest: () => latest.get(),
    problems: (id) => problems.all(stored(id).seq).map((row) => ({ ...place(row), code: row.code, quarantined: row.quarantined === 1 })),
    quarantined: (id) => quarantinedAt(stored(id).seq),
    numbers: () => numbers.all(),
    quarantinedAt,
  };
}

/** A snapshot as the store's users see it. */
export function snapshotRow(row: StoredSnapshot): SnapshotRow {
  return {
    id: row.publicId as SnapshotId,
    seq: row.seq,
    sourceId: row.sourcePublicId as SourceId,
    sourceName: row.sourceName,
    takenAt: row.takenAt,
    ...(row.label === null ? {} : { label: row.label }),
    complete: row.complete === 1,
    ...(row.because === null ? {} : { incompleteBecause: row.because }),
    counts: seenCounts(row),
    changes: { added: row.added, removed: row.removed, modified: row.modified },
    notCaptured: textList(row.notCaptured),
    stats: { requests: row.requests, bytesIn: row.bytesIn, ms: row.ms, incremental: row.incremental === 1 },
    manifestHash: row.manifest.toString('hex'),
  };
}

/** Live records that the snapshot saw. */
export function seenCounts(row: StoredSnapshot): Counts {
  return { contact: row.seenContact, event: row.seenEvent, task: row.seenTask };
}

/** Live records of the source after the snapshot, by kind. */
export function liveCounts(row: StoredSnapshot): Record<RecordKind, number> {
  return { contact: row.liveContact, event: row.liveEvent, task: row.liveTask };
}

function textList(json: string): string[] {
  try {
    return JSON.parse(json) as string[];
  } catch (error) {
    throw new AppError('case-damaged', { cause: error });
  }
}

function place(row: ProblemColumns) {
  return {
    ...(row.file === null ? {} : { file: row.file }),
    ...(row.line === null ? {} : { line: row.line }),
    ...(row.key === null ? {} : { key: row.key }),
  };
}
