import { join } from 'node:path';

import vue from '@vitejs/plugin-vue';
import { defineConfig } from 'vitest/config';

// `.ci/run` names a folder for the machine-readable reports that it counts from.
const reports = process.env['SYNCTRACE_TEST_REPORTS'];

/** `npm test` runs `node` and `renderer`; the other projects need what not every machine has, and run by their own scripts. */
export default defineConfig({
  test: {
    reporters: reports === undefined ? ['default'] : ['default', ['json', { outputFile: join(reports, `vitest-${process.pid}.json`) }]],
    projects: [
      {
        test: {
          name: 'node',
          environment: 'node',
          include: ['{shared,electron,build,bin,bench}/**/*.test.ts', 'e2e/{cut-off,servers}/quick.test.ts'],
          testTimeout: 20_000,
        },
      },
      {
        plugins: [vue()],
        test: { name: 'renderer', environment: 'happy-dom', include: ['renderer/**/*.test.ts'] },
      },
      {
        test: {
          name: 'window',
          environment: 'node',
          include: ['e2e/{window,electron-lite}/**/*.window.test.ts'],
          testTimeout: 120_000,
          hookTimeout: 120_000,
          fileParallelism: false,
        },
      },
      {
        test: {
          name: 'servers',
          environment: 'node',
          include: ['e2e/servers/**/*.servers.test.ts'],
          testTimeout: 120_000,
          hookTimeout: 120_000,
          fileParallelism: false,
        },
      },
      {
        // One file after the other: a kill at a random moment needs the machine as it is otherwise.
        test: { name: 'cut-off', environment: 'node', include: ['e2e/cut-off/**/*.cutoff.test.ts'], testTimeout: 1_800_000, fileParallelism: false },
      },
      {
        // SYNCTRACE_SCHEDULES and SYNCTRACE_KILLS say how many; one file after the other, as with cut-offs.
        test: { name: 'exchange-faults', environment: 'node', include: ['e2e/exchange/faults/**/*.faults.test.ts'], testTimeout: 3_600_000, fileParallelism: false },
      },
      {
        test: { name: 'clients', environment: 'node', include: ['e2e/exchange/clients/**/*.clients.test.ts'], testTimeout: 120_000, hookTimeout: 300_000, fileParallelism: false },
      },
      {
        test: { name: 'ews-server', environment: 'node', include: ['e2e/exchange/independent-server/**/*.independent.test.ts'], testTimeout: 120_000, hookTimeout: 120_000, fileParallelism: false },
      },
      {
        // Holds traffic against schemas that are not ours; without any it runs the tests that make some.
        test: { name: 'schemas', environment: 'node', include: ['e2e/exchange/schemas/**/*.schemas.test.ts'], globalSetup: ['e2e/exchange/schemas/record-traffic.ts'], testTimeout: 120_000 },
      },
      {
        test: { name: 'corpora', environment: 'node', include: ['e2e/corpora/**/*.corpora.test.ts'], testTimeout: 120_000 },
      },
    ],
  },
});
