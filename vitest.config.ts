import { defineConfig } from 'vitest/config'

// `npm test` runs the project `node`; the servers project needs installed DAV servers and runs by `npm run test:servers`.
export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'node',
          environment: 'node',
          include: ['{shared,electron,renderer,build,bin,bench}/**/*.test.ts'],
          testTimeout: 20_000,
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
    ],
  },
})
