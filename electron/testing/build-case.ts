import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import type { RecordKind, RecordState, SourceId, Trace } from '../../shared/records.ts';
import type { Clock, Ids, Log } from '../core/ports.ts';
import type { CollectionOutcome, CaseStore, Continuation, SnapshotRow, SnapshotWriter, StagedRecord } from '../store/types.ts';
import { createFixedClock, createRecordingLog } from './fixed-ports.ts';

let folders = 0;

/** A folder of its own for a test, gone when the test has ended. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'synctrace-test-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** Where a test's case file shall be; nothing is there yet. */
export function casePath(): string {
  return join(temporaryFolder(), 'test.synctrace');
}

/** Ports of a store: the clock stands still, the ids of two stores never meet. */
export function storePorts(): { readonly clock: Clock; readonly ids: Ids; readonly log: Log & { lines(): readonly { event: string }[] } } {
  folders += 1;
  const prefix = `store${folders}-`;
  let count = 0;
  return { clock: createFixedClock(), ids: { next: () => `${prefix}${(count += 1)}` }, log: createRecordingLog() };
}

export interface RecordSpec {
  readonly key: string;
  /** What matters: another text is another record in meaning. */
  readonly text?: string;
  /** Changes the look alone. */
  readonly look?: string;
  /** Changes bytes alone, as a REV does. */
  readonly revision?: number;
  readonly state?: RecordState;
  readonly kind?: RecordKind;
  readonly uid?: string;
  readonly version?: string;
  readonly traces?: readonly Trace[];
  readonly raw?: Uint8Array;
}

/** A record as it is staged: its bytes, and what reading them gave. */
export function aStagedRecord(spec: RecordSpec): StagedRecord {
  const { key, text = 'Ada Example', look = '', revision = 0, kind = 'contact' } = spec;
  return {
    key,
    state: spec.state ?? 'live',
    format: 'vcard',
    raw: spec.raw ?? Buffer.from(`BEGIN:VCARD\r\nFN:${text}${look}\r\nREV:${revision}\r\nEND:VCARD\r\n`, 'utf8'),
    kind,
    title: `${text}${look}`,
    fields: [{ field: 'name/full', text: `${text}${look}`, ...(look === '' ? {} : { key: text }) }],
    traces: spec.traces ?? [],
    canonical: `${kind}\n${text}\n${look}\n${JSON.stringify(spec.traces ?? [])}`,
    meaning: `${kind}\n${text}`,
    ...(spec.uid === undefined ? {} : { uid: spec.uid }),
    ...(spec.version === undefined ? {} : { version: spec.version }),
  };
}

export interface SnapshotSpec {
  readonly records: readonly (RecordSpec | StagedRecord)[];
  readonly removed?: readonly string[];
  readonly collection?: string;
  readonly takenAt?: string;
  readonly label?: string;
  readonly outcome?: Partial<CollectionOutcome>;
  readonly continuations?: readonly Continuation[];
  /** Anything else to be staged, before the collection ends. */
  readonly also?: (writer: SnapshotWriter) => void;
}

/** Stages a snapshot of one collection and leaves the writer open. */
export function stageSnapshot(store: CaseStore, sourceId: SourceId, spec: SnapshotSpec): SnapshotWriter {
  const { collection = '/contacts/', takenAt = '2026-03-01T12:00:00Z' } = spec;
  const writer = store.beginSnapshot(sourceId, { takenAt, incremental: true, ...(spec.label === undefined ? {} : { label: spec.label }) });
  writer.beginCollection({ id: collection, name: 'Contacts' });
  for (const record of spec.records) writer.put(collection, 'raw' in record && 'canonical' in record ? record : aStagedRecord(record));
  for (const key of spec.removed ?? []) writer.remove(collection, key);
  spec.also?.(writer);
  writer.endCollection(collection, { listing: 'full', complete: true, cursor: null, ...spec.outcome });
  return writer;
}

/** Commits a writer as a capture does: counts from its preview, incomplete where a collection was. */
export function commitSnapshot(writer: SnapshotWriter, complete = true, continuations: readonly Continuation[] = []): SnapshotRow {
  const preview = writer.preview();
  return writer.commit({
    complete,
    ...(complete ? {} : { incompleteBecause: 'answer-cut-off' }),
    changes: { added: preview.added, removed: preview.removed.length, modified: preview.modified },
    continuations,
    notCaptured: [],
    stats: { requests: 1, bytesIn: 100, ms: 5, incremental: true },
  });
}

/** Takes a whole snapshot of one collection. */
export function takeSnapshot(store: CaseStore, sourceId: SourceId, spec: SnapshotSpec): SnapshotRow {
  return commitSnapshot(stageSnapshot(store, sourceId, spec), spec.outcome?.complete ?? true, spec.continuations);
}
