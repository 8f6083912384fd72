import type { FieldEntry, RecordKind, RecordState } from '../../../shared/records.ts';

/** One record as a snapshot held it: what pairing and counting need, without its fields. The store's versions fit as they are. */
export interface DiffVersion {
  readonly bodyId: number;
  readonly collectionId: string;
  readonly collectionName: string;
  readonly key: string;
  readonly kind: RecordKind;
  readonly uid?: string;
  readonly title: string;
  readonly state: RecordState;
  /** Equal: the same in all that matters. */
  readonly canonicalHash: string;
  /** Equal with another canonical hash: at most cosmetic differences, another UID or other traces. */
  readonly meaningHash: string;
}

/** A record that differs between two snapshots; an absent side was not there at all at that time. */
export interface VersionChange<V extends DiffVersion> {
  readonly before?: V;
  readonly after?: V;
  /** Only bytes differ. */
  readonly rewritten?: boolean;
}

/** Reads a version's fields; called only where a pair's fields have to be told apart. */
export type FieldsOf<V extends DiffVersion> = (version: V) => readonly FieldEntry[];

/** The fields of both, but for some that stand in both: enough to tell them apart, and quicker where the two are known to be alike. */
export type FieldsApartOf<V extends DiffVersion> = (before: V, after: V) => { readonly gone: readonly FieldEntry[]; readonly came: readonly FieldEntry[] };

export interface CompareInput<V extends DiffVersion> {
  readonly changes: Iterable<VersionChange<V>>;
  /** Live records that are not among the changes. */
  readonly unchangedLive: number;
  readonly fieldsOf: FieldsOf<V>;
  /** Where there is none, `fieldsOf` is asked for both. */
  readonly fieldsApart?: FieldsApartOf<V>;
}

/** A removed and an added record that are the same thing. */
export interface RecordPair<V extends DiffVersion> {
  readonly before: V;
  readonly after: V;
}

export interface PairedRecords<V extends DiffVersion> {
  readonly pairs: readonly RecordPair<V>[];
  readonly removed: readonly V[];
  readonly added: readonly V[];
}

export type ChangeKind = 'added' | 'removed' | 'modified' | 'moved' | 'recreated' | 'cosmetic';

/** One value that differs. Only `before`: it went; only `after`: it came. */
export interface FieldRow {
  readonly field: string;
  /** Where the same value stood in another context of the same property (`emails/private`, now `emails/work`). */
  readonly previousField?: string;
  readonly before?: string;
  readonly after?: string;
  /** Both sides mean the same. */
  readonly cosmetic?: true;
}

/** What happened to one record. `key` is where it stands now, or stood last. */
export interface RecordChange {
  readonly change: ChangeKind;
  readonly kind: RecordKind;
  readonly key: string;
  readonly previousKey?: string;
  readonly uid?: string;
  readonly title: string;
  readonly collectionId: string;
  /** Name of the collection. */
  readonly collection: string;
  readonly previousCollectionId?: string;
  readonly previousCollection?: string;
  /** Of a removed record: where it lies now. */
  readonly deletedTo?: Exclude<RecordState, 'live'>;
  /** Of an added record: it lay there before and came back. */
  readonly returnedFrom?: Exclude<RecordState, 'live'>;
  readonly fields: readonly FieldRow[];
  readonly beforeBody?: number;
  readonly afterBody?: number;
}

export interface DiffSummary {
  readonly added: number;
  readonly removed: number;
  readonly modified: number;
  readonly moved: number;
  readonly recreated: number;
  readonly cosmetic: number;
  readonly unchanged: number;
}

export interface Comparison {
  readonly summary: DiffSummary;
  /** Cosmetic changes stand among them, so that a rewrite of every phone number can be seen; lists leave them out unless asked. */
  readonly changes: readonly RecordChange[];
}
