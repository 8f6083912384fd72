import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

/** An item as the server holds it, told by the server itself and not over EWS. */
export interface StoredItem {
  readonly kind: string;
  readonly folder: string;
  readonly fields: Readonly<Record<string, string>>;
  readonly ext: Readonly<Record<string, unknown>>;
  readonly attachments: readonly unknown[];
  readonly exceptions: Readonly<Record<string, Readonly<Record<string, string>>>>;
  readonly deletedOccurrences: readonly string[];
}

/** What goes wrong with the calls of an operation (`*`: any), after some, and how often. */
export interface ServerFault {
  readonly op: string;
  readonly do: 'busy' | 'unavailable' | 'close-before' | 'close-after' | 'cut';
  readonly after?: number;
  readonly times?: number;
  readonly ms?: number;
}

export interface Asked {
  readonly faults?: readonly ServerFault[];
  readonly shortPage?: number | null;
  readonly expireSyncStates?: true;
  readonly clearLog?: true;
  readonly save?: string;
  readonly load?: string;
  readonly damage?: true;
  readonly purge?: true;
}

export interface Told {
  readonly items: readonly StoredItem[];
  /** Messages to guests that would have gone out. */
  readonly sent: readonly unknown[];
  readonly calls: readonly { readonly op: string; readonly fault: string | null }[];
  /** What the server itself could not do. */
  readonly invalid: readonly string[];
  /** Titles of the records that the damage hit, by what was done. */
  readonly told: Readonly<Record<'added' | 'moved' | 'removed' | 'modified', readonly string[]>> | null;
}

export interface IndependentServer {
  readonly url: string;
  readonly user: string;
  readonly password: string;
  ask(asked: Asked): Promise<Told>;
  close(): Promise<void>;
}

/** Whether there is a Python to run the server with; a build machine without one is a mistake. */
export function hasPython(): boolean {
  const isThere = spawnSync('python3', ['-c', 'import sys; sys.exit(sys.version_info < (3, 9))']).status === 0;
  if (!isThere && process.env['CI'] !== undefined) throw new Error('python3 (3.9 or newer) is not there, and a build machine must run the independent EWS server');
  return isThere;
}

/** Starts the server on a free port of this machine, with its sample mailbox. */
export async function startIndependentServer(): Promise<IndependentServer> {
  const child = spawn('python3', ['-B', join(import.meta.dirname, 'main.py'), '0'], { stdio: ['ignore', 'pipe', 'inherit'] });
  const [url] = (await Promise.race([once(createInterface(child.stdout), 'line'), once(child, 'exit').then(() => [''])])) as [string];
  if (url === '') throw new Error('the independent EWS server did not start');
  return {
    url,
    user: 'anna@example.test',
    password: 'secret-1',
    async ask(asked) {
      const answer = await fetch(new URL('/control', url), { method: 'POST', body: JSON.stringify(asked) });
      return (await answer.json()) as Told;
    },
    async close() {
      const ended = once(child, 'exit');
      child.kill();
      await ended;
    },
  };
}
