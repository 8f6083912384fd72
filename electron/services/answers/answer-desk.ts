import { answerBeside } from '../answer-thread.ts';
import type { AnswerStart } from '../answer-worker.ts';
import type { AnswerTask } from './answer-tasks.ts';

/** Where answers are made: those of the whole case one after another, those that somebody waits for beside them. */
export interface AnswerDesk {
  /** Settles when the answer is kept; whoever asks for the same meanwhile waits for the same. It is ended when nobody waits any more. */
  make(start: Omit<AnswerStart, 'build'>, signal: AbortSignal): Promise<void>;
  /** Ends all that is being made, and settles when nothing of it holds the case open. */
  endAll(): Promise<void>;
}

interface Making {
  readonly done: Promise<void>;
  readonly controller: AbortController;
  waiting: number;
}

type Work = typeof answerBeside;

/** A desk with two lines, so that there are never more than two threads. */
export function createAnswerDesk(work: Work = answerBeside): AnswerDesk {
  const making = new Map<string, Making>();
  const lines = new Map<string, Promise<unknown>>();

  function begin(name: string, start: Omit<AnswerStart, 'build'>): Making {
    const line = lineOf(start.task);
    const controller = new AbortController();
    const before = lines.get(line) ?? Promise.resolve();
    const done = before.then(() => {
      controller.signal.throwIfAborted();
      return work(start, controller.signal);
    });
    const one = { done, controller, waiting: 0 };
    const leave = (): void => {
      if (making.get(name) === one) making.delete(name);
    };
    // Who waits hears of a failure; the next in the line goes on either way.
    lines.set(line, done.then(leave, leave));
    making.set(name, one);
    return one;
  }

  return {
    async make(start, signal) {
      const name = JSON.stringify([start.path, start.task]);
      const held = making.get(name);
      const one = held === undefined || held.controller.signal.aborted ? begin(name, start) : held;
      one.waiting += 1;
      let leave = (): void => {};
      const left = new Promise<never>((_, reject) => {
        leave = () => {
          one.waiting -= 1;
          if (one.waiting === 0) one.controller.abort();
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
  return of === 'comparison' || of === 'duplicates' ? 'pair' : 'whole';
}
