import { chmodSync, closeSync, constants, copyFileSync, existsSync, accessSync, linkSync, mkdirSync, mkdtempSync, openSync, renameSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join, resolve } from 'node:path';
import type Database from 'better-sqlite3';
import { AppError } from '../../shared/errors.ts';
import type { Clock, Ids, Log } from '../core/ports.ts';
import { type CaseFile, caseFile } from './case-file.ts';
import { caseStore } from './case-store.ts';
import { type CaseKey, createFile, openFile } from './database.ts';
import { type Lease, takeLease } from './lease.ts';
import { applyAll, migrate, newestVersion, schemaVersion } from './migrate.ts';
import { MIGRATIONS } from './migrations/index.ts';
import type { Migration } from './migrations/migration.ts';
import { withAppErrors } from './sqlite-errors.ts';
import type { CaseStore } from './types.ts';

export interface CreateOptions {
  /** Encrypts the case: a passphrase, or a key of 32 bytes. */
  readonly key?: CaseKey;
  readonly title?: string;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly log: Log;
}

export interface OpenOptions {
  /** `read` always works beside one writer; `write` takes the lease; `create` makes the case and goes on as `write`. */
  readonly mode: 'read' | 'write' | 'create';
  readonly key?: CaseKey;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly log: Log;
  /** How long a second writer waits for the first; 5 s unless told. */
  readonly waitMs?: number;
  /** The schema's steps; the released ones unless told. */
  readonly migrations?: readonly Migration[];
  /** Whether the file and its folder may be written to; asked of the file system unless told. */
  readonly isWritable?: (path: string) => boolean;
  /** Refuses to let the file grow beyond so many pages, as a full disk does. */
  readonly pageLimit?: number;
}

const WAIT_MS = 5000;

/** Opens a case; throws `case-missing`, `case-not-a-case`, `case-newer`, `case-damaged`, `case-locked` or `case-busy` where it can't. */
export function openCase(path: string, options: OpenOptions): CaseStore {
  if (options.mode === 'create') return createCase(path, options);
  return options.mode === 'write' ? openForWriting(resolve(path), options) : openForReading(resolve(path), options);
}

/** Makes an empty case and opens it for writing; throws `case-exists` where the path is taken. Whoever looks sees a whole case or none. */
export function createCase(path: string, options: CreateOptions & Pick<OpenOptions, 'waitMs' | 'migrations'>): CaseStore {
  const target = resolve(path);
  if (existsSync(target)) throw new AppError('case-exists');
  withAppErrors(() => {
    mkdirSync(dirname(target), { recursive: true });
    const draft = `${target}.${options.ids.next()}.new`;
    try {
      fillDraft(draft, options);
      putInPlace(draft, target);
    } finally {
      for (const suffix of ['', '-wal', '-shm']) rmSync(draft + suffix, { force: true });
    }
  });
  return openForWriting(target, { ...options, mode: 'write' });
}

function fillDraft(draft: string, options: CreateOptions & Pick<OpenOptions, 'migrations'>): void {
  // Personal data: for its owner's eyes from the first byte on.
  closeSync(openSync(draft, 'wx', 0o600));
  const db = createFile(draft, options.key);
  try {
    applyAll(db, options.migrations ?? MIGRATIONS);
    const setFact = db.prepare('INSERT INTO case_facts (name, value) VALUES (?, ?)');
    setFact.run('title', options.title ?? '');
    setFact.run('createdAt', new Date(options.clock.nowMs()).toISOString());
  } finally {
    db.close();
  }
}

/** A hard link never replaces what another made meanwhile; where the file system has none, a rename has to do. */
function putInPlace(draft: string, target: string): void {
  try {
    linkSync(draft, target);
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code;
    if (code === 'EEXIST' || existsSync(target)) throw new AppError('case-exists', { cause: error });
    if (code === 'ENOSPC' || code === 'EROFS' || code === 'EACCES') throw error;
    renameSync(draft, target);
  }
}

