import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { BENCHES } from '../benches/index.ts';
import { readResults } from './saved-results.ts';
import { trustPage } from './trust-page.ts';

/** Writes docs/trust.md from the last full-size figures and answers its place. */
export function publishTrustPage(): string {
  writeFileSync(join(import.meta.dirname, '..', '..', 'docs/trust.md'), trustPage(BENCHES, readResults(true)));
  return 'docs/trust.md';
}
