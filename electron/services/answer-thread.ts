import { statSync } from 'node:fs';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { AppError, type WireError } from '../../shared/errors.ts';
import type { AnswerMessage, AnswerStart } from './answer-worker.ts';
import type { TellCompared } from './case-history.ts';
import { VERSION } from './version.ts';

/** The thread's program: beside this one, as source or as built. */
const PROGRAM = join(import.meta.dirname, '..', 'services', `answer-worker.${import.meta.filename.endsWith('.ts') ? 'ts' : 'js'}`);

/** Names this build: another may answer otherwise, so what one kept is not taken by the next. */
export function buildName(): string {
  return `${VERSION}:${Math.round(statSync(PROGRAM).mtimeMs)}`;
}

// A million changes are a few gigabytes while they are followed through a case; they are given back with the thread.
const OLD_GENERATION_MB = 8192;

/** Works an answer out in a thread of its own, which is gone when this settles; it is ended at once when the signal says so. */
export function answerBeside(start: AnswerStart, signal: AbortSignal, compared: TellCompared): Promise<void> {
  return new Promise((resolve, reject) => {
    signal.throwIfAborted();
    const worker = new Worker(PROGRAM, { workerData: start, resourceLimits: { maxOldGenerationSizeMb: OLD_GENERATION_MB } });
    let end: WireError | null | undefined;
    let failure: Error | undefined;
    const stop = (): void => void worker.terminate();
    signal.addEventListener('abort', stop, { once: true });
    worker.on('message', (message: AnswerMessage) => {
      if (message.type === 'ended') end = message.failure;
      else compared(message.done, message.total);
    });
    worker.once('error', (error: Error) => {
      failure = error;
    });
    // Only now its connection to the case is closed.
    worker.once('exit', () => {
      signal.removeEventListener('abort', stop);
      if (end === null) resolve();
      else if (signal.aborted) reject(new AppError('cancelled'));
      else if (end === undefined) reject(failure ?? new AppError('internal'));
      else reject(new AppError(end.code, { context: end.context }));
    });
  });
}
