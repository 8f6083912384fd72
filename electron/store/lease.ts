import type Database from 'better-sqlite3';
import { AppError } from '../../shared/errors.ts';
import type { Clock, Ids, Log } from '../core/ports.ts';
import { type ProcessMark, isRunning, ownMark } from './process-mark.ts';

/** The right to write, held by one at a time. */
export interface Lease {
  /** Renews it; throws `case-busy` where another has taken it over. Called inside each transaction that writes, so that it fences them. */
  renew(): void;
  release(): void;
}

export interface LeaseOptions {
  readonly clock: Clock;
  readonly ids: Ids;
  readonly log: Log;
  /** How long a second writer waits for the first. */
  readonly waitMs: number;
}

interface LeaseRow extends ProcessMark {
  readonly token: string;
  readonly beatMs: number;
}

const STEP_MS = 50;
const RENEW_AFTER_MS = 5000;
/** A holder of whom nobody can say whether it lives loses the lease after this long without a sign of life. */
const STALE_MS = 60 * 60 * 1000;

/** Takes the lease of the case, at once from a dead writer, after waiting from a living one; throws `case-busy` where that goes on. */
export function takeLease(db: Database.Database, options: LeaseOptions): Lease {
  const token = options.ids.next();
  for (let waitedMs = 0; ; waitedMs += STEP_MS) {
    const holder = tryToTake(db, token, options);
    if (holder === null) return leaseOf(db, token, options.clock);
    if (waitedMs >= options.waitMs) throw new AppError('case-busy', { context: { pid: holder.pid }, retry: 'later' });
    pause(STEP_MS);
  }
}

/** Answers null once the lease is ours, else its holder. */
function tryToTake(db: Database.Database, token: string, options: LeaseOptions): LeaseRow | null {
  const nowMs = options.clock.nowMs();
  const attempt = db.transaction((): LeaseRow | null => {
    const holder = db.prepare<[], LeaseRow>('SELECT token, pid, started, host, beat_ms AS beatMs FROM lease').get();
    if (holder !== undefined && isHeld(holder, nowMs)) return holder;
    if (holder !== undefined) options.log.warn('lease-taken-over', { pid: holder.pid });
    const { pid, started, host } = ownMark();
    db.prepare('INSERT OR REPLACE INTO lease (id, token, pid, started, host, beat_ms) VALUES (1, ?, ?, ?, ?, ?)').run(token, pid, started, host, nowMs);
    return null;
  });
  return attempt.immediate();
}

function isHeld(holder: LeaseRow, nowMs: number): boolean {
  const running = isRunning(holder, holder.beatMs, nowMs);
  if (running === 'unknown') return nowMs - holder.beatMs < STALE_MS;
  return running === 'yes';
}

function leaseOf(db: Database.Database, token: string, clock: Clock): Lease {
  const held = db.prepare<[string], { beatMs: number }>('SELECT beat_ms AS beatMs FROM lease WHERE token = ?');
  const beat = db.prepare<[number, string]>('UPDATE lease SET beat_ms = ? WHERE token = ?');
  const drop = db.prepare<[string]>('DELETE FROM lease WHERE token = ?');
  return {
    renew() {
      const row = held.get(token);
      if (row === undefined) throw new AppError('case-busy', { retry: 'later' });
      const nowMs = clock.nowMs();
      if (nowMs - row.beatMs >= RENEW_AFTER_MS) beat.run(nowMs, token);
    },
    release() {
      drop.run(token);
    },
  };
}

/** Waits without giving way: opening a case is synchronous. */
function pause(milliseconds: number): void {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, milliseconds);
}
