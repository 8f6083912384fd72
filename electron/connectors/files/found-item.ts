import type { RawFormat, RecordState } from '../../../shared/records.ts';

/** One object found in a file, before it has its key. */
export interface FoundItem {
  readonly collectionId: string;
  /** The key where the format gives one (id of a Graph item, id column of a table). */
  readonly ownKey?: string;
  /** UID in the body, where one was found. */
  readonly uid?: string;
  readonly format: RawFormat;
  readonly raw: Uint8Array;
  readonly state: RecordState;
  readonly file: string;
  readonly line: number;
  /** Error code where it is no whole record. */
  readonly problem?: string;
}

/** What reading one file found out about the whole of it. */
export interface FileEnd {
  /** Error code where the file does not hold all that was exported. */
  readonly incompleteBecause?: string;
}

/** Where records of a file stand when nothing in it names a folder. */
export interface CollectionName {
  readonly id: string;
  readonly name: string;
}
