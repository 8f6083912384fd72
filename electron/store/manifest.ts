import { createHash } from 'node:crypto';
import type { ReadDb } from './database.ts';
import type { StoredSnapshot } from './snapshot-rows.ts';

/** Computes manifests from the rows of the file, the same way when a snapshot is committed and when it is verified. */
export interface Manifests {
  /** SHA-256 of the manifest: what the snapshot says, a digest of what it changed, and the hash of the manifest before it. */
  hash(snapshot: Omit<StoredSnapshot, 'manifest'>, previous: Buffer | null): Buffer;
}

interface Change {
  readonly record: number;
  readonly collection: string | null;
  readonly key: string | null;
}
interface Begin extends Change {
  readonly state: number;
  readonly sha256: Buffer | null;
  readonly seal: Buffer | null;
}
interface CollectionEnd {
  readonly id: string | null;
  readonly name: string;
  readonly listing: string | null;
  readonly complete: number;
  readonly because: string | null;
  readonly cursorHash: Buffer | null;
  readonly dropped: number;
}
type Problem = Record<'collection' | 'file' | 'line' | 'key' | 'code' | 'quarantined', string | number | null> & { readonly sha256: Buffer | null };

/** The manifests of a connection. LEFT JOINs: what is missing must change the hash, not stop it. */
export function manifests(db: ReadDb): Manifests {
  const places = 'LEFT JOIN places p ON p.id = s.place LEFT JOIN collections c ON c.id = p.collection';
  const begins = db.prepare<[number], Begin>(
    `SELECT s.record, c.external_id AS collection, p.key, s.state, b.sha256, b.seal FROM spans s ${places} LEFT JOIN bodies b ON b.id = s.body WHERE s.from_seq = ? ORDER BY s.record`,
  );
  const ends = db.prepare<[number], Change>(`SELECT s.record, c.external_id AS collection, p.key FROM spans s ${places} WHERE s.to_seq = ? ORDER BY s.record`);
  const rewrites = db.prepare<[number], number>('SELECT record FROM rewrites WHERE seq = ? ORDER BY record').pluck();
  const seen = db.prepare<[number], Buffer>('SELECT places FROM seen WHERE seq = ?').pluck();
  const collections = db.prepare<[number], CollectionEnd>(
    `SELECT c.external_id AS id, e.name, e.listing, e.complete, e.because, e.cursor_hash AS cursorHash, e.dropped
     FROM snapshot_collections e LEFT JOIN collections c ON c.id = e.collection WHERE e.seq = ? ORDER BY c.external_id`,
  );
  const problems = db.prepare<[number], Problem>('SELECT collection, file, line, key, code, quarantined, sha256 FROM problems WHERE seq = ? ORDER BY id');

  function digestOfChanges(seq: number): string {
    const digest = createHash('sha256');
    const add = (line: readonly unknown[]) => digest.update(`${JSON.stringify(line)}\n`);
    for (const row of begins.iterate(seq)) add(['+', row.record, row.collection, row.key, row.state, hex(row.sha256), hex(row.seal)]);
    for (const row of ends.iterate(seq)) add(['-', row.record, row.collection, row.key]);
    for (const record of rewrites.iterate(seq)) add(['~', record]);
    for (const row of problems.iterate(seq)) add(['!', row.collection, row.file, row.line, row.key, row.code, row.quarantined, hex(row.sha256)]);
    add(['seen', hex(seen.get(seq) ?? null)]);
    return digest.digest('hex');
  }

  return {
    hash(snapshot, previous) {
      const { source: _source, ...facts } = snapshot;
      const manifest = {
        format: 'synctrace-manifest/1',
        previous: hex(previous),
        snapshot: Object.entries(facts).sort(([one], [other]) => (one < other ? -1 : 1)),
        collections: collections
          .all(snapshot.seq)
          .map((row) => [row.id, row.name, row.listing, row.complete, row.because, hex(row.cursorHash), row.dropped]),
        changes: digestOfChanges(snapshot.seq),
      };
      return createHash('sha256').update(JSON.stringify(manifest)).digest();
    },
  };
}

function hex(bytes: Buffer | null): string | null {
  return bytes === null ? null : bytes.toString('hex');
}
