import { AppError } from '../../shared/errors.ts';
import type { ReadDb } from './database.ts';

/** A span that has not ended: how a record stands now. */
export interface OpenSpan {
  readonly record: number;
  readonly fromSeq: number;
  readonly place: number;
  readonly collection: number;
  readonly key: string;
  readonly body: number;
  readonly state: number;
  readonly kind: number;
}

/** A place that is known, and what stands there now. */
export interface Standing {
  readonly place: number;
  /** The record to which the place belongs from now on. */
  readonly owner: number;
  readonly version: string | null;
  readonly open: OpenSpan | null;
  readonly format: number;
  readonly sha256: Buffer;
  readonly canonical: Buffer;
  readonly meaning: Buffer;
}

export interface StandingReader {
  at(source: number, collection: number, key: string): Standing | undefined;
  /** Just enough to mark a place as unchanged. */
  markAt(source: number, collection: number, key: string): { readonly place: number; readonly record: number | null; readonly version: string | null } | undefined;
  /** Every open span of a collection, in pieces; without its kind, for which the bodies would have to be read. */
  inCollection(source: number, collection: number): Generator<Omit<OpenSpan, 'kind'>>;
  withKind(span: Omit<OpenSpan, 'kind'>): OpenSpan;
  ofRecord(record: number): OpenSpan | undefined;
  hasPlaces(source: number): boolean;
}

type StandingRow = Omit<Standing, 'open'> & { [Column in keyof Omit<OpenSpan, 'place' | 'collection' | 'key'>]: OpenSpan[Column] | null };

const PIECE = 2000;
const OPEN_COLUMNS = 's.record, s.from_seq AS fromSeq, s.place, p.collection, p.key, s.body, s.state';

/** Reads what stands now. */
export function standingReader(db: ReadDb): StandingReader {
  const at = db.prepare<[number, string, number], StandingRow>(`
    SELECT p.id AS place, p.record AS owner, v.version, s.record, s.from_seq AS fromSeq, s.body, s.state, b.kind, b.format, b.sha256, b.canonical, b.meaning
    FROM places p LEFT JOIN spans s ON s.place = p.id AND s.to_seq IS NULL LEFT JOIN bodies b ON b.id = s.body LEFT JOIN place_versions v ON v.place = p.id
    WHERE p.source = ? AND p.key = ? AND p.collection = ?`);
  const markAt = db.prepare<[number, string, number], { place: number; record: number | null; version: string | null }>(`
    SELECT p.id AS place, s.record, v.version
    FROM places p LEFT JOIN spans s ON s.place = p.id AND s.to_seq IS NULL LEFT JOIN place_versions v ON v.place = p.id
    WHERE p.source = ? AND p.key = ? AND p.collection = ?`);
  const piece = db.prepare<[number, number, string], Omit<OpenSpan, 'kind'>>(`
    SELECT ${OPEN_COLUMNS}
    FROM places p JOIN spans s ON s.place = p.id AND s.to_seq IS NULL
    WHERE p.source = ? AND p.collection = ? AND p.key > ? ORDER BY p.key LIMIT ${PIECE}`);
  const ofRecord = db.prepare<[number], OpenSpan>(`
    SELECT ${OPEN_COLUMNS}, b.kind
    FROM spans s JOIN places p ON p.id = s.place JOIN bodies b ON b.id = s.body
    WHERE s.record = ? AND s.to_seq IS NULL`);
  const kind = db.prepare<[number], number>('SELECT kind FROM bodies WHERE id = ?').pluck();
  const anyPlace = db.prepare<[number], number>('SELECT EXISTS (SELECT 1 FROM places WHERE source = ?)').pluck();
  return {
    at(source, collection, key) {
      const row = at.get(source, key, collection);
      if (row === undefined) return undefined;
      const { record, fromSeq, body, state, kind } = row;
      const isOpen = record !== null && fromSeq !== null && body !== null && state !== null && kind !== null;
      return { ...row, open: isOpen ? { record, fromSeq, place: row.place, collection, key, body, state, kind } : null };
    },
    markAt: (source, collection, key) => markAt.get(source, key, collection),
    *inCollection(source, collection) {
      for (let after = ''; ; ) {
        const rows = piece.all(source, collection, after);
        yield* rows;
        const last = rows.at(-1);
        if (last === undefined || rows.length < PIECE) return;
        after = last.key;
      }
    },
    withKind(span) {
      const code = kind.get(span.body);
      if (code === undefined) throw new AppError('case-damaged', { context: { body: span.body } });
      return { ...span, kind: code };
    },
    ofRecord: (record) => ofRecord.get(record),
    hasPlaces: (source) => anyPlace.get(source) === 1,
  };
}
