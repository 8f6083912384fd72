import Database from 'better-sqlite3';

/** Thrown where a process is cut off; nothing of ours knows it, so nothing of ours can handle it. */
export class Cut extends Error {}

type Run = (this: unknown, ...parameters: unknown[]) => unknown;

/**
 * Calls `before` ahead of each statement that SQLite is given to run, the beginning and the commit of each transaction included, while
 * `work` goes on. What it throws is what the writer gets.
 */
export async function watchStoreWrites<T>(before: () => void, work: () => Promise<T>): Promise<T> {
  const probe = new Database(':memory:');
  const prototype = Object.getPrototypeOf(probe.prepare('SELECT 1')) as { run: Run };
  probe.close();
  const original = prototype.run;
  prototype.run = function (...parameters) {
    before();
    return original.apply(this, parameters);
  };
  try {
    return await work();
  } finally {
    prototype.run = original;
  }
}

/** Runs `work` as a process whose number nobody has: what it leaves behind is what a dead process leaves. */
export function asDoomedProcess<T>(work: () => T): T {
  const own = Object.getOwnPropertyDescriptor(process, 'pid') ?? { value: process.pid };
  // Larger than any number that Linux, Windows or macOS gives out in practice.
  Object.defineProperty(process, 'pid', { ...own, value: 2 ** 31 - 19 });
  try {
    return work();
  } finally {
    Object.defineProperty(process, 'pid', own);
  }
}
