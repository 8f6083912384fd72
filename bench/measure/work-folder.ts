import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { withCleanUp } from './clean-up.ts';

/** Does something in a folder of its own, which goes with it whatever happens. */
export function inWorkFolder<Result>(name: string, work: (folder: string) => Promise<Result>, below = tmpdir()): Promise<Result> {
  const folder = mkdtempSync(join(below, `synctrace-bench-${name}-`));
  return withCleanUp(
    () => rmSync(folder, { recursive: true, force: true, maxRetries: 3 }),
    () => work(folder),
  );
}

/** Where files lie in memory, so that no program waits for a disk; null where the machine has no such place. */
export function memoryFolder(): string | null {
  return existsSync('/dev/shm') ? '/dev/shm' : null;
}
