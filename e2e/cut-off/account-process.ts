import { type ChildProcess, fork } from 'node:child_process';
import { join } from 'node:path';
import type { DavDump } from '../../electron/demo/dav-server/dav-store.ts';
import type { Account, Cards } from './account.ts';
import type { Question } from './serve-account.ts';

/** The server of an account in another process. */
export interface AccountProcess {
  /** Starts anew with what is given. */
  start(dump: DavDump, port: number): Promise<void>;
  account(): Promise<Account>;
  put(cards: Cards): Promise<void>;
  /** Called at each request as it comes in, with its place from 0. */
  onRequest(listener: ((index: number) => void) | null): void;
  stop(): void;
}

type WithoutNumber<T> = T extends unknown ? Omit<T, 'number'> : never;

/** Starts the program that serves accounts. */
export function startAccountProcess(): AccountProcess {
  const child: ChildProcess = fork(join(import.meta.dirname, 'serve-account.ts'), { execArgv: [], stdio: ['ignore', 'inherit', 'inherit', 'ipc'] });
  const waiting = new Map<number, (value: unknown) => void>();
  let listener: ((index: number) => void) | null = null;
  let questions = 0;
  child.on('message', (message: { number: number; value: unknown } | { request: number }) => {
    if ('request' in message) listener?.(message.request);
    else waiting.get(message.number)?.(message.value);
  });
  function ask<T>(question: WithoutNumber<Question>): Promise<T> {
    const number = (questions += 1);
    return new Promise((resolve, reject) => {
      waiting.set(number, resolve as (value: unknown) => void);
      child.once('exit', () => reject(new Error('the server of the account has ended')));
      child.send({ ...question, number });
    });
  }
  child.setMaxListeners(0);
  return {
    start: (dump, port) => ask({ ask: 'start', dump, port }),
    account: () => ask({ ask: 'account' }),
    put: (cards) => ask({ ask: 'put', cards }),
    onRequest(given) {
      listener = given;
    },
    stop: () => void child.disconnect(),
  };
}
