import { existsSync } from 'node:fs';
import { join } from 'node:path';

/** The programs on the Node side: `electron/<name>.ts` becomes `dist/electron/<name>.js`. */
export const NODE_ENTRIES = ['main/main', 'engine/worker', 'web/host', 'cli/main', 'demo/run-demo'] as const;

/** The one program that Electron loads as a classic script. */
export const PRELOAD_ENTRY = 'preload/preload';

/** The page. */
export const PAGE_ENTRY = 'renderer/index.html';

/** Those of the given paths that stand in the checkout. */
export function existing(root: string, paths: readonly string[]): string[] {
  return paths.filter((path) => existsSync(join(root, path)));
}
