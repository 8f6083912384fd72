import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { addCounts, countsOf } from './test-counts.ts';

// `node build/count-tests.ts FOLDER`: prints what the reports in that folder add up to; fails where a test failed or none ran.
const folder = process.argv[2] ?? '.';
const reports = readdirSync(folder).filter((name) => name.endsWith('.json'));
const { passed, failed } = addCounts(reports.map((name) => countsOf(JSON.parse(readFileSync(join(folder, name), 'utf8')))));
console.log(`${passed} passed, ${failed} failed`);
if (failed > 0 || passed === 0) process.exitCode = 1;
