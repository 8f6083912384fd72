import { existsSync } from 'node:fs';
import { expect, it, onTestFinished, vi } from 'vitest';
import { aCard } from '../testing/builders.ts';
import { casePath } from '../testing/build-case.ts';
import { commandLine } from '../testing/command-line.ts';
import { TEST_PASSWORD, TEST_USER, startLyingDav } from '../testing/lying-dav/start-lying-dav.ts';
import { runProgram } from '../testing/run-program.ts';
import { runCli } from './run-cli.ts';

it.skipIf(process.platform === 'win32')('ends with 130 on Ctrl-C in the middle of a snapshot, and keeps nothing half', { timeout: 60_000 }, async () => {
  const server = await startLyingDav({ books: [{ path: 'contacts', name: 'Contacts', kind: 'contacts', items: [{ name: 'a.vcf', text: aCard() }] }] });
  onTestFinished(() => server.close());
  const path = casePath();
  const { ask } = commandLine(runCli, path);
  await ask('source', 'add', 'mail', '--kind', 'carddav', '--url', server.url, '--user', TEST_USER, '--password-env', 'PASSWORD');
  server.setFaults([{ fault: { kind: 'stall' }, when: { method: 'REPORT' } }]);
  const inTheMiddle = vi.waitFor(() => expect(server.applied()).not.toEqual([]), { timeout: 30_000 });
  const ended = await runProgram(['--case', path, 'snapshot', '--json'], { env: { PASSWORD: TEST_PASSWORD }, interruptWhen: inTheMiddle });
  expect({ status: ended.status, document: JSON.parse(ended.out) as unknown }).toMatchObject({ status: 130, document: { error: { code: 'cancelled' } } });
  expect((await ask('snapshots')).document).toEqual({ snapshots: [] });
  expect(['', '-wal', '-shm'].map((suffix) => existsSync(path + suffix))).toEqual([true, false, false]);
});
