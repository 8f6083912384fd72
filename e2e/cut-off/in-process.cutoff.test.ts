import { describe, it } from 'vitest';
import { cutEverywhere } from './cut-everywhere.ts';

describe('a deed that is cut off at any request, answer or statement', () => {
  it('loses nothing that was committed, shows nothing half and is finished exactly once, at every point and at least 1,000 times', { timeout: 1_800_000 }, async () => {
    await cutEverywhere('all', (text) => console.log(text));
  });
});
