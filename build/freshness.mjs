// @ts-check
// Plain JavaScript on `node:fs` and `node:path` alone: the launcher in bin/ loads it on every call, under Node 20 too.
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';

/** @typedef {'electron' | 'renderer'} Part */

/** The two halves of `dist/`, each built, stamped and replaced as one. @type {readonly Part[]} */
export const PARTS = ['electron', 'renderer'];

const SHARED_INPUTS = ['shared', 'build/bundles.ts', 'package-lock.json'];

/** Whatever never ends in a bundle, so that editing it does not make `dist/` stale. */
const NOT_BUNDLED = /(?:\.test\.ts|\/tsconfig(?:\.tests)?\.json|\.md)$|^electron\/testing\//;

/** The file in `dist/` that holds the stamp of the sources a part was built from. @param {Part} part */
export function stampFile(part) {
  return `dist/${part}/.sources`;
}

/**
 * What a part is built from, as one text: every input with its size and time. Equal text means nothing was edited, added or removed.
 * @param {string} root @param {Part} part @returns {string}
 */
export function sourceStamp(root, part) {
  /** @type {string[]} */
  const lines = [];
  for (const input of [...SHARED_INPUTS, part]) listInput(root, input, lines);
  return lines.sort().join('\n');
}

/**
 * The parts whose `dist/` is missing or was built from other sources than those that stand there now.
 * @param {string} root @param {readonly Part[]} [parts] @returns {Part[]}
 */
export function staleParts(root, parts = PARTS) {
  return parts.filter((part) => readText(join(root, stampFile(part))) !== sourceStamp(root, part));
}

/** @param {string} root @param {string} path @param {string[]} lines */
function listInput(root, path, lines) {
  const entry = statSync(join(root, path), { throwIfNoEntry: false });
  if (entry?.isDirectory()) {
    for (const name of readdirSync(join(root, path))) listInput(root, `${path}/${name}`, lines);
  } else if (entry && !NOT_BUNDLED.test(path)) {
    lines.push(`${path} ${entry.size} ${entry.mtimeMs}`);
  }
}

/** @param {string} file @returns {string | null} */
function readText(file) {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null;
    throw error;
  }
}
