import { hash } from 'node:crypto';
import { AppError, invariant } from '../../shared/errors.ts';
import type { BodyId, FieldEntry, Trace } from '../../shared/records.ts';
import { formatOf } from './codes.ts';
import type { ReadDb } from './database.ts';
import { type BodyRow, sealOf } from './body-row.ts';
import { readHead, unpackBody, unpackLarge } from './packing/pack-body.ts';
import { asAppError } from './sqlite-errors.ts';
import type { Terms } from './terms.ts';
import type { Body } from './types.ts';

/** Bodies by content: one row for equal bytes that were read alike. */
export interface Bodies {
  /** The body with these bytes and this reading, if there is one. */
  find(sha256: Buffer, canonical: Buffer, kind: number, format: number): number | undefined;
  insert(row: BodyRow, traces: readonly Trace[]): number;
  body(id: BodyId): Body;
  fields(id: BodyId): readonly FieldEntry[];
  traces(id: BodyId): readonly Trace[];
  last(): number;
  /** Whether everything of a body fits together; never throws for a damaged one. */
  isSound(id: number): boolean;
}

interface PackedColumns {
  readonly packed: Buffer;
  readonly dictionary: number;
  readonly crc: number;
  readonly isLarge: number;
}

/** The digest under which rows are looked up: as in the index `bodies_by_digest`. */
const DIGEST_BYTES = 6;

/** The bodies of one connection. */
export function bodies(db: ReadDb, terms: Terms): Bodies {
  const find = db
    .prepare<[Buffer, Buffer, Buffer, number, number], number>(
      'SELECT id FROM bodies WHERE substr(sha256, 1, 6) = ? AND sha256 = ? AND canonical = ? AND kind = ? AND format = ? ORDER BY id LIMIT 1',
    )
    .pluck();
  const insert = db.prepare<[BodyRow]>(`INSERT INTO bodies (sha256, canonical, meaning, seal, kind, format, uid, title, dictionary, crc, packed, large)
    VALUES (@sha256, @canonical, @meaning, @seal, @kind, @format, @uid, @title, @dictionary, @crc, @packed, @large)`);
  const packedOf = db.prepare<[number], PackedColumns>('SELECT packed, dictionary, crc, large IS NOT NULL AS isLarge FROM bodies WHERE id = ?');
  const rowOf = db.prepare<[number], BodyRow>('SELECT * FROM bodies WHERE id = ?');
  const lastId = db.prepare<[], number>('SELECT coalesce(max(id), 0) FROM bodies').pluck();
  return {
    find: (sha256, canonical, kind, format) => find.get(sha256.subarray(0, DIGEST_BYTES), sha256, canonical, kind, format),
    insert(row, traces) {
      const id = Number(insert.run(row).lastInsertRowid);
      for (const trace of traces) terms.link(id, terms.intern(trace));
      return id;
    },
    body(id) {
      const row = rowOf.get(id);
      if (row === undefined) throw damaged(id);
      const { head, raw } = checkedContent(id, row, terms.of(id));
      return { id, format: formatOf(row.format), raw, sha256: row.sha256.toString('hex'), ...readHead(head) };
    },
    fields(id) {
      const row = packedOf.get(id);
      if (row === undefined) throw damaged(id);
      return readHead(unpackBody({ ...row, isLarge: row.isLarge === 1 }).head).fields;
    },
    traces: (id) => terms.of(id),
    last: () => lastId.get() ?? 0,
    isSound(id) {
      try {
        const row = rowOf.get(id);
        if (row === undefined) return false;
        checkedContent(id, row, terms.of(id));
        return true;
      } catch (error) {
        const known = asAppError(error);
        if (known instanceof AppError && known.code === 'case-damaged') return false;
        throw error;
      }
    },
  };
}

function checkedContent(id: number, row: BodyRow, traces: readonly Trace[]): { head: Buffer; raw: Buffer } {
  const { head, raw: inPacked } = unpackBody({ packed: row.packed, dictionary: row.dictionary, crc: row.crc, isLarge: row.large !== null });
  const raw = row.large === null ? inPacked : unpackLarge(row.large);
  invariant(raw !== null, 'a body without bytes');
  const isWhole = hash('sha256', raw, 'buffer').equals(row.sha256) && sealOf(row, head, traces).equals(row.seal);
  if (!isWhole) throw damaged(id);
  return { head, raw };
}

function damaged(id: number): AppError {
  return new AppError('case-damaged', { context: { body: id } });
}
