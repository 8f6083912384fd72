import type { BodyId, FieldEntry, RawFormat, RecordId, RecordKind, RecordState, SnapshotId, SourceId, Trace } from '../../shared/records.ts';
import type { AnswerStore } from './answer-types.ts';
import type { AuditStore } from './audit-types.ts';
import type { JournalStore } from './journal-types.ts';
import type { RecordName } from './record-names.ts';

/** What kind of account or files a source is. */
export type SourceKind = 'carddav' | 'caldav' | 'graph' | 'ews' | 'file';

export interface SourceRow {
  readonly id: SourceId;
  readonly name: string;
  readonly kind: SourceKind;
  readonly label?: string;
  readonly url?: string;
  readonly user?: string;
  /** Reference into the secret vault (`env:NAME`, `keychain:ID`, `stdin`); never the secret. */
  readonly secretRef?: string;
  /** PEM text of a private CA. */
  readonly ca?: string;
  /** For whose mailbox a service account acts. */
  readonly mailbox?: string;
}

export interface Counts {
  readonly contact: number;
  readonly event: number;
  readonly task: number;
}

export interface SnapshotRow {
  readonly id: SnapshotId;
  /** Order of insertion within the case; spans and the hash chain follow it. */
  readonly seq: number;
  readonly sourceId: SourceId;
  readonly sourceName: string;
  readonly takenAt: string;
  readonly label?: string;
  readonly complete: boolean;
  readonly incompleteBecause?: string;
  /** Live records that this snapshot saw. */
  readonly counts: Counts;
  readonly changes: { readonly added: number; readonly removed: number; readonly modified: number };
  readonly notCaptured: readonly string[];
  readonly stats: { readonly requests: number; readonly bytesIn: number; readonly ms: number; readonly incremental: boolean };
  /** SHA-256 of its manifest, which holds the hash of the manifest before it. */
  readonly manifestHash: string;
}

/** One record as one or more snapshots saw it. */
export interface Version {
  readonly recordId: RecordId;
  readonly bodyId: BodyId;
  readonly collectionId: string;
  readonly collectionName: string;
  readonly key: string;
  readonly kind: RecordKind;
  readonly uid?: string;
  readonly title: string;
  readonly state: RecordState;
  /** Equal: the same in all that matters. Equal meaning with another canonical hash: cosmetic difference. Both hex. */
  readonly canonicalHash: string;
  readonly meaningHash: string;
}

export interface Body {
  readonly id: BodyId;
  readonly format: RawFormat;
  readonly raw: Uint8Array;
  readonly sha256: string;
  readonly fields: readonly FieldEntry[];
  readonly created?: string;
  readonly modified?: string;
}

/** A record to store: its bytes and what reading them gave. */
export interface StagedRecord {
  readonly key: string;
  /** Opaque version of the server (ETag with length, change key), kept for the next increment. */
  readonly version?: string;
  readonly state: RecordState;
  readonly format: RawFormat;
  readonly raw: Uint8Array;
  readonly kind: RecordKind;
  readonly uid?: string;
  readonly title: string;
  readonly fields: readonly FieldEntry[];
  readonly traces: readonly Trace[];
  readonly created?: string;
  readonly modified?: string;
  /** core/reading.ts canonicalText and meaningText; the store hashes them. */
  readonly canonical: string;
  readonly meaning: string;
}

export interface QuarantinedItem {
  readonly collectionId?: string;
  readonly key?: string;
  readonly file?: string;
  readonly line?: number;
  readonly code: string;
  readonly raw: Uint8Array;
}

export interface ProblemRow {
  readonly file?: string;
  readonly line?: number;
  readonly key?: string;
  readonly code: string;
  readonly quarantined: boolean;
}

/** How one collection ended in a snapshot. */
export interface CollectionOutcome {
  readonly listing: 'full' | 'delta';
  readonly complete: boolean;
  readonly because?: string;
  readonly cursor: string | null;
}

