import { describe, it } from 'vitest';
import { cutEverywhere } from './cut-everywhere.ts';
import { killProcesses } from './kill-processes.ts';

// A taste of what `npm run test:cut-off` does a thousand times.
describe('what is cut off', () => {
  it('ends right in 30 cuts of every kind', { timeout: 120_000 }, () => cutEverywhere(30, () => undefined));

  it('ends right where 2 processes are killed while they restore', { timeout: 120_000 }, () => killProcesses(2, () => undefined, ['restore']));
});
