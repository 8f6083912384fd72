import { AppError } from '../../shared/errors.ts';
import type { SnapshotId } from '../../shared/records.ts';
import type { AuditStore } from './audit-types.ts';
import type { Bodies } from './bodies.ts';
import type { ReadDb } from './database.ts';
import type { Manifests } from './manifest.ts';
import type { SnapshotRows, StoredSnapshot } from './snapshot-rows.ts';
import { asAppError } from './sqlite-errors.ts';
import type { JournalStore } from './journal-types.ts';
import type { VerifyProblem } from './types.ts';

export interface VerifyParts {
  readonly snapshots: SnapshotRows;
  readonly manifests: Manifests;
  readonly bodies: Bodies;
  readonly journal: JournalStore;
  readonly audit: AuditStore;
}

interface Use {
  readonly body: number;
  readonly seq: number;
  readonly key: string | null;
  readonly source: string | null;
  readonly snapshotId: SnapshotId | null;
}

/**
 * Checks everything that can be checked, part by part, so that damage in one does not hide damage in another: SQLite's structure, every body
 * against its hashes, every snapshot against its manifest and the chain, every document of the journal, every audit row.
 */
export function* verifyCase(db: ReadDb, parts: VerifyParts): Generator<VerifyProblem> {
  yield* orDamaged(() => structure(db));
  const damaged = new Set<number>();
  yield* orDamaged(() => bodyProblems(db, parts.bodies, damaged));
  yield* orDamaged(() => chainProblems(parts, explainedBy(db, damaged)));
  yield* orDamaged(() => journalProblems(parts.journal));
  yield* orDamaged(() => auditProblems(parts.audit));
}

const DATABASE_DAMAGED: VerifyProblem = { code: 'database-damaged' };

/** Where a part cannot be read on, that is the last thing it says. */
function* orDamaged(part: () => Iterable<VerifyProblem>): Generator<VerifyProblem> {
  try {
    yield* part();
  } catch (error) {
    if (!isDamage(error)) throw error;
    yield DATABASE_DAMAGED;
  }
}

function structure(db: ReadDb): VerifyProblem[] {
  // SQLite's own check sees broken pages and indexes, but no flipped byte of content.
  const found = db.prepare<[], string>('PRAGMA integrity_check(1)').pluck().all();
  return found.length === 1 && found[0] === 'ok' ? [] : [DATABASE_DAMAGED];
}

function* bodyProblems(db: ReadDb, bodies: Bodies, damaged: Set<number>): Generator<VerifyProblem> {
  const used = db.prepare<[], number>('SELECT DISTINCT body FROM spans ORDER BY body').pluck().all();
  for (const id of used) if (!bodies.isSound(id)) damaged.add(id);
  const named = new Set<string>();
  for (const use of usesOf(db, damaged)) {
    const name = JSON.stringify([use.body, use.source, use.key]);
    if (named.has(name)) continue;
    named.add(name);
    yield {
      code: 'body-damaged',
      ...(use.snapshotId === null ? {} : { snapshotId: use.snapshotId }),
      ...(use.key === null ? {} : { key: use.key }),
      ...(use.source === null ? {} : { source: use.source }),
    };
  }
}

function* usesOf(db: ReadDb, damaged: ReadonlySet<number>): Generator<Use> {
  if (damaged.size === 0) return;
  const all = db.prepare<[], Use>(`SELECT s.body, s.from_seq AS seq, p.key, o.name AS source, n.public_id AS snapshotId FROM spans s
    LEFT JOIN snapshots n ON n.seq = s.from_seq LEFT JOIN places p ON p.id = s.place LEFT JOIN sources o ON o.id = p.source`);
  yield* all.all().filter((use) => damaged.has(use.body));
}

/** Snapshots whose manifest cannot fit because a body that they brought is damaged, which is said already. */
function explainedBy(db: ReadDb, damaged: ReadonlySet<number>): ReadonlySet<number> {
  return new Set([...usesOf(db, damaged)].map((use) => use.seq));
}

function* chainProblems(parts: VerifyParts, explained: ReadonlySet<number>): Generator<VerifyProblem> {
  let previous: { readonly seq: number; readonly hashes: readonly (Buffer | null)[] } = { seq: 0, hashes: [null] };
  for (const seq of parts.snapshots.numbers()) {
    const stored = parts.snapshots.bySeq(seq);
    if (stored === undefined) throw new AppError('case-damaged');
    const computed = computedHashes(parts.manifests, stored, previous.hashes);
    const fits = computed.some((hash) => hash.equals(stored.manifest));
    if (seq !== previous.seq + 1) yield problemOf('chain-broken', stored);
    else if (!fits && !explained.has(seq)) yield problemOf('snapshot-damaged', stored);
    if (!quarantineIsSound(parts.snapshots, stored)) yield problemOf('snapshot-damaged', stored);
    // Only one of the two hashes of a damaged manifest is the true one; the next manifest says which.
    previous = { seq, hashes: fits ? [stored.manifest] : [stored.manifest, ...computed] };
  }
}

function computedHashes(manifests: Manifests, stored: StoredSnapshot, previous: readonly (Buffer | null)[]): Buffer[] {
  const { manifest: _manifest, ...facts } = stored;
  try {
    return previous.map((hash) => manifests.hash(facts, hash));
  } catch (error) {
    if (isDamage(error)) return [];
    throw error;
  }
}

function quarantineIsSound(snapshots: SnapshotRows, stored: StoredSnapshot): boolean {
  try {
    snapshots.quarantinedAt(stored.seq);
    return true;
  } catch (error) {
    if (isDamage(error)) return false;
    throw error;
  }
}

function* journalProblems(journal: JournalStore): Generator<VerifyProblem> {
  for (const { id } of journal.plans()) if (!isReadable(() => journal.plan(id))) yield { ...DATABASE_DAMAGED, key: id };
  if (!isReadable(() => journal.restores())) yield DATABASE_DAMAGED;
  else for (const { id } of journal.restores()) if (!isReadable(() => journal.steps(id))) yield { ...DATABASE_DAMAGED, key: id };
}

/** Each row and each log is checked where it is read. */
function auditProblems(audit: AuditStore): VerifyProblem[] {
  audit.logs();
  for (const _row of audit.list()) continue;
  return [];
}

function isReadable(read: () => unknown): boolean {
  try {
    read();
    return true;
  } catch (error) {
    if (isDamage(error)) return false;
    throw error;
  }
}

function isDamage(error: unknown): boolean {
  const known = asAppError(error);
  return known instanceof AppError && known.code === 'case-damaged';
}

function problemOf(code: VerifyProblem['code'], snapshot: StoredSnapshot): VerifyProblem {
  return { code, snapshotId: snapshot.publicId as SnapshotId, source: snapshot.sourceName };
}
