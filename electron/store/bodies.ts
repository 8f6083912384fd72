import { hash } from 'node:crypto';
import { AppError } from '../../shared/errors.ts';
import type { BodyId, FieldEntry, Trace } from '../../shared/records.ts';
import { type Base, type BodyRow, sealOf } from './body-row.ts';
import { formatOf } from './codes.ts';
import type { ReadDb } from './database.ts';
import { type FieldsApart, packFieldsApart, unpackFieldsApart } from './packing/fields-apart.ts';
import { type BodyContent, canBeBase, readHead, splitContent, unpackContent, unpackLarge } from './packing/pack-body.ts';
import { asAppError } from './sqlite-errors.ts';
import type { Terms } from './terms.ts';
import type { Body } from './types.ts';

/** Bodies by content: one row for equal bytes that were read alike. */
export interface Bodies {
  /** The body with these bytes and this reading, if there is one. */
  find(sha256: Buffer, canonical: Buffer, kind: number, format: number): number | undefined;
  /** What the successor of a body is packed against; null where it is better packed alone. */
  baseFor(former: number): Base | null;
  insert(row: BodyRow, traces: readonly Trace[]): number;
  body(id: BodyId): Body;
  head(id: BodyId): BodyContent;
  fields(id: BodyId): readonly FieldEntry[];
  fieldsApart(before: BodyId, after: BodyId): FieldsApart;
  traces(id: BodyId): readonly Trace[];
  last(): number;
  /** Whether everything of a body fits together; never throws for a damaged one. */
  isSound(id: number): boolean;
}

type PackedColumns = Pick<BodyRow, 'packed' | 'dictionary' | 'base' | 'link' | 'crc'>;

/** The digest under which rows are looked up: as in the index `bodies_by_digest`. */
const DIGEST_BYTES = 6;
/** So many bodies at most rest on one: damage to it takes no more of a record's past with it. */
const LINKS = 8;
/** Contents kept in memory: before and after of a change often rest on the same one. */
const REMEMBERED = 100;

const NOTHING: FieldsApart = { gone: [], came: [] };

