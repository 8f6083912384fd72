import { expect, it } from 'vitest';
import { runSchedules } from './run-schedules.ts';

const count = Number(process.env['SYNCTRACE_SCHEDULES'] ?? 1000);
const first = Number(process.env['SYNCTRACE_FIRST_SEED'] ?? 0);

it(`${count} random schedules of faults over capture and restore, by Graph and by EWS, end right`, async () => {
  const failures = await runSchedules(first, count, (line) => console.log(line));
  for (const { seed, world, problem } of failures.slice(0, 20)) console.log(`seed ${seed}, ${world}: ${problem}`);
  expect(failures.map(({ seed, world }) => `${seed} ${world}`)).toEqual([]);
});
