import type { SourceId } from '../../shared/records.ts';
import type { CaseFile } from './case-file.ts';
import type { Sources } from './sources.ts';
import type { CaseStore, KnownCollection } from './types.ts';
import type { CollectionName } from './version-row.ts';

/** The rows of collections. */
export interface CollectionRows {
  rowId(source: number, externalId: string): number | null;
  /** By row: how the collections of a source are called now, or were called when the snapshot was taken. */
  names(source: number, seq?: number): ReadonlyMap<number, CollectionName>;
  known(sourceId: SourceId, externalId: string): KnownCollection;
  allKnown(sourceId: SourceId): ReturnType<CaseStore['knownCollections']>;
}

interface NameRow extends CollectionName {
  readonly rowId: number;
}

const PIECE = 2000;

/** The collections of an open case. */
export function collectionRows(file: CaseFile, sources: Sources): CollectionRows {
  const find = file.prepare<[number, string], { id: number; cursor: string | null; standing: number }>(
    'SELECT id, cursor, standing FROM collections WHERE source = ? AND external_id = ?',
  );
  const names = file.prepare<[number], NameRow>('SELECT id AS rowId, external_id AS id, name FROM collections WHERE source = ?');
  const namesThen = file.prepare<[number], { rowId: number; name: string }>('SELECT collection AS rowId, name FROM snapshot_collections WHERE seq = ?');
  const all = file.prepare<[number], { id: string; name: string; live: number; properties: string }>(
    'SELECT external_id AS id, name, live, properties FROM collections WHERE source = ? AND dropped = 0 ORDER BY external_id',
  );
  // Only what stands has a version: it is forgotten when a span ends.
  const version = file
    .prepare<[number, string, number], string>('SELECT v.version FROM places p JOIN place_versions v ON v.place = p.id WHERE p.source = ? AND p.key = ? AND p.collection = ?')
    .pluck();
  const keys = file
    .prepare<[number, number, string], string>(
      `SELECT p.key FROM places p JOIN spans s ON s.place = p.id AND s.to_seq IS NULL WHERE p.source = ? AND p.collection = ? AND p.key > ? ORDER BY p.key LIMIT ${PIECE}`,
    )
    .pluck();

  function* standingKeys(source: number, collection: number): Generator<string> {
    for (let after = ''; ; ) {
      const piece = keys.all(source, collection, after);
      yield* piece;
      const last = piece.at(-1);
      if (last === undefined || piece.length < PIECE) return;
      after = last;
    }
  }

  return {
    rowId: (source, externalId) => find.get(source, externalId)?.id ?? null,
    names(source, seq) {
      const result = new Map<number, CollectionName>(names.all(source).map(({ rowId, id, name }) => [rowId, { id, name }]));
      for (const { rowId, name } of seq === undefined ? [] : namesThen.all(seq)) {
        const now = result.get(rowId);
        if (now !== undefined) result.set(rowId, { id: now.id, name });
      }
      return result;
    },
    known(sourceId, externalId) {
      const source = sources.rowId(sourceId);
      const row = find.get(source, externalId);
      if (row === undefined) return { cursor: null, count: 0, versionOf: () => undefined, keys: () => [] };
      return {
        cursor: row.cursor,
        count: row.standing,
        versionOf: (key) => version.get(source, key.toWellFormed(), row.id),
        keys: () => standingKeys(source, row.id),
      };
    },
    allKnown(sourceId) {
      return all.all(sources.rowId(sourceId)).map((row) => ({ ...row, properties: JSON.parse(row.properties) as Record<string, string> }));
    },
  };
}
