import type { ConnectorPorts } from '../connectors/connector.ts';
import type { CancelSignal, Clock, Ids, Log, LogFacts } from '../core/ports.ts';

/** 2026-03-01T12:00:00Z, the present of all tests. */
export const TEST_NOW_MS = Date.UTC(2026, 2, 1, 12);

/** A clock that stands still but for waiting, which takes no time and moves it on. */
export interface FixedClock extends Clock {
  /** Every wait so far, in milliseconds. */
  waits(): readonly number[];
  advance(milliseconds: number): void;
}

/** A clock at a fixed time; a wait resolves at once, or rejects with the signal's reason. */
export function createFixedClock(startMs = TEST_NOW_MS): FixedClock {
  let nowMs = startMs;
  const waits: number[] = [];
  return {
    nowMs: () => nowMs,
    async sleep(milliseconds: number, signal?: CancelSignal) {
      signal?.throwIfAborted();
      waits.push(milliseconds);
      nowMs += milliseconds;
    },
    waits: () => [...waits],
    advance(milliseconds) {
      nowMs += milliseconds;
    },
  };
}

/** `id-1`, `id-2` and so on. */
export function createCountingIds(prefix = 'id'): Ids {
  let count = 0;
  return {
    next() {
      count += 1;
      return `${prefix}-${count}`;
    },
  };
}

export interface LogLine {
  readonly level: 'debug' | 'info' | 'warn';
  readonly event: string;
  readonly facts: LogFacts;
}

/** A log whose lines can be looked at: for what must be said, and for what must never be. */
export function createRecordingLog(): Log & { lines(): readonly LogLine[] } {
  const lines: LogLine[] = [];
  const write = (level: LogLine['level']) => (event: string, facts: LogFacts = {}) => void lines.push({ level, event, facts });
  return { debug: write('debug'), info: write('info'), warn: write('warn'), lines: () => [...lines] };
}

/** The ports of a connector under test. */
export function createConnectorPorts(): ConnectorPorts & { readonly clock: FixedClock; readonly log: ReturnType<typeof createRecordingLog> } {
  return { clock: createFixedClock(), log: createRecordingLog() };
}
