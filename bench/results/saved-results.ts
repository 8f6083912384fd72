import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import type { BenchResult } from './types.ts';

const ROOT = join(import.meta.dirname, '..', '..');

/** Where the last figures of each bench are kept, relative to the checkout; never committed. */
export function resultsFile(isFullSize: boolean): string {
  return relative(ROOT, pathOf(isFullSize));
}

/** Keeps a result in place of the one its bench had before. */
export function saveResult(result: BenchResult): void {
  const path = pathOf(result.isFullSize);
  mkdirSync(dirname(path), { recursive: true });
  const others = readResults(result.isFullSize).filter((other) => other.name !== result.name);
  writeFileSync(path, `${JSON.stringify([...others, result], null, 2)}\n`);
}

/** The last result of each bench. */
export function readResults(isFullSize: boolean): readonly BenchResult[] {
  const path = pathOf(isFullSize);
  return existsSync(path) ? (JSON.parse(readFileSync(path, 'utf8')) as BenchResult[]) : [];
}

function pathOf(isFullSize: boolean): string {
  return join(ROOT, 'node_modules/.cache/bench', isFullSize ? 'results.json' : 'results-small.json');
}
