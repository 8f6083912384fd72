import { spawn } from 'node:child_process';
import { copyFile, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import type { IndependentServer } from './independent-server.ts';

const PROGRAM = join(import.meta.dirname, '../../../bin/synctrace.mjs');
const PASSWORD = 'SYNCTRACE_TEST_PASSWORD';

/** What a command answered. */
export interface Ended {
  readonly status: number | null;
  readonly document: Readonly<Record<string, unknown>>;
}

/** The command line on one case. */
export interface Program {
  run(...command: readonly string[]): Promise<Ended>;
  /** Starts a command and kills it, with all that it started, as soon as `isTime`; false where it ended before. */
  kill(isTime: () => Promise<boolean>, ...command: readonly string[]): Promise<boolean>;
  /** The same on a copy of the case. */
  copy(): Promise<Program>;
}

/** A case of its own in a new folder, and what removes it. */
export async function newProgram(server: IndependentServer): Promise<{ readonly program: Program; remove(): Promise<void> }> {
  const folder = await mkdtemp(join(tmpdir(), 'synctrace-ews-'));
  let copies = 0;
  const on = (file: string): Program => {
    const start = (command: readonly string[]) =>
      spawn(process.execPath, [PROGRAM, '--case', file, ...command, '--json'], { stdio: ['ignore', 'pipe', 'ignore'], env: { ...process.env, [PASSWORD]: server.password }, detached: true });
    return {
      async run(...command) {
        const child = start(command);
        const [out] = await Promise.all([text(child.stdout), new Promise((resolve) => child.once('close', resolve))]);
        return { status: child.exitCode, document: (out === '' ? {} : JSON.parse(out)) as Ended['document'] };
      },
      async kill(isTime, ...command) {
        const child = start(command);
        const closed = new Promise((resolve) => child.once('close', resolve));
        child.stdout.resume();
        while (child.exitCode === null && !(await isTime()));
        if (child.exitCode !== null || child.pid === undefined) return false;
        process.kill(-child.pid, 'SIGKILL');
        await closed;
        return true;
      },
      async copy() {
        copies += 1;
        const path = join(folder, `copy-${copies}.synctrace`);
        await copyFile(file, path);
        return on(path);
      },
    };
  };
  const program = on(join(folder, 'case.synctrace'));
  await program.run('source', 'add', 'mail', '--kind', 'ews', '--url', server.url, '--user', server.user, '--password-env', PASSWORD);
  return { program, remove: () => rm(folder, { recursive: true, force: true }) };
}
