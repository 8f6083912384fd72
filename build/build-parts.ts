import { mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { withBuildLock } from './build-lock.ts';
import { sourceStamp, stampFile, staleParts } from './freshness.mjs';

type Part = 'electron' | 'renderer';

/** Builds the given parts where they are stale, one process at a time, and answers those that it built. */
export async function buildStaleParts(root: string, parts: readonly Part[]): Promise<Part[]> {
  if (staleParts(root, parts).length === 0) return [];
  return withBuildLock(join(root, 'node_modules/.cache/synctrace/build.lock'), async () => {
    const stale = staleParts(root, parts);
    for (const part of stale) await buildPart(root, part);
    return stale;
  });
}

/** Builds one part aside and puts it in place whole, so that nobody ever runs a half-written `dist/`. */
async function buildPart(root: string, part: Part): Promise<void> {
  const { build } = await import('vite');
  const { bundlesOf } = await import('./bundles.ts');
  // Taken before the build: what is edited meanwhile makes the result stale, never the other way round.
  const stamp = sourceStamp(root, part);
  mkdirSync(join(root, 'dist'), { recursive: true });
  const aside = mkdtempSync(join(root, 'dist', `.${part}-`));
  try {
    const made = join(aside, part);
    mkdirSync(made);
    for (const bundle of bundlesOf(part, root, made)) await build(bundle);
    writeFileSync(join(aside, stampFile(part).slice('dist/'.length)), stamp);
    moveAway(join(root, 'dist', part), join(aside, 'before'));
    renameSync(made, join(root, 'dist', part));
    // Compiled code of the bundles that were just replaced; nothing else ever removes it.
    rmSync(join(root, 'dist/.compile-cache'), { recursive: true, force: true });
  } finally {
    rmSync(aside, { recursive: true, force: true });
  }
}

function moveAway(from: string, to: string): void {
  try {
    renameSync(from, to);
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ENOENT')) throw error;
  }
}
