import { AppError } from '../../shared/errors.ts';
import type { RecordId, SnapshotId } from '../../shared/records.ts';
import type { CollectionRows } from './collections.ts';
import type { ReadDb } from './database.ts';
import { type SnapshotRows, type StoredSnapshot, liveCounts, snapshotRow } from './snapshot-rows.ts';
import type { ChangeSet, RawChange, SnapshotRow, Version } from './types.ts';
import { type CollectionName, VERSION_COLUMNS, type VersionRow, versionOf } from './version-row.ts';

export interface Changes {
  between(from: SnapshotId, to: SnapshotId): ChangeSet;
  history(record: RecordId): readonly { readonly snapshot: SnapshotRow; readonly version: Version | null }[];
}

interface SpanRow extends VersionRow {
  readonly fromSeq: number;
  readonly toSeq: number | null;
}
type Names = ReadonlyMap<number, CollectionName>;
/** Snapshots of a source, the lower end left out. */
interface Range {
  readonly source: number;
  readonly low: number;
  readonly high: number;
}

/** Differences between snapshots: read from the spans that begin or end between the two, never from all that stand. */
export function changes(db: ReadDb, snapshots: SnapshotRows, collections: CollectionRows): Changes {
  const steps = 'WITH steps (seq) AS MATERIALIZED (SELECT seq FROM snapshots WHERE source = @source AND seq > @low AND seq <= @high)';
  const rewritten = db.prepare<[Range], number>(`${steps} SELECT record FROM steps CROSS JOIN rewrites USING (seq)`).pluck();
  const spanColumns = `${VERSION_COLUMNS}, s.from_seq AS fromSeq, s.to_seq AS toSeq FROM spans s JOIN places p ON p.id = s.place JOIN bodies b ON b.id = s.body`;
  const touched = db.prepare<[Range], SpanRow>(
    `${steps}, touched (record) AS MATERIALIZED (
       SELECT record FROM steps CROSS JOIN spans ON from_seq = seq
       UNION SELECT record FROM steps CROSS JOIN spans ON to_seq = seq
       UNION SELECT record FROM steps CROSS JOIN rewrites USING (seq))
     SELECT ${spanColumns.replace('FROM spans s', 'FROM touched t CROSS JOIN spans s ON s.record = t.record')}
     WHERE (s.from_seq <= @low AND (s.to_seq IS NULL OR s.to_seq > @low)) OR (s.from_seq <= @high AND (s.to_seq IS NULL OR s.to_seq > @high))`,
  );
  const spansOf = db.prepare<[number], SpanRow>(`SELECT ${spanColumns} WHERE s.record = ? ORDER BY s.from_seq`);
  const sourceOf = db.prepare<[number], number>('SELECT source FROM records WHERE id = ?').pluck();

  return {
    between(fromId, toId) {
      const from = snapshots.stored(fromId);
      const to = snapshots.stored(toId);
      if (from.source !== to.source) throw new AppError('different-sources');
      const namesFrom = collections.names(from.source, from.seq);
      const namesTo = collections.names(to.source, to.seq);
      const found: RawChange[] = [];
      let liveAmong = 0;
      const range: Range = { source: from.source, low: Math.min(from.seq, to.seq), high: Math.max(from.seq, to.seq) };
      const rewrites = new Set(rewritten.all(range));
      for (const [record, spans] of byRecord(touched.all(range))) {
        const change = changeOf(record, standingAt(spans, from.seq), standingAt(spans, to.seq), rewrites, namesFrom, namesTo);
        if (change === null) continue;
        found.push(change);
        if (change.after?.state === 'live') liveAmong += 1;
      }
      return { from: snapshotRow(from), to: snapshotRow(to), changes: found, unchangedLive: liveTotal(to) - liveAmong };
    },
    history(record) {
      const source = sourceOf.get(record);
      if (source === undefined) throw new AppError('record-unknown');
      return historyOf(spansOf.all(record), snapshots, (seq) => collections.names(source, seq));
    },
  };
}

function byRecord(spans: readonly SpanRow[]): ReadonlyMap<number, readonly SpanRow[]> {
  const groups = new Map<number, SpanRow[]>();
  for (const span of spans) {
    const group = groups.get(span.record);
    if (group === undefined) groups.set(span.record, [span]);
    else group.push(span);
  }
  return groups;
}

/** A record stands in one place at a time. */
function standingAt(spans: readonly SpanRow[], seq: number): SpanRow | undefined {
  return spans.find((span) => span.fromSeq <= seq && (span.toSeq === null || span.toSeq > seq));
}

function changeOf(
  record: number,
  before: SpanRow | undefined,
  after: SpanRow | undefined,
  rewrites: ReadonlySet<number>,
  namesBefore: Names,
  namesAfter: Names,
): RawChange | null {
  if (before === undefined && after === undefined) return null;
  const alike = before !== undefined && after !== undefined && isAlike(before, after);
  // It changed, or went, and came back with the same bytes: between these two nothing happened to it.
  if (alike && before.body === after.body && !rewrites.has(record)) return null;
  const recordId = record as RecordId;
  return {
    recordId,
    ...(before === undefined ? {} : { before: versionOf(before, nameOf(namesBefore, before)) }),
    ...(after === undefined ? {} : { after: versionOf(after, nameOf(namesAfter, after)) }),
    ...(alike ? { rewritten: true } : {}),
  };
}

function isAlike(before: SpanRow, after: SpanRow): boolean {
  const isSamePlace = before.collection === after.collection && before.key === after.key;
  return isSamePlace && before.state === after.state && before.canonical === after.canonical;
}

function historyOf(spans: readonly SpanRow[], snapshots: SnapshotRows, namesAt: (seq: number) => Names) {
  const entries: { snapshot: SnapshotRow; version: Version | null }[] = [];
  spans.forEach((span, index) => {
    entries.push({ snapshot: snapshotAt(snapshots, span.fromSeq), version: versionOf(span, nameOf(namesAt(span.fromSeq), span)) });
    const next = spans[index + 1];
    if (span.toSeq !== null && next?.fromSeq !== span.toSeq) entries.push({ snapshot: snapshotAt(snapshots, span.toSeq), version: null });
  });
  return entries;
}

function snapshotAt(snapshots: SnapshotRows, seq: number): SnapshotRow {
  const row = snapshots.bySeq(seq);
  if (row === undefined) throw new AppError('case-damaged');
  return snapshotRow(row);
}

function nameOf(names: Names, row: VersionRow): CollectionName {
  return names.get(row.collection) ?? { id: '', name: '' };
}

function liveTotal(row: StoredSnapshot): number {
  const live = liveCounts(row);
  return live.contact + live.event + live.task;
}
