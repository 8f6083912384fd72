import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const DOWNLOAD_LIMIT_MS = 5 * 60_000;

/** Electron's program where it is installed, else null. Never loads the package `electron`, which would start a download. */
export function electronBinary(root: string): string | null {
  const folder = join(root, 'node_modules/electron');
  if (!existsSync(join(folder, 'path.txt'))) return null;
  const program = join(folder, 'dist', readFileSync(join(folder, 'path.txt'), 'utf8').trim());
  return existsSync(program) ? program : null;
}

/** Fetches Electron's program, which `npm ci` does not bring; answers it, or null where it cannot be had. */
export function fetchElectron(root: string): string | null {
  spawnSync(process.execPath, [join(root, 'node_modules/electron/install.js')], {
    stdio: ['ignore', 'ignore', 'ignore'],
    timeout: DOWNLOAD_LIMIT_MS,
  });
  return electronBinary(root);
}
