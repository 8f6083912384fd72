import { REAL_SERVERS } from '../../e2e/servers/real-servers.ts';
import { countTests, runTests } from '../measure/run-tests.ts';
import type { Bench } from '../results/types.ts';

/** The whole job on every real server that is installed. */
export const realServers: Bench = {
  name: 'real-servers',
  title: 'The whole job on real servers',
  measure: async (scale, say) => {
    const installed = REAL_SERVERS.filter((server) => server.isInstalled());
    if (installed.length === 0) return { skipped: 'neither Radicale nor Xandikos nor sabre/dav is installed' };
    if (!scale.isFullSize) return { skipped: 'npm run test:servers runs it' };
    say('running the tests of real servers: some minutes');
    const { tests } = await runTests('servers');
    const trials = installed.map(({ name }) => ({ what: `tests against ${name}`, ...countTests(tests.filter((test) => test.name.toLowerCase().includes(name))) }));
    const others = tests.filter((test) => !REAL_SERVERS.some(({ name }) => test.name.toLowerCase().includes(name)));
    const missing = REAL_SERVERS.filter((server) => !server.isInstalled()).map((server) => server.name);
    return {
      figures: [],
      trials: [...trials, { what: 'tests of the servers that ship with SyncTrace', ...countTests(others) }].filter((trial) => trial.trials > 0),
      with: installed.map((server) => server.name),
      simulated: missing.map((name) => `${name} is not installed here and was not used.`),
    };
  },
};