function openForWriting(path: string, options: OpenOptions): CaseStore {
  const { db, isEncrypted } = openFile(path, options.key);
  const migrations = options.migrations ?? MIGRATIONS;
  let lease: Lease | undefined;
  try {
    lease = withAppErrors(() => {
      requireWritable(path, options);
      schemaVersion(db, migrations);
      if (options.pageLimit !== undefined) db.pragma(`max_page_count = ${options.pageLimit}`);
      return takeLease(db, leaseOptions(options));
    });
    withAppErrors(() => migrate(db, path, migrations));
    return storeOver(caseFile(db, { ...options, path, isEncrypted, lease, afterClose() {} }), true);
  } catch (error) {
    if (lease !== undefined && db.open) releaseQuietly(lease, options.log);
    if (db.open) db.close();
    throw error;
  }
}

function openForReading(path: string, options: OpenOptions): CaseStore {
  // A WAL database needs its folder to be writable even for reading; where it is not, a copy is read.
  if (!(options.isWritable ?? isWritable)(path)) return openCopy(path, options);
  const { db, isEncrypted } = openFile(path, options.key);
  try {
    bringUpToDate(db, path, options);
    return storeOver(caseFile(db, { ...options, path, isEncrypted, lease: null, afterClose() {} }), false);
  } catch (error) {
    if (db.open) db.close();
    throw error;
  }
}

function openCopy(path: string, options: OpenOptions): CaseStore {
  const folder = mkdtempSync(join(tmpdir(), 'synctrace-'));
  const copy = join(folder, basename(path));
  const forget = () => rmSync(folder, { recursive: true, force: true });
  try {
    if (!existsSync(path)) throw new AppError('case-missing');
    for (const suffix of ['', '-wal']) {
      if (!existsSync(path + suffix)) continue;
      withAppErrors(() => copyFileSync(path + suffix, copy + suffix));
      chmodSync(copy + suffix, 0o600);
    }
    const { db, isEncrypted } = openFile(copy, options.key);
    try {
      bringUpToDate(db, copy, options);
      return storeOver(caseFile(db, { ...options, path, isEncrypted, lease: null, afterClose: forget }), false);
    } catch (error) {
      if (db.open) db.close();
      throw error;
    }
  } catch (error) {
    forget();
    throw error;
  }
}

function storeOver(file: CaseFile, mayWrite: boolean): CaseStore {
  try {
    return withAppErrors(() => caseStore(file, mayWrite));
  } catch (error) {
    file.close();
    // A statement that does not fit the tables: the schema itself is damaged.
    const isMisfit = error instanceof Error && (error as { code?: unknown }).code === 'SQLITE_ERROR';
    throw isMisfit ? new AppError('case-damaged', { cause: error }) : error;
  }
}

/** A reader of an older file becomes its writer for the moment of the migration. */
function bringUpToDate(db: Database.Database, path: string, options: OpenOptions): void {
  const migrations = options.migrations ?? MIGRATIONS;
  withAppErrors(() => {
    if (schemaVersion(db, migrations) === newestVersion(migrations)) return;
    const lease = takeLease(db, leaseOptions(options));
    try {
      migrate(db, path, migrations);
    } finally {
      lease.release();
    }
  });
}

function leaseOptions(options: OpenOptions) {
  return { clock: options.clock, ids: options.ids, log: options.log, waitMs: options.waitMs ?? WAIT_MS };
}

function releaseQuietly(lease: Lease, log: Log): void {
  try {
    withAppErrors(() => lease.release());
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    log.warn('lease-not-released', { code: error.code });
  }
}

function requireWritable(path: string, options: OpenOptions): void {
  if (!(options.isWritable ?? isWritable)(path)) throw new AppError('file-not-writable');
}

function isWritable(path: string): boolean {
  if (!existsSync(path)) return true;
  try {
    accessSync(path, constants.W_OK);
    accessSync(dirname(path), constants.W_OK);
    return true;
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code;
    if (code === 'EACCES' || code === 'EROFS' || code === 'EPERM') return false;
    throw error;
  }
}
