import { mkdirSync, openSync, readdirSync, readFileSync, renameSync, rmSync, watch, writeFileSync, writeSync, closeSync } from 'node:fs';
import { join } from 'node:path';

/** Whether this process is the one that holds a folder of user data. */
export interface InstanceLock {
  readonly isFirst: boolean;
  release(): void;
}

/** Takes the folder, or tells who has it what this process was started with; both at once, as Electron does. */
export function takeLock(folder: string, argv: readonly string[], onSecond: (argv: readonly string[], folder: string) => void): InstanceLock {
  const file = join(folder, 'electron-lite.lock');
  const calls = join(folder, 'electron-lite.calls');
  mkdirSync(calls, { recursive: true });
  if (!claim(file)) {
    const call = join(calls, `${process.pid}.json`);
    writeFileSync(`${call}.new`, JSON.stringify({ argv, folder: process.cwd() }));
    renameSync(`${call}.new`, call);
    return { isFirst: false, release: () => {} };
  }
  const hear = (): void => {
    for (const name of readdirSync(calls).filter((entry) => entry.endsWith('.json'))) {
      const call = JSON.parse(readFileSync(join(calls, name), 'utf8')) as { argv: string[]; folder: string };
      rmSync(join(calls, name));
      onSecond(call.argv, call.folder);
    }
  };
  const watcher = watch(calls, hear);
  return {
    isFirst: true,
    release() {
      watcher.close();
      rmSync(file, { force: true });
      rmSync(calls, { recursive: true, force: true });
    },
  };
}

/** Makes the lock, also where the process that made it before ended without removing it. */
function claim(file: string): boolean {
  for (let attempt = 0; attempt < 2; attempt += 1) {
    try {
      const handle = openSync(file, 'wx');
      writeSync(handle, String(process.pid));
      closeSync(handle);
      return true;
    } catch (error) {
      if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
      if (isAlive(Number(readFileSync(file, 'utf8')))) return false;
      rmSync(file, { force: true });
    }
  }
  return false;
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
