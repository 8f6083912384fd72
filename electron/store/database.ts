import Database from 'better-sqlite3';
import { AppError, type ErrorContext } from '../../shared/errors.ts';
import { inspectFile } from './file-state.ts';
import { withAppErrors } from './sqlite-errors.ts';

/** A passphrase as text, or a key of 32 bytes. */
export type CaseKey = string | Uint8Array;

/** What reading needs of a connection. */
export type ReadDb = Pick<Database.Database, 'prepare'>;

/** What writing needs of a connection: reading, and `write`, which runs its work as one committed transaction of the lease's holder. */
export interface WriteDb extends ReadDb {
  write<T>(work: () => T, context?: ErrorContext): T;
}

/** `SynT`: tells a case from any other SQLite file. */
export const APPLICATION_ID = 0x53796e54;
/** Larger than SQLite's default, so that few bytes of a page stay empty beside bodies of some hundred bytes. */
export const PAGE_BYTES = 8192;

const LOCK_WAIT_MS = 5000;
const CACHE_KIB = 32_000;
/** SQLCipher 4's format, readable by its own tool: PBKDF2-HMAC-SHA512 with 256,000 rounds, AES-256, an HMAC over each page. */
const CIPHER = 'sqlcipher';
const RAW_KEY_BYTES = 32;

export interface Opened {
  readonly db: Database.Database;
  readonly isEncrypted: boolean;
}

/** Opens a file that is there; throws `case-missing`, `case-not-a-case`, `case-locked` or `case-damaged` where it can't be read. */
export function openFile(path: string, key: CaseKey | undefined): Opened {
  const state = inspectFile(path);
  if (state === 'head-damaged') throw new AppError('case-damaged');
  if (state === 'plain') return { db: connect(path, undefined), isEncrypted: false };
  if (key === undefined) throw new AppError(state === 'other' ? 'case-not-a-case' : 'case-locked');
  try {
    return { db: connect(path, key), isEncrypted: true };
  } catch (error) {
    // SQLite cannot tell a wrong key from what is no database.
    if (!isNotADatabase(error)) throw error;
    throw new AppError(state === 'other' ? 'case-not-a-case' : 'case-locked', { cause: error });
  }
}

/** Makes an empty database at a path where nothing is. */
export function createFile(path: string, key: CaseKey | undefined): Database.Database {
  return withAppErrors(() => {
    const db = new Database(path, { timeout: LOCK_WAIT_MS });
    unlock(db, key);
    db.pragma(`page_size = ${PAGE_BYTES}`);
    db.pragma('journal_mode = WAL');
    prepareConnection(db);
    return db;
  });
}

function connect(path: string, key: CaseKey | undefined): Database.Database {
  return withAppErrors(() => {
    const db = new Database(path, { fileMustExist: true, timeout: LOCK_WAIT_MS });
    try {
      unlock(db, key);
      prepareConnection(db);
      // The first read: a wrong key or a damaged head shows here, and what a killed writer left in the WAL is recovered.
      db.prepare('SELECT count(*) FROM sqlite_schema').get();
      return db;
    } catch (error) {
      db.close();
      throw error;
    }
  });
}

function prepareConnection(db: Database.Database): void {
  db.pragma('foreign_keys = ON');
  db.pragma('synchronous = FULL');
  // Temporary tables and sorts never reach the disk, where they would lie in plain text beside an encrypted case.
  db.pragma('temp_store = MEMORY');
  db.pragma('trusted_schema = OFF');
  db.pragma(`cache_size = -${CACHE_KIB}`);
}

function unlock(db: Database.Database, key: CaseKey | undefined): void {
  if (key === undefined) return;
  db.pragma(`cipher = '${CIPHER}'`);
  db.key(keyBytes(key));
}

function keyBytes(key: CaseKey): Buffer {
  if (typeof key === 'string') return Buffer.from(key, 'utf8');
  // SQLCipher's notation of a key that needs no derivation.
  if (key.byteLength === RAW_KEY_BYTES) return Buffer.from(`x'${Buffer.from(key).toString('hex')}'`, 'latin1');
  return Buffer.from(key);
}

function isNotADatabase(error: unknown): boolean {
  return error instanceof AppError && error.context['cause'] === 'SQLITE_NOTADB';
}
