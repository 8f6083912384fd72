import { createHash } from 'node:crypto';
import { inflateRawSync } from 'node:zlib';
import Database from 'better-sqlite3';
import { dictionary } from '../store/packing/dictionary.ts';

/** What an independent reader finds in a case file. */
export interface OracleCase {
  readonly snapshots: readonly OracleSnapshot[];
  /** What does not fit together; empty for a sound file. */
  readonly faults: readonly string[];
}

export interface OracleSnapshot {
  readonly id: string;
  readonly source: string;
  readonly complete: boolean;
  /** `collection key state` → SHA-256 of the bytes, as computed from the bytes; of an incomplete snapshot everything that stood. */
  readonly records: Readonly<Record<string, string>>;
}

interface BodyRow {
  readonly id: number;
  readonly sha256: Buffer;
  readonly dictionary: number;
  readonly base: number | null;
  readonly packed: Buffer;
  readonly large: Buffer | null;
}

/** Reads a plain case with SQL and hashes alone, not through the store: every snapshot, every body, and whether one is half there. */
export function readAsOracle(path: string): OracleCase {
  const db = new Database(path, { fileMustExist: true });
  try {
    const faults: string[] = [];
    const hashes = bodyHashes(db, faults);
    const snapshots = db
      .prepare<[], { seq: number; id: string; source: number; name: string; complete: number; live: number }>(
        `SELECT n.seq, n.public_id AS id, n.source, o.name, n.complete, n.live_contact + n.live_event + n.live_task AS live
         FROM snapshots n JOIN sources o ON o.id = n.source ORDER BY n.seq`,
      )
      .all();
    const spans = db
      .prepare<[], { source: number; collection: string; key: string; from: number; to: number | null; body: number; state: number }>(
        `SELECT p.source, c.external_id AS collection, p.key, s.from_seq AS "from", s.to_seq AS "to", s.body, s.state
         FROM spans s JOIN places p ON p.id = s.place JOIN collections c ON c.id = p.collection`,
      )
      .all();
    const found = snapshots.map(({ seq, id, source, name, complete, live }, index) => {
      if (seq !== index + 1) faults.push(`snapshot ${seq} stands at place ${index + 1}`);
      const records: Record<string, string> = {};
      let liveFound = 0;
      for (const span of spans) {
        if (span.source !== source || span.from > seq || (span.to !== null && span.to <= seq)) continue;
        const place = `${span.collection} ${span.key} ${span.state}`;
        if (records[place] !== undefined) faults.push(`two records at ${place}`);
        records[place] = hashes.get(span.body) ?? 'missing';
        if (span.state === 0) liveFound += 1;
      }
      if (liveFound !== live) faults.push(`snapshot ${seq} counts ${live} live records, ${liveFound} stand`);
      return { id, source: name, complete: complete === 1, records };
    });
    const ends = new Set(snapshots.map(({ seq }) => seq));
    if (spans.some((span) => !ends.has(span.from) || (span.to !== null && !ends.has(span.to)))) faults.push('a span of no snapshot');
    return { snapshots: found, faults };
  } finally {
    db.close();
  }
}

/** SHA-256 of the bytes of every body that a span uses, computed from the bytes. */
function bodyHashes(db: Database.Database, faults: string[]): ReadonlyMap<number, string> {
  const rows = db.prepare<[], BodyRow>('SELECT id, sha256, dictionary, base, packed, large FROM bodies WHERE id IN (SELECT body FROM spans)').all();
  const one = db.prepare<[number], BodyRow>('SELECT id, sha256, dictionary, base, packed, large FROM bodies WHERE id = ?');
  const content = (row: BodyRow): Buffer => {
    const base = row.base === null ? undefined : one.get(row.base);
    const preset = Buffer.concat([dictionary(row.dictionary), ...(base === undefined ? [] : [content(base)])]);
    return inflateRawSync(row.packed, { dictionary: preset });
  };
  return new Map(
    rows.map((row) => {
      const raw = row.large === null ? rawWithin(content(row)) : inflateRawSync(row.large);
      const hash = createHash('sha256').update(raw).digest('hex');
      if (hash !== row.sha256.toString('hex')) faults.push(`body ${row.id} is damaged`);
      return [row.id, hash];
    }),
  );
}

/** A content begins with the length of its raw bytes, seven bits a byte, the least first. */
function rawWithin(content: Buffer): Buffer {
  let length = 0;
  let index = 0;
  for (let shift = 0; ; shift += 7) {
    const byte = content[index] ?? 0;
    index += 1;
    length += (byte & 0x7f) * 2 ** shift;
    if (byte < 0x80) return content.subarray(index, index + length);
  }
}
