import type { CancelSignal, Clock } from '../core/ports.ts';

/** A clock on which waiting takes no time: it is moved on by as long as the wait would have been. */
export interface HurriedClock extends Clock {
  /** Every wait so far, in milliseconds. */
  waits(): readonly number[];
}

/** Starts at a fixed time and moves by waiting alone. */
export function createHurriedClock(startMs = Date.UTC(2026, 2, 1, 12)): HurriedClock {
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
  };
}
