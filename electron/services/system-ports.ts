import { createHash, randomBytes } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import type { CancelSignal, Clock, Ids, Log, LogFacts } from '../core/ports.ts';

/** The machine's clock; waiting ends early with the signal's reason when cancelled. */
export const systemClock: Clock = {
  nowMs: () => Date.now(),
  async sleep(milliseconds: number, signal?: CancelSignal): Promise<void> {
    signal?.throwIfAborted();
    try {
      await delay(milliseconds, undefined, signal instanceof AbortSignal ? { signal } : {});
    } catch (error) {
      signal?.throwIfAborted();
      throw error;
    }
  },
};

/** Ids of 96 random bits, URL-safe, never beginning with a dash (a command line would take that for an option). */
export const systemIds: Ids = {
  next(): string {
    const id = randomBytes(12).toString('base64url');
    return id.startsWith('-') ? `0${id.slice(1)}` : id;
  },
};

/** Says nothing. */
export const silentLog: Log = { debug() {}, info() {}, warn() {} };

/** One JSON line an event on stderr, where SYNCTRACE_LOG asks for it (`debug`, `info` or `warn`). */
export function stderrLog(level: string | undefined): Log {
  const levels = ['debug', 'info', 'warn'];
  const from = levels.indexOf(level ?? '');
  if (from < 0) return silentLog;
  const write = (name: string) => (event: string, facts: LogFacts = {}) => {
    if (levels.indexOf(name) >= from) process.stderr.write(`${JSON.stringify({ level: name, event, ...facts })}\n`);
  };
  return { debug: write('debug'), info: write('info'), warn: write('warn') };
}

/** SHA-256 in hex. */
export function sha256Hex(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}
