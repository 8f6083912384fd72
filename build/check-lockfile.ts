import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { lockfileProblems } from './lockfile-problems.ts';
import type { Lockfile, Manifest } from './lockfile-problems.ts';

const root = join(import.meta.dirname, '..');
const lock = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')) as Lockfile;
const manifest = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as Manifest;

const problems = lockfileProblems(lock, manifest);
for (const problem of problems) console.error(problem);
if (problems.length > 0) process.exitCode = 1;
