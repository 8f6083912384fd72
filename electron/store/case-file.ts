import { AppError, BugError, type ErrorContext } from '../../shared/errors.ts';
import type Database from 'better-sqlite3';
import type { Clock, Ids, Log } from '../core/ports.ts';
import { closeAtExit } from './close-at-exit.ts';
import type { WriteDb } from './database.ts';
import type { Lease } from './lease.ts';
import { withAppErrors } from './sqlite-errors.ts';

/** An open case file and what its parts share. */
export interface CaseFile extends WriteDb {
  readonly path: string;
  readonly isEncrypted: boolean;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly log: Log;
  /** As `write`, but for what can be made again (answers): also where the case was opened for reading, without the lease. */
  writeCache<T>(work: () => T): T;
  /** As `write`, for deleting what no row refers to: without looking through all rows for one that does. */
  sweep<T>(work: () => T): T;
  /** Everything read within is one state of the file; a transaction of its own for each statement would cost as much as the statement. */
  readTogether<T>(read: () => T): T;
  close(): void;
}

export interface CaseFileOptions {
  readonly path: string;
  readonly isEncrypted: boolean;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly log: Log;
  readonly lease: Lease | null;
  /** Runs after the connection was closed. */
  readonly afterClose: () => void;
}

/** Binds an open connection to its lease; without one the connection refuses to change anything but what `writeCache` does. */
export function caseFile(db: Database.Database, options: CaseFileOptions): CaseFile {
  const { path, isEncrypted, clock, ids, log, lease } = options;
  if (lease === null) db.pragma('query_only = ON');
  function write<T>(work: () => T, context?: ErrorContext): T {
    if (lease === null) throw new BugError('a case opened for reading was written to');
    if (db.inTransaction) return work();
    const transaction = db.transaction(() => {
      lease.renew();
      return work();
    });
    return withAppErrors(() => transaction.immediate(), context);
  }
  function close(): void {
    stayAtExit();
    if (!db.open) return;
    try {
      if (lease !== null) withAppErrors(() => lease.release());
      withAppErrors(() => db.pragma('wal_checkpoint(TRUNCATE)'));
    } catch (error) {
      // The data is safe in the WAL, which the next opening folds in; the connection has to go all the same.
      if (!(error instanceof AppError)) throw error;
      log.warn('checkpoint-failed', { code: error.code });
    } finally {
      db.close();
      options.afterClose();
    }
  }
  const stayAtExit = closeAtExit(close);
  return {
    path,
    isEncrypted,
    clock,
    ids,
    log,
    prepare: db.prepare.bind(db),
    write,
    sweep(work) {
      db.pragma('foreign_keys = OFF');
      try {
        return write(work);
      } finally {
        db.pragma('foreign_keys = ON');
      }
    },
    writeCache(work) {
      if (db.inTransaction) return work();
      if (lease === null) db.pragma('query_only = OFF');
      try {
        return withAppErrors(() => db.transaction(work).immediate());
      } finally {
        if (lease === null) db.pragma('query_only = ON');
      }
    },
    readTogether: (read) => (db.inTransaction ? read() : withAppErrors(() => db.transaction(read).deferred())),
    close,
  };
}