/** The bodies of one connection. */
export function bodies(db: ReadDb, terms: Terms): Bodies {
  const find = db
    .prepare<[Buffer, Buffer, Buffer, number, number], number>(
      'SELECT id FROM bodies WHERE substr(sha256, 1, 6) = ? AND sha256 = ? AND canonical = ? AND kind = ? AND format = ? ORDER BY id LIMIT 1',
    )
    .pluck();
  const insert = db.prepare<[BodyRow]>(`INSERT INTO bodies (sha256, canonical, meaning, seal, kind, format, uid, title, dictionary, base, link, crc, packed, large, apart)
    VALUES (@sha256, @canonical, @meaning, @seal, @kind, @format, @uid, @title, @dictionary, @base, @link, @crc, @packed, @large, @apart)`);
  const packedOf = db.prepare<[number], PackedColumns>('SELECT packed, dictionary, base, link, crc FROM bodies WHERE id = ?');
  const apartOf = db.prepare<[number], Pick<BodyRow, 'base' | 'apart'>>('SELECT base, apart FROM bodies WHERE id = ?');
  const rowOf = db.prepare<[number], BodyRow>('SELECT * FROM bodies WHERE id = ?');
  const lastId = db.prepare<[], number>('SELECT coalesce(max(id), 0) FROM bodies').pluck();
  const remembered = new Map<number, Buffer>();

  function contentOf(id: number, row: PackedColumns): Buffer {
    const known = remembered.get(id);
    if (known !== undefined) return known;
    const content = unpackContent(row, row.base === null ? null : baseContent(row.base));
    if (row.base === null && canBeBase(content)) remember(id, content);
    return content;
  }
  function baseContent(id: number): Buffer {
    const known = remembered.get(id);
    if (known !== undefined) return known;
    const row = packedOf.get(id);
    // What others rest on rests on nothing itself.
    if (row === undefined || row.base !== null) throw damaged(id);
    return contentOf(id, row);
  }
  function headOf(id: number): BodyContent {
    const row = packedOf.get(id);
    if (row === undefined) throw damaged(id);
    return readHead(splitContent(contentOf(id, row)).head);
  }
  function fieldsOf(id: number): readonly FieldEntry[] {
    return headOf(id).fields;
  }
  /** How a body's fields come from those of its base, where that is told without unpacking either. */
  function steps(id: number): { readonly root: number; readonly apart: FieldsApart } | null {
    const row = apartOf.get(id);
    if (row === undefined) throw damaged(id);
    if (row.base === null) return { root: id, apart: NOTHING };
    const apart = row.apart === null ? null : unpackFieldsApart(row.apart);
    return apart === null ? null : { root: row.base, apart };
  }
  /** Whether what a row says of its base is true. */
  function fitsBase(row: BodyRow, head: Buffer): boolean {
    if (row.apart === null) return true;
    return row.base !== null && packFieldsApart(fieldsOf(row.base), readHead(head).fields)?.equals(row.apart) === true;
  }
  function remember(id: number, content: Buffer): void {
    const [oldest] = remembered.keys();
    if (remembered.size >= REMEMBERED && oldest !== undefined) remembered.delete(oldest);
    remembered.set(id, content);
  }
  function checked(id: number, row: BodyRow): { raw: Buffer; head: Buffer } {
    // Not from memory: what is checked is what the file holds.
    remembered.delete(id);
    const { raw: packedRaw, head } = splitContent(contentOf(id, row));
    const raw = row.large === null ? Buffer.from(packedRaw) : unpackLarge(row.large);
    const isWhole = hash('sha256', raw, 'buffer').equals(row.sha256) && sealOf(row, head, terms.of(id)).equals(row.seal);
    if (!isWhole) throw damaged(id);
    return { raw, head };
  }

  return {
    find: (sha256, canonical, kind, format) => find.get(sha256.subarray(0, DIGEST_BYTES), sha256, canonical, kind, format),
    baseFor(former) {
      const row = packedOf.get(former);
      if (row === undefined || row.link >= LINKS) return null;
      const id = row.base ?? former;
      // A damaged body must not stop the capture of its successor.
      const content = ifSound(() => baseContent(id));
      return content !== null && canBeBase(content) ? { id, content, link: row.link + 1 } : null;
    },
    insert(row, traces) {
      const id = Number(insert.run(row).lastInsertRowid);
      for (const trace of traces) terms.link(id, terms.intern(trace));
      return id;
    },
    body(id) {
      const row = rowOf.get(id);
      if (row === undefined) throw damaged(id);
      const { head, raw } = checked(id, row);
      return { id, format: formatOf(row.format), raw, sha256: row.sha256.toString('hex'), ...readHead(head) };
    },
    head: headOf,
    fields: fieldsOf,
    fieldsApart(before, after) {
      const other = steps(after);
      // The usual case: the later body is packed against the earlier one.
      if (other?.root === before) return other.apart;
      const one = steps(before);
      if (one === null || other === null || one.root !== other.root) return { gone: fieldsOf(before), came: fieldsOf(after) };
      return { gone: [...one.apart.came, ...other.apart.gone], came: [...other.apart.came, ...one.apart.gone] };
    },
    traces: (id) => terms.of(id),
    last: () => lastId.get() ?? 0,
    isSound(id) {
      return (
        ifSound(() => {
          const row = rowOf.get(id);
          if (row === undefined) throw damaged(id);
          return fitsBase(row, checked(id, row).head) ? row : null;
        }) !== null
      );
    },
  };
}

function damaged(id: number): AppError {
  return new AppError('case-damaged', { context: { body: id } });
}

/** Null where reading finds damage. */
function ifSound<T>(read: () => T): T | null {
  try {
    return read();
  } catch (error) {
    const known = asAppError(error);
    if (known instanceof AppError && known.code === 'case-damaged') return null;
    throw error;
  }
}
