import type { RecordKind } from '../../shared/records.ts';
import type { CaseFile } from './case-file.ts';
import { closings } from './closings.ts';
import { LIVE, kindOf } from './codes.ts';
import type { Manifests } from './manifest.ts';
import { recordOwners } from './record-owners.ts';
import type { SnapshotEnds } from './snapshot-ends.ts';
import { type SnapshotRows, type StoredSnapshot, liveCounts } from './snapshot-rows.ts';
import { type SpanWriter, spanWriter } from './span-writer.ts';
import type { Staging } from './staging.ts';
import type { OpenSpan, StandingReader } from './standing.ts';
import type { ProblemRow, QuarantinedItem, SnapshotResult } from './types.ts';

/** A snapshot as it was collected, ready to be written. */
export interface CollectedSnapshot {
  readonly publicId: string;
  readonly sourcePublicId: string;
  readonly sourceName: string;
  readonly takenAt: string;
  readonly label: string | null;
  readonly staging: Staging;
  /** Rows of collections that exist no longer. */
  readonly dropped: ReadonlySet<number>;
  readonly problems: readonly ProblemRow[];
  readonly quarantined: readonly QuarantinedItem[];
}

export interface ApplyParts {
  readonly file: CaseFile;
  readonly standing: StandingReader;
  readonly snapshots: SnapshotRows;
  readonly manifests: Manifests;
  readonly ends: SnapshotEnds;
}

type LiveCounts = Record<RecordKind, number>;
const NONE: LiveCounts = { contact: 0, event: 0, task: 0 };

/** Turns what was staged into spans and a snapshot row; runs inside one transaction, so that all of it stands or nothing does. */
export function applySnapshot(parts: ApplyParts, collected: CollectedSnapshot, result: SnapshotResult): number {
  const { file, standing, snapshots, ends } = parts;
  const { staging } = collected;
  const latest = snapshots.latest();
  const seq = (latest?.seq ?? 0) + 1;
  for (const collection of staging.collections.values()) collection.rowId = ends.collectionRow(staging.source, collection);
  // Only a complete snapshot can say that something is gone.
  const closing = result.complete ? [...closings(staging, collected.dropped, standing)] : [];

  const spans = spanWriter(file, seq, liveBefore(file, snapshots, staging.source));
  writeSpans(file, staging, spans, closing, result, standing);
  for (const [place, version] of staging.versions) spans.setVersion(place, version);
  spans.finish();
  writeRewrites(file, staging, seq);

  const seen = result.complete ? spans.live : writeSeen(file, staging, seq, standing);
  for (const collection of staging.collections.values()) ends.collectionEnd(seq, collection, result.complete);
  if (result.complete) for (const rowId of collected.dropped) ends.collectionDropped(seq, rowId);
  for (const problem of collected.problems) ends.problem(seq, problem);
  for (const item of collected.quarantined) ends.quarantined(seq, item);

  const facts = snapshotFacts(file, seq, collected, result, seen, spans.live);
  ends.snapshot({ ...facts, manifest: parts.manifests.hash(facts, latest?.manifest ?? null) });
  file.prepare('DELETE FROM staging').run();
  return seq;
}

function liveBefore(file: CaseFile, snapshots: SnapshotRows, source: number): LiveCounts {
  const seq = file.prepare<[number], number | null>('SELECT max(seq) FROM snapshots WHERE source = ?').pluck().get(source);
  const row = typeof seq === 'number' ? snapshots.bySeq(seq) : undefined;
  return row === undefined ? NONE : liveCounts(row);
}

function writeSpans(file: CaseFile, staging: Staging, spans: SpanWriter, closing: readonly OpenSpan[], result: SnapshotResult, standing: StandingReader): void {
  const insertRecord = file.prepare<[number]>('INSERT INTO records (source) VALUES (?)');
  const insertPlace = file.prepare<[number, number, string, number]>('INSERT INTO places (source, collection, key, record) VALUES (?, ?, ?, ?)');
  const giveTo = file.prepare<[number, number]>('UPDATE places SET record = ? WHERE id = ?');
  const owners = recordOwners(closing, result.continuations, standing, () => Number(insertRecord.run(staging.source).lastInsertRowid));

  for (const open of closing) spans.end(open);
  for (const { rowId, items } of staging.collections.values()) {
    if (rowId === null) continue;
    for (const [key, item] of items) {
      if (item.action === 'remove') continue;
      const record = owners.of(key, item);
      const place = item.place ?? Number(insertPlace.run(staging.source, rowId, key, record).lastInsertRowid);
      if (item.place !== null && item.owner !== record) giveTo.run(record, place);
      if (item.prior !== null) spans.replace(item.prior);
      spans.begin({ record, place, collection: rowId, body: item.body.id, kind: item.kind, state: item.state });
      if (item.version !== null || item.prior !== null) spans.setVersion(place, item.version);
      staging.seen.add(place);
    }
  }
}

function writeRewrites(file: CaseFile, staging: Staging, seq: number): void {
  const insert = file.prepare<[number, number]>('INSERT INTO rewrites (seq, record) VALUES (?, ?)');
  for (const record of [...staging.rewritten].sort((one, other) => one - other)) insert.run(seq, record);
}

/** Keeps which places an incomplete snapshot saw, and counts the live records among them. */
function writeSeen(file: CaseFile, staging: Staging, seq: number, standing: StandingReader): LiveCounts {
  for (const collection of staging.collections.values()) {
    // A complete delta speaks of everything that it does not name, too.
    if (collection.rowId === null || collection.outcome?.listing !== 'delta' || !collection.outcome.complete) continue;
    for (const open of standing.inCollection(staging.source, collection.rowId)) {
      if (collection.items.get(open.key)?.action !== 'remove') staging.seen.add(open.place);
    }
  }
  const counts = { ...NONE };
  for (const { rowId } of staging.collections.values()) {
    if (rowId === null) continue;
    for (const open of standing.inCollection(staging.source, rowId)) {
      if (open.state === LIVE && staging.seen.has(open.place)) counts[kindOf(standing.withKind(open).kind)] += 1;
    }
  }
  file.prepare<[number, Buffer]>('INSERT INTO seen (seq, places) VALUES (?, ?)').run(seq, staging.seen.packed());
  return counts;
}

function snapshotFacts(file: CaseFile, seq: number, collected: CollectedSnapshot, result: SnapshotResult, seen: LiveCounts, live: LiveCounts): Omit<StoredSnapshot, 'manifest'> {
  const total = (table: 'records' | 'bodies') => file.prepare<[], number>(`SELECT coalesce(max(id), 0) FROM ${table}`).pluck().get() ?? 0;
  return {
    seq,
    publicId: collected.publicId,
    source: collected.staging.source,
    sourcePublicId: collected.sourcePublicId,
    sourceName: collected.sourceName,
    takenAt: collected.takenAt,
    label: collected.label,
    complete: result.complete ? 1 : 0,
    because: result.incompleteBecause ?? null,
    seenContact: seen.contact,
    seenEvent: seen.event,
    seenTask: seen.task,
    liveContact: live.contact,
    liveEvent: live.event,
    liveTask: live.task,
    added: result.changes.added,
    removed: result.changes.removed,
    modified: result.changes.modified,
    notCaptured: JSON.stringify(result.notCaptured),
    requests: result.stats.requests,
    bytesIn: result.stats.bytesIn,
    ms: result.stats.ms,
    incremental: result.stats.incremental ? 1 : 0,
    recordsTotal: total('records'),
    bodiesTotal: total('bodies'),
  };
}