/** What a snapshot would change, before it is committed: for counting, pairing and moves. Live records only, but for those set aside. */
export interface SnapshotPreview {
  readonly added: number;
  /** Those that were added, which are read only when they are asked for: at first they are all there is. */
  addedVersions(): readonly Version[];
  readonly removed: readonly Version[];
  /** What lies in Deleted or Recoverable Items where nothing stood before. */
  asideCame(): readonly Version[];
  /** What lay there and is gone from its place. */
  asideLeft(): readonly Version[];
  /** Records whose body changed in meaning / only cosmetically / only in bytes. */
  readonly modified: number;
  readonly cosmetic: number;
  readonly rewritten: number;
}

/** A record that moved: from now on the new key belongs to the old record. */
export interface Continuation {
  readonly recordId: RecordId;
  readonly newKey: string;
  /** Where the new key lies; for `continueRecord`: the collection in which the record stood last, unless told. */
  readonly collectionId?: string;
}

export interface SnapshotOptions {
  readonly takenAt: string;
  readonly label?: string;
  readonly incremental: boolean;
  /** Pack bodies in a second thread: for what comes faster than one packs, at the price of memory. */
  readonly packsBeside?: boolean;
}

/**
 * Collects one snapshot. Nothing of it can be seen by a reader until `commit`; a process that dies before leaves nothing but
 * bodies, which the next open sweeps. Writes go in batches, so that memory stays bounded; calls are synchronous.
 */
export interface SnapshotWriter {
  readonly snapshotId: SnapshotId;
  beginCollection(collection: { readonly id: string; readonly name: string; readonly properties?: Readonly<Record<string, string>> }): void;
  /** Whether the key stands now with exactly these bytes (then `same` is enough and nothing has to be read). */
  holds(collectionId: string, key: string, raw: Uint8Array): boolean;
  put(collectionId: string, record: StagedRecord): void;
  /** The key stands as before; `version` replaces the stored one where it moved. */
  same(collectionId: string, key: string, version?: string): void;
  remove(collectionId: string, key: string): void;
  quarantine(item: QuarantinedItem): void;
  warn(problem: ProblemRow): void;
  endCollection(collectionId: string, outcome: CollectionOutcome): void;
  /** Collections of the source that exist no longer (only from a complete list of collections). */
  dropCollections(ids: readonly string[]): void;
  preview(): SnapshotPreview;
  commit(result: SnapshotResult): SnapshotRow;
  abort(): void;
}

export interface SnapshotResult {
  readonly complete: boolean;
  readonly incompleteBecause?: string;
  readonly changes: { readonly added: number; readonly removed: number; readonly modified: number };
  readonly continuations: readonly Continuation[];
  readonly notCaptured: readonly string[];
  readonly stats: SnapshotRow['stats'];
}

/** What is known of a collection from the last complete snapshot, for the next increment. */
export interface KnownCollection {
  readonly cursor: string | null;
  readonly count: number;
  versionOf(key: string): string | undefined;
  keys(): Iterable<string>;
}

/** A record that differs between two snapshots: absent side = not there (live, deleted or recoverable) at that time. */
export interface RawChange {
  readonly recordId: RecordId;
  readonly before?: Version;
  readonly after?: Version;
  /** Only bytes differ (a rewrite without meaning). */
  readonly rewritten?: boolean;
}

export interface ChangeSet {
  readonly from: SnapshotRow;
  readonly to: SnapshotRow;
  /** Every record whose span, state, place or body differs, and nothing else; read from what changed, not from what exists. */
  readonly changes: readonly RawChange[];
  /** Live records in `to` that are not among the changes. */
  readonly unchangedLive: number;
}

export interface VerifyProblem {
  readonly code: 'body-damaged' | 'chain-broken' | 'snapshot-damaged' | 'database-damaged';
  readonly snapshotId?: SnapshotId;
  readonly key?: string;
  readonly source?: string;
}

