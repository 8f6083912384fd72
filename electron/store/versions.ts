import { AppError } from '../../shared/errors.ts';
import type { RecordState, SnapshotId } from '../../shared/records.ts';
import { kindCode, stateCode } from './codes.ts';
import type { CollectionRows } from './collections.ts';
import type { ReadDb } from './database.ts';
import { type PlaceSet, placeSet } from './place-set.ts';
import type { SnapshotRows, StoredSnapshot } from './snapshot-rows.ts';
import type { RecordQuery, Version } from './types.ts';
import { VERSION_COLUMNS, type VersionRow, versionOf } from './version-row.ts';

export interface Versions {
  of(id: SnapshotId, query?: RecordQuery): IterableIterator<Version>;
  count(id: SnapshotId, query?: RecordQuery): number;
}

interface Parameters {
  readonly source: number;
  readonly seq: number;
  readonly after: string;
  readonly afterCollection: number;
  readonly kind: number | null;
  readonly states: string | null;
  readonly keys: string | null;
  readonly limit: number;
}
type PlacedRow = VersionRow & { readonly place: number };

const PIECE = 1000;
/** After every collection of a key, so that a page that follows a key begins with the next one. */
const LAST_COLLECTION = Number.MAX_SAFE_INTEGER;

/** What stood at each snapshot. Read in pieces, so that no statement stays open between two steps of a reader. */
export function versions(db: ReadDb, snapshots: SnapshotRows, collections: CollectionRows): Versions {
  const statement = (columns: string, isAmongKeys: boolean, tail: string) => `
    SELECT ${columns} FROM places p
    JOIN spans s ON s.place = p.id AND s.from_seq = (SELECT max(from_seq) FROM spans WHERE place = p.id AND from_seq <= @seq)
    JOIN bodies b ON b.id = s.body
    WHERE p.source = @source AND (p.key, p.collection) > (@after, @afterCollection)
    ${isAmongKeys ? 'AND p.key IN (SELECT value FROM json_each(@keys))' : ''}
    AND (s.to_seq IS NULL OR s.to_seq > @seq) AND (@kind IS NULL OR b.kind = @kind)
    AND (@states IS NULL OR s.state IN (SELECT value FROM json_each(@states))) ${tail}`;
  const order = 'ORDER BY p.key, p.collection LIMIT @limit';
  const everyKey = db.prepare<[Parameters], PlacedRow>(statement(`s.place, ${VERSION_COLUMNS}`, false, order));
  const someKeys = db.prepare<[Parameters], PlacedRow>(statement(`s.place, ${VERSION_COLUMNS}`, true, order));
  const seenBy = db.prepare<[number], Buffer>('SELECT places FROM seen WHERE seq = ?').pluck();

  function* rows(snapshot: StoredSnapshot, query: RecordQuery): Generator<PlacedRow> {
    const seen = seenOf(snapshot);
    const read = query.keys === undefined ? everyKey : someKeys;
    let parameters = parametersOf(snapshot, query);
    let left = query.limit ?? Number.POSITIVE_INFINITY;
    while (left > 0) {
      const limit = seen === null ? Math.min(PIECE, left) : PIECE;
      const piece = read.all({ ...parameters, limit });
      for (const row of piece) {
        if (seen !== null && !seen.has(row.place)) continue;
        if (left <= 0) return;
        left -= 1;
        yield row;
      }
      const last = piece.at(-1);
      if (last === undefined || piece.length < limit) return;
      parameters = { ...parameters, after: last.key, afterCollection: last.collection };
    }
  }
  function seenOf(snapshot: StoredSnapshot): PlaceSet | null {
    if (snapshot.complete === 1) return null;
    const packed = seenBy.get(snapshot.seq);
    if (packed === undefined) throw new AppError('case-damaged');
    return placeSet(packed);
  }
  return {
    *of(id, query = {}) {
      const snapshot = snapshots.stored(id);
      const names = collections.names(snapshot.source, snapshot.seq);
      for (const row of rows(snapshot, query)) yield versionOf(row, names.get(row.collection) ?? { id: '', name: '' });
    },
    count(id, query = {}) {
      const snapshot = snapshots.stored(id);
      return storedCount(snapshot, query) ?? countRows(rows(snapshot, query));
    },
  };
}

function parametersOf(snapshot: StoredSnapshot, query: RecordQuery): Omit<Parameters, 'limit'> {
  return {
    source: snapshot.source,
    seq: snapshot.seq,
    after: query.afterKey?.toWellFormed() ?? '',
    afterCollection: query.afterKey === undefined ? -1 : LAST_COLLECTION,
    kind: query.kind === undefined ? null : kindCode(query.kind),
    states: query.states === undefined ? null : JSON.stringify(query.states.map(stateCode)),
    keys: query.keys === undefined ? null : JSON.stringify(query.keys.map((key) => key.toWellFormed())),
  };
}

/** Live records by kind were counted when the snapshot was committed. */
function storedCount(snapshot: StoredSnapshot, query: RecordQuery): number | undefined {
  if (query.keys !== undefined || query.afterKey !== undefined || query.limit !== undefined) return undefined;
  if (!isLiveAlone(query.states)) return undefined;
  const { seenContact: contact, seenEvent: event, seenTask: task } = snapshot;
  return query.kind === undefined ? contact + event + task : { contact, event, task }[query.kind];
}

function isLiveAlone(states: readonly RecordState[] | undefined): boolean {
  return states !== undefined && states.length === 1 && states[0] === 'live';
}

function countRows(rows: Iterable<unknown>): number {
  let count = 0;
  for (const _row of rows) count += 1;
  return count;
}
