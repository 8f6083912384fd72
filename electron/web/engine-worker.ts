import { join } from 'node:path';
import { MessageChannel, Worker, type MessagePort } from 'node:worker_threads';
import type { EngineStart, FromEngine, ToEngine } from '../../shared/engine-messages.ts';

/** How long an engine that was asked to end may take to close its case. */
const END_MS = 15_000;

/** The engine in its thread. */
export interface EngineWorker {
  /** What it has open; rejects where the thread ends before it has started. */
  readonly started: Promise<FromEngine>;
  /** Resolves when the thread has ended, for whatever reason. */
  readonly ended: Promise<void>;
  /** A port to the engine for one page. */
  connect(): MessagePort;
  /** Closes the case and ends the thread. */
  end(): Promise<void>;
}

/** The worker's program: beside this one, as source or as built. */
export const ENGINE_PROGRAM = join(import.meta.dirname, '..', 'engine', `worker.${import.meta.filename.endsWith('.ts') ? 'ts' : 'js'}`);

/** Starts the engine in a thread of its own; `vault` leads to the system's key store, where the shell can reach one. */
export function startEngineWorker(start: EngineStart, program: string, vault: MessagePort | null = null): EngineWorker {
  const worker = new Worker(program, { workerData: { start, vault }, transferList: vault === null ? [] : [vault] });
  const ended = new Promise<void>((resolve) => worker.once('exit', () => resolve()));
  const started = new Promise<FromEngine>((resolve, reject) => {
    worker.on('message', (message: unknown) => {
      // Under `node --watch` a worker also tells which files it has loaded.
      if (isStarted(message)) resolve(message);
    });
    worker.once('error', reject);
    worker.once('exit', () => reject(new Error('the engine ended before it had started')));
  });
  // Whoever waits for it hears of a failure; nobody has to.
  started.catch(() => {});
  worker.on('error', () => {});
  const tell = (message: ToEngine, transfer: MessagePort[] = []): void => worker.postMessage(message, transfer);
  return {
    started,
    ended,
    connect() {
      const { port1, port2 } = new MessageChannel();
      tell({ type: 'connect', port: port2 }, [port2]);
      return port1;
    },
    async end() {
      tell({ type: 'end' });
      const late = setTimeout(() => void worker.terminate(), END_MS);
      await ended;
      clearTimeout(late);
    },
  };
}

function isStarted(message: unknown): message is FromEngine {
  return typeof message === 'object' && message !== null && 'type' in message && message.type === 'started';
}
