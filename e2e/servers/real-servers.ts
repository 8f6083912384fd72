import { describe, it } from 'vitest';

import { isRadicaleInstalled, startRadicale, type RunningServer } from './start-radicale.ts';
import { isSabreDavInstalled, startSabreDav } from './start-sabredav.ts';
import { isXandikosInstalled, startXandikos } from './start-xandikos.ts';

/** A server that tests can be run against. */
export interface RealServer {
  readonly name: 'radicale' | 'xandikos' | 'sabredav';
  isInstalled(): boolean;
  start(): Promise<RunningServer>;
}

export const REAL_SERVERS: readonly RealServer[] = [
  { name: 'radicale', isInstalled: isRadicaleInstalled, start: startRadicale },
  { name: 'xandikos', isInstalled: isXandikosInstalled, start: startXandikos },
  { name: 'sabredav', isInstalled: isSabreDavInstalled, start: startSabreDav },
];

/** A group of tests for each real server; one that is missing is a failure where `CI` is set, else a test that says it is skipped. */
export function describeRealServers(what: string, tests: (server: RealServer) => void): void {
  for (const server of REAL_SERVERS) {
    describe(`${what}: ${server.name}`, () => {
      if (server.isInstalled()) return tests(server);
      if (process.env['CI'] === undefined) return it.skip(`${server.name} is not installed: skipped`);
      return it(`${server.name} is installed`, () => {
        throw new Error(`${server.name} is not installed on this machine`);
      });
    });
  }
}
