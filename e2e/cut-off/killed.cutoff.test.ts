import { describe, it } from 'vitest';
import { killProcesses } from './kill-processes.ts';

describe('a process of the command line that is killed at a random moment', () => {
  it('loses nothing that was committed, shows nothing half and is finished exactly once, in 50 of 50', async () => {
    await killProcesses(50, (text) => console.log(text));
  });
});
