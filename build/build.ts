import { join } from 'node:path';
import { stripVTControlCharacters } from 'node:util';

import { buildStaleParts } from './build-parts.ts';
import { PARTS } from './freshness.mjs';

// `node build/build.ts [electron] [renderer]`: builds what is missing or older than its sources; without a name, both parts.
const root = join(import.meta.dirname, '..');
const named = PARTS.filter((part) => process.argv.slice(2).includes(part));
const started = performance.now();
try {
  const built = await buildStaleParts(root, named.length > 0 ? named : PARTS);
  if (built.length > 0) console.error(`Built ${built.join(' and ')} in ${((performance.now() - started) / 1000).toFixed(1)} s`);
} catch (error) {
  // The bundler's message names file and line; its own stack would only hide it.
  const message = error instanceof Error ? error.message : String(error);
  console.error(process.stderr.isTTY ? message : stripVTControlCharacters(message));
  process.exitCode = 1;
}
