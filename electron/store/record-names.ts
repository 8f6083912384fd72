import type { ReadDb } from './database.ts';
import { unpackUid } from './packing/pack-uid.ts';

/** What a record is called, in one of its versions. */
export interface RecordName {
  /** Name of its source. */
  readonly source: string;
  /** Name of the collection. */
  readonly collection: string;
  readonly key: string;
  readonly uid?: string;
  readonly title: string;
}

interface NameRow {
  readonly source: string;
  readonly collection: string;
  readonly key: string;
  readonly title: string;
  readonly uid: string | Buffer | null;
}

/** What all records of a case are and were called, each name once. */
export function recordNames(db: ReadDb): () => IterableIterator<RecordName> {
  const names = db.prepare<[], NameRow>(`SELECT DISTINCT o.name AS source, c.name AS collection, p.key, b.title, b.uid FROM spans s
    JOIN places p ON p.id = s.place JOIN collections c ON c.id = p.collection JOIN sources o ON o.id = p.source JOIN bodies b ON b.id = s.body WHERE o.removed = 0`);
  return function* () {
    for (const { uid: packed, ...name } of names.all()) {
      const uid = unpackUid(packed);
      yield { ...name, ...(uid === undefined ? {} : { uid }) };
    }
  };
}
