import { spawn, type ChildProcess } from 'node:child_process';
import { accessSync, constants, existsSync, mkdtempSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';

import type { Clock } from '../core/ports.ts';

/** How to start a program that serves HTTP. */
export interface ServerProgram {
  readonly command: string;
  readonly arguments: readonly string[];
  readonly environment?: Readonly<Record<string, string>>;
  /** Asked until it answers with a status that is no server error. */
  readonly readyUrl: string;
  readonly readyHeaders?: Readonly<Record<string, string>>;
}

export interface ServerProcess {
  /** The process, for measuring it; it leads a group of its own. */
  readonly pid: number;
  /** Ends the program with all that it started, and waits for the end. */
  readonly stop: () => Promise<void>;
}

const LONGEST_START_MS = 30_000;
const POLL_MS = 50;

/** The full path of a program on the PATH, or null. */
export function findProgram(command: string): string | null {
  for (const folder of (process.env['PATH'] ?? '').split(delimiter)) {
    const path = join(folder, command);
    if (folder !== '' && existsSync(path) && isExecutable(path)) return path;
  }
  return null;
}

/** A port of 127.0.0.1 that was free a moment ago. */
export function findFreePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const { port } = probe.address() as AddressInfo;
      probe.close(() => resolve(port));
    });
  });
}

/** A fresh folder, and the way to remove it. */
export function makeTemporaryFolder(name: string): { readonly path: string; readonly remove: () => Promise<void> } {
  const path = mkdtempSync(join(tmpdir(), `synctrace-${name}-`));
  return { path, remove: () => rm(path, { recursive: true, force: true, maxRetries: 3 }) };
}

/** Starts a program and resolves when it answers; rejects, with nothing left running, where it ends or stays silent. */
export async function startServerProcess(program: ServerProgram, clock: Clock): Promise<ServerProcess> {
  // A group of its own: PHP's workers outlive their parent, so the group is what has to be ended.
  const child = spawn(program.command, [...program.arguments], {
    detached: true,
    stdio: ['ignore', 'ignore', 'pipe'],
    env: { ...process.env, ...program.environment },
  });
  let said = '';
  child.stderr.on('data', (chunk: Buffer) => {
    said = (said + chunk.toString('utf8')).slice(-2000);
  });
  const ended = new Promise<void>((resolve) => {
    child.once('exit', () => resolve());
    child.once('error', (error) => {
      said += error.message;
      resolve();
    });
  });
  const stop = async () => {
    endGroup(child);
    await ended;
  };
  const giveUpAtMs = clock.nowMs() + LONGEST_START_MS;
  while (!(await answers(program))) {
    const hasEnded = child.exitCode !== null || child.signalCode !== null || child.pid === undefined;
    if (!hasEnded && clock.nowMs() < giveUpAtMs) {
      await clock.sleep(POLL_MS);
      continue;
    }
    await stop();
    throw new Error(`${program.command} did not start: ${said.trim()}`);
  }
  return { pid: child.pid ?? 0, stop };
}

async function answers(program: ServerProgram): Promise<boolean> {
  try {
    const response = await fetch(program.readyUrl, { headers: { ...program.readyHeaders }, redirect: 'manual', signal: AbortSignal.timeout(5000) });
    await response.arrayBuffer();
    return response.status < 500;
  } catch (error) {
    if (error instanceof TypeError || (error instanceof DOMException && error.name === 'TimeoutError')) return false;
    throw error;
  }
}

function endGroup(child: ChildProcess): void {
  if (child.pid === undefined) return;
  try {
    process.kill(-child.pid, 'SIGKILL');
  } catch (error) {
    // ESRCH: the whole group is gone already.
    if (!(error instanceof Error && 'code' in error && error.code === 'ESRCH')) throw error;
  }
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch (error) {
    if (error instanceof Error && 'code' in error) return false;
    throw error;
  }
}
