import { spawn, type ChildProcess } from 'node:child_process';
import type { Readable, Writable } from 'node:stream';
import { z } from 'zod';
import { AppError } from '../../../shared/errors.ts';

/** A browser spoken with over its debugging pipe (DevTools protocol): messages of JSON, each with a NUL behind it. No port is opened. */
export interface BrowserPipe {
  /** Answers the result of one call; rejects with `print-failed` where the browser refuses it or ends. */
  call(method: string, parameters: object, session?: string): Promise<Readonly<Record<string, unknown>>>;
  /** Resolves when the event comes. */
  event(method: string): Promise<void>;
  /** Ends the browser, and resolves when it has ended. */
  end(): Promise<void>;
}

const messageSchema = z.object({ id: z.number().optional(), method: z.string().optional(), result: z.record(z.string(), z.unknown()).optional(), error: z.unknown().optional() });

interface Waiting {
  readonly done: (result: Readonly<Record<string, unknown>>) => void;
  readonly fail: (error: unknown) => void;
}

/** Starts a browser that ends with the signal, at the latest after a time. */
export function openBrowserPipe(program: string, switches: readonly string[], longestMs: number, signal: AbortSignal): BrowserPipe {
  const child = spawn(program, [...switches, '--remote-debugging-pipe'], { stdio: ['ignore', 'ignore', 'ignore', 'pipe', 'pipe'], timeout: longestMs, killSignal: 'SIGKILL' });
  const [calls, events] = [new Map<number, Waiting>(), new Map<string, Waiting>()];
  const kill = (): void => void child.kill('SIGKILL');
  signal.addEventListener('abort', kill, { once: true });
  let failure: unknown = null;
  const ended = new Promise<void>((resolve) => {
    const finish = (cause: unknown): void => {
      failure = signal.aborted ? signal.reason : new AppError('print-failed', { cause });
      signal.removeEventListener('abort', kill);
      for (const { fail } of [...calls.values(), ...events.values()]) fail(failure);
      resolve();
    };
    child.once('error', finish);
    child.once('exit', () => finish(undefined));
  });
  const output = writable(child);
  // What is written to a browser that just ended is lost; its end is told by `exit`.
  output.on('error', () => {});
  readMessages(child.stdio[4] as Readable, (text) => {
    const { id, method, result = {}, error } = messageSchema.parse(JSON.parse(text));
    const waiting = id === undefined ? events.get(method ?? '') : calls.get(id);
    if (id !== undefined) calls.delete(id);
    if (error === undefined) waiting?.done(result);
    else waiting?.fail(new AppError('print-failed'));
  });
  let last = 0;
  return {
    call(method, params, sessionId) {
      return new Promise((done, fail) => {
        if (failure !== null) return fail(failure instanceof Error ? failure : new AppError('print-failed'));
        last += 1;
        calls.set(last, { done, fail });
        output.write(`${JSON.stringify({ id: last, method, params, ...(sessionId === undefined ? {} : { sessionId }) })}\0`);
      });
    },
    event: (method) => new Promise((done, fail) => events.set(method, { done: () => done(), fail })),
    async end() {
      kill();
      await ended;
    },
  };
}

function writable(child: ChildProcess): Writable {
  return child.stdio[3] as Writable;
}

function readMessages(input: Readable, message: (text: string) => void): void {
  let pieces: Buffer[] = [];
  input.on('data', (bytes: Buffer) => {
    let from = 0;
    for (let at = bytes.indexOf(0); at >= 0; at = bytes.indexOf(0, from)) {
      pieces.push(bytes.subarray(from, at));
      message(Buffer.concat(pieces).toString('utf8'));
      pieces = [];
      from = at + 1;
    }
    pieces.push(bytes.subarray(from));
  });
}
