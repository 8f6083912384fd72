import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';

declare module 'vitest' {
  interface ProvidedContext {
    /** Where the traffic to check is written down. */
    readonly traffic: string;
  }
}

/** Folders whose tests that speak with the practice Exchange server. */
const SPEAKING = ['demo/exchange-server/', 'connectors/exchange/', 'connectors/graph/', 'connectors/ews/', 'connectors/autodiscover/'];

/** Takes the traffic that SYNCTRACE_TRAFFIC holds already, or runs the tests that make some. */
export function setup(project: TestProject): (() => void) | undefined {
  const kept = process.env['SYNCTRACE_TRAFFIC'] ?? '';
  if (kept !== '' && readdirSync(kept).length > 0) {
    project.provide('traffic', kept);
    return undefined;
  }
  const folder = mkdtempSync(join(tmpdir(), 'synctrace-traffic-'));
  const { SYNCTRACE_TEST_REPORTS: _ours, VITEST: _within, ...environment } = process.env;
  const { status } = spawnSync(process.execPath, ['node_modules/vitest/vitest.mjs', 'run', '--project', 'node', ...SPEAKING], { env: { ...environment, SYNCTRACE_TRAFFIC: folder }, stdio: 'inherit' });
  if (status !== 0) throw new Error('the tests whose traffic is to be checked failed');
  project.provide('traffic', folder);
  return () => rmSync(folder, { recursive: true, force: true });
}
