import { parentPort, workerData } from 'node:worker_threads';
import { AppError, toWireError, type WireError } from '../../shared/errors.ts';
import { openCase } from '../store/open-case.ts';
import { type AnswerTask, makeAnswer } from './answers/answer-tasks.ts';
import { silentLog, systemClock, systemIds } from './system-ports.ts';

/** What an answering thread is started with. */
export interface AnswerStart {
  readonly path: string;
  readonly passphrase: string | undefined;
  readonly task: AnswerTask;
  readonly build: string;
}

/** What it says: how far it is, and once, when it has ended, whether the answer is kept. */
export type AnswerMessage = { readonly type: 'compared'; readonly done: number; readonly total: number } | { readonly type: 'ended'; readonly failure: WireError | null };

say({ type: 'ended', failure: await answer(workerData as AnswerStart) });

function say(message: AnswerMessage): void {
  parentPort?.postMessage(message);
}

async function answer({ path, passphrase, task, build }: AnswerStart): Promise<WireError | null> {
  try {
    const store = openCase(path, { mode: 'read', clock: systemClock, ids: systemIds, log: silentLog, ...(passphrase === undefined ? {} : { key: passphrase }) });
    try {
      await makeAnswer({ store }, task, build, (done, total) => say({ type: 'compared', done, total }));
    } finally {
      store.close();
    }
    return null;
  } catch (error) {
    // Anything else is a fault of ours, and ends the thread with all that is known of it.
    if (!(error instanceof AppError)) throw error;
    return toWireError(error);
  }
}
