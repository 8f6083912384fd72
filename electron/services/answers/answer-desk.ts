import { answerBeside } from '../answer-thread.ts';
import type { AnswerStart } from '../answer-worker.ts';
import type { TellCompared } from '../case-history.ts';
import type { AnswerTask } from './answer-tasks.ts';

/** Where answers are made: those of the whole case one after another, beside them comparisons, and beside both searches for duplicates. */
export interface AnswerDesk {
  /** Settles when the answer is kept; whoever asks for the same meanwhile waits for the same. It is ended when nobody waits any more. */
  make(start: AnswerStart, signal: AbortSignal, compared: TellCompared): Promise<void>;
  /** Ends all that is being made, and settles when nothing of it holds the case open. */
  endAll(): Promise<void>;
}

interface Making {
  readonly done: Promise<void>;
  readonly controller: AbortController;
  /** Of all who wait for it. */
  readonly hearers: Set<TellCompared>;
}

type Work = typeof answerBeside;

/** A desk with three lines, so that there are never more than three threads. */
export function createAnswerDesk(work: Work = answerBeside): AnswerDesk {
  const making = new Map<string, Making>();
  const lines = new Map<string, Promise<unknown>>();

  function begin(name: string, start: AnswerStart): Making {
    const line = lineOf(start.task);
    const controller = new AbortController();
    const hearers = new Set<TellCompared>();
    const before = lines.get(line) ?? Promise.resolve();
    const done = before.then(() => {
      controller.signal.throwIfAborted();
      return work(start, controller.signal, (...amount) => hearers.forEach((hear) => hear(...amount)));
    });
    const one = { done, controller, hearers };
    const leave = (): void => {
      if (making.get(name) === one) making.delete(name);
    };
    // Who waits hears of a failure; the next in the line goes on either way.
    lines.set(line, done.then(leave, leave));
    making.set(name, one);
    return one;
  }

  return {
    async make(start, signal, compared) {
      // Its own, so that who waits twice counts twice.
      const hear: TellCompared = (...amount) => compared(...amount);
      const name = JSON.stringify([start.path, start.task]);
      const held = making.get(name);
      const one = held === undefined || held.controller.signal.aborted ? begin(name, start) : held;
      one.hearers.add(hear);
      let leave = (): void => {};
      const left = new Promise<never>((_, reject) => {
        leave = () => {
          one.hearers.delete(hear);
          if (one.hearers.size === 0) one.controller.abort();
          reject(signal.reason);
        };
      });
      signal.addEventListener('abort', leave, { once: true });
      try {
        await Promise.race([one.done, left]);
      } finally {
        signal.removeEventListener('abort', leave);
      }
    },
    async endAll() {
      for (const { controller } of making.values()) controller.abort();
      await Promise.all(lines.values());
    },
  };
}

function lineOf({ of }: AnswerTask): string {
  return of === 'comparison' || of === 'duplicates' ? of : 'whole';
}
