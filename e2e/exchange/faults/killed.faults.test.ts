import { it } from 'vitest';
import { killProcesses } from './kill-processes.ts';

const kills = Number(process.env['SYNCTRACE_KILLS'] ?? 50);

it(`${kills} processes of the command line, killed while they capture or restore a mailbox, leave everything right`, async () => {
  await killProcesses(kills, (line) => console.log(line));
});