export interface CaseInfo {
  readonly path: string;
  readonly title: string;
  readonly createdAt: string;
  readonly encrypted: boolean;
  readonly schemaVersion: number;
  readonly bytes: number;
  readonly sources: number;
  readonly snapshots: number;
  readonly records: number;
  readonly bodies: number;
  /** Hash of the last snapshot's manifest; empty while there is none. */
  readonly headHash: string;
}

export interface RecordQuery {
  readonly kind?: RecordKind;
  readonly states?: readonly RecordState[];
  readonly afterKey?: string;
  readonly limit?: number;
  readonly keys?: readonly string[];
}

/** One open case. All calls are synchronous; failures are AppErrors (`case-busy`, `case-damaged`, `disk-full` …). */
export interface CaseStore {
  info(): CaseInfo;
  setTitle(title: string): void;
  setting(name: string): string | null;
  setSetting(name: string, value: string | null): void;

  addSource(source: Omit<SourceRow, 'id'>): SourceRow;
  sources(): readonly SourceRow[];
  source(name: string): SourceRow | null;
  /** Only the account is forgotten; its snapshots stay as evidence under its name. */
  removeSource(id: SourceId): void;

  beginSnapshot(sourceId: SourceId, options: SnapshotOptions): SnapshotWriter;
  known(sourceId: SourceId, collectionId: string): KnownCollection;
  knownCollections(sourceId: SourceId): readonly { readonly id: string; readonly name: string; readonly live: number; readonly properties: Readonly<Record<string, string>> }[];

  snapshots(sourceName?: string): readonly SnapshotRow[];
  /** By id, `SOURCE@latest`, `SOURCE@first` or `SOURCE@LABEL`; throws `snapshot-unknown`. */
  resolveSnapshot(reference: string): SnapshotRow;
  problems(snapshotId: SnapshotId): readonly ProblemRow[];
  quarantined(snapshotId: SnapshotId): readonly QuarantinedItem[];

  /** Versions that a snapshot holds, by key; of an incomplete one those that it saw. */
  versions(snapshotId: SnapshotId, query?: RecordQuery): IterableIterator<Version>;
  countVersions(snapshotId: SnapshotId, query?: RecordQuery): number;
  /** A damaged body throws `case-damaged`, never wrong bytes. */
  body(id: BodyId): Body;
  /** Fields alone, without the bytes; quick, for comparing. */
  fields(id: BodyId): readonly FieldEntry[];
  /** Its fields and its times, as quick to read as the fields alone. */
  head(id: BodyId): Pick<Body, 'fields' | 'created' | 'modified'>;
  /**
   * The fields of two bodies but for some that both have, in no order: of the one what is gone in the other, of the other what came. Quick for
   * two of one record, whatever else they hold.
   */
  fieldsApart(before: BodyId, after: BodyId): { readonly gone: readonly FieldEntry[]; readonly came: readonly FieldEntry[] };
  traces(id: BodyId): readonly Trace[];
  /** What the records of all snapshots are and were called, for finding what a log means; in no order, each name once. */
  recordNames(): IterableIterator<RecordName>;
  history(recordId: RecordId): readonly { readonly snapshot: SnapshotRow; readonly version: Version | null }[];
  changes(from: SnapshotId, to: SnapshotId): ChangeSet;
  /** Runs `read`, which only reads and does not wait: all that it reads is one state of the case, and read in less time. */
  readTogether<T>(read: () => T): T;
  /** The key belongs to this record from now on (a restore put it there). */
  continueRecord(sourceId: SourceId, continuation: Continuation): void;

  readonly journal: JournalStore;
  readonly answers: AnswerStore;
  readonly audit: AuditStore;

  verify(): IterableIterator<VerifyProblem>;
  /** Sweeps what a dead process left, folds the WAL into the file; afterwards the file alone is the case. */
  close(): void;
}
