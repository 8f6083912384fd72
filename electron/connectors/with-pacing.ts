import type { Clock } from '../core/ports.ts';

/** Lets few tasks run at a time, and none before a moment that the server named. */
export interface Pace {
  /** Runs the task once there is room; rejects with the signal's reason where that ends the waiting. */
  run<T>(task: () => Promise<T>, signal: AbortSignal): Promise<T>;
  /** Nothing starts before this time, whoever asks. */
  holdUntil(timeMs: number): void;
}

/** A pace of at most `maxInFlight` tasks; those that wait are served in the order in which they came. */
export function createPace(clock: Clock, maxInFlight: number): Pace {
  let inFlight = 0;
  let heldUntilMs = 0;
  const waiting: (() => void)[] = [];

  const enter = (signal: AbortSignal) =>
    new Promise<void>((resolve, reject) => {
      if (inFlight < maxInFlight) {
        inFlight += 1;
        resolve();
        return;
      }
      const start = () => {
        signal.removeEventListener('abort', giveUp);
        inFlight += 1;
        resolve();
      };
      const giveUp = () => {
        const place = waiting.indexOf(start);
        if (place >= 0) waiting.splice(place, 1);
        reject(signal.reason);
      };
      waiting.push(start);
      signal.addEventListener('abort', giveUp, { once: true });
    });

  const leave = () => {
    inFlight -= 1;
    waiting.shift()?.();
  };

  return {
    async run(task, signal) {
      signal.throwIfAborted();
      await enter(signal);
      try {
        // The moment may move on while this one waits.
        for (let waitMs = heldUntilMs - clock.nowMs(); waitMs > 0; waitMs = heldUntilMs - clock.nowMs()) await clock.sleep(waitMs, signal);
        return await task();
      } finally {
        leave();
      }
    },
    holdUntil(timeMs) {
      heldUntilMs = Math.max(heldUntilMs, timeMs);
    },
  };
}
