import { AppError, BugError, invariant } from '../../shared/errors.ts';
import type { SnapshotId, SourceId } from '../../shared/records.ts';
import { type ApplyParts, applySnapshot } from './apply-snapshot.ts';
import type { Bodies } from './bodies.ts';
import type { CollectionRows } from './collections.ts';
import { type PackedBatch, packQueue } from './pack-queue.ts';
import { previewSnapshot } from './preview-snapshot.ts';
import { snapshotRow } from './snapshot-rows.ts';
import { begun, emptyStaging, holdsBytes, stagePut, stageRemoval, stageSame, stageUnreadable } from './staging.ts';
import { sweepStaged } from './sweep.ts';
import type { Terms } from './terms.ts';
import type { CaseStore, ProblemRow, QuarantinedItem, SnapshotWriter } from './types.ts';

export interface WriterParts extends ApplyParts {
  readonly bodies: Bodies;
  readonly terms: Terms;
  readonly collections: CollectionRows;
}

export interface WriterTarget {
  readonly sourceId: SourceId;
  readonly source: number;
  readonly sourceName: string;
  readonly options: Parameters<CaseStore['beginSnapshot']>[1];
  /** Runs once, when the writer has committed or aborted. */
  readonly ended: () => void;
}

/** Bodies written in one transaction. */
const BATCH = { bodies: 2000, bytes: 8 * 1024 * 1024 } as const;

/** Collects one snapshot: bodies go into the file in batches, all else is kept in memory until `commit` writes it at once. */
export function snapshotWriter(parts: WriterParts, target: WriterTarget): SnapshotWriter {
  const { file, standing, bodies, terms } = parts;
  const takenMs = Date.parse(target.options.takenAt);
  invariant(Number.isFinite(takenMs), 'a snapshot without a time');
  const snapshotId = file.ids.next() as SnapshotId;
  const staging = emptyStaging(target.source, standing, bodies);
  const queue = target.options.packsBeside === true ? packQueue() : packQueue(() => null);
  const dropped = new Set<number>();
  const problems: ProblemRow[] = [];
  const quarantined: QuarantinedItem[] = [];
  let isOpen = true;

  function requireOpen(): void {
    if (!isOpen) throw new BugError('a snapshot that has ended was written to');
  }
  /** Hands on what is pending; with `all` every body is in the file afterwards. */
  function flush(all: boolean): void {
    if (staging.pending.length > 0) queue.push(staging.pending, all);
    staging.pending = [];
    staging.pendingBytes = 0;
    for (const batch of queue.take(all)) writeBatch(batch);
  }
  function writeBatch(batch: PackedBatch): void {
    const bytes = batch.reduce((sum, [{ row }, { packed }]) => sum + packed.length + (row.large?.length ?? 0), 0);
    try {
      file.write(() => {
        markStaging();
        for (const [{ ref, row, traces }, packed] of batch) ref.id = bodies.insert({ ...row, ...packed }, traces);
      }, { bytes });
    } catch (error) {
      terms.forget();
      throw error;
    }
    for (const [{ name }] of batch) staging.pendingByContent.delete(name);
  }
  function markStaging(): void {
    file.prepare('INSERT OR IGNORE INTO staging (id, last_body, last_term) VALUES (1, ?, ?)').run(bodies.last(), terms.last());
  }
  /** What a full disk or a lost lease keeps from being swept now is swept before the next snapshot, or at the next opening. */
  function sweepQuietly(): void {
    try {
      sweepStaged(file);
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      file.log.warn('staged-bodies-not-swept', { code: error.code });
    }
  }
  function end(): void {
    isOpen = false;
    queue.end();
    target.ended();
  }

  return {
    snapshotId,
    beginCollection({ id, name, properties }) {
      requireOpen();
      invariant(!staging.collections.has(id), 'a collection was begun twice');
      staging.collections.set(id, { rowId: parts.collections.rowId(target.source, id), id, name, properties: properties ?? {}, items: new Map(), outcome: null });
    },
    holds: (collectionId, key, raw) => holdsBytes(staging, collectionId, key, raw, standing),
    put(collectionId, record) {
      requireOpen();
      stagePut(staging, collectionId, record, standing, bodies);
      if (staging.pending.length >= BATCH.bodies || staging.pendingBytes >= BATCH.bytes) flush(false);
    },
    same(collectionId, key, version) {
      requireOpen();
      stageSame(staging, collectionId, key, version, standing);
    },
    remove(collectionId, key) {
      requireOpen();
      stageRemoval(staging, collectionId, key, standing);
    },
    quarantine(item) {
      requireOpen();
      quarantined.push(item);
      if (item.collectionId !== undefined && item.key !== undefined) stageUnreadable(staging, item.collectionId, item.key, standing);
    },
    warn(problem) {
      requireOpen();
      problems.push(problem);
    },
    endCollection(collectionId, outcome) {
      requireOpen();
      begun(staging, collectionId).outcome = outcome;
    },
    dropCollections(ids) {
      requireOpen();
      for (const id of ids) {
        staging.collections.delete(id);
        const rowId = parts.collections.rowId(target.source, id);
        if (rowId !== null) dropped.add(rowId);
      }
    },
    preview() {
      requireOpen();
      flush(true);
      return file.readTogether(() => previewSnapshot(file, staging, dropped, standing, parts.collections));
    },
    commit(result) {
      requireOpen();
      flush(true);
      const isProved = [...staging.collections.values()].every((collection) => collection.outcome?.complete === true);
      invariant(!result.complete || isProved, 'a complete snapshot with an incomplete collection');
      const collected = {
        publicId: snapshotId,
        sourcePublicId: target.sourceId,
        sourceName: target.sourceName,
        takenAt: target.options.takenAt.endsWith('Z') ? target.options.takenAt : new Date(takenMs).toISOString(),
        label: target.options.label ?? null,
        staging,
        dropped,
        problems,
        quarantined,
      };
      const seq = file.write(() => applySnapshot(parts, collected, result));
      end();
      const row = parts.snapshots.bySeq(seq);
      invariant(row !== undefined, 'a committed snapshot without a row');
      return snapshotRow(row);
    },
    abort() {
      if (!isOpen) return;
      end();
      terms.forget();
      sweepQuietly();
    },
  };
}
