import { readFileSync, readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { aCard } from '../testing/builders.ts';
import { casePath } from '../testing/build-case.ts';
import type { Said } from '../testing/capture-output.ts';
import { TEST_USER, startLyingDav } from '../testing/lying-dav/start-lying-dav.ts';
import { runProgram } from '../testing/run-program.ts';

const PASSWORD = 'canary-pässword-9f3c/+';
const PASSPHRASE = 'canary-passphrase-71d0';
const WRONG = 'canary-wrong-55aa';
const ENV = { CANARY_PASSWORD: PASSWORD, CANARY_PASSPHRASE: PASSPHRASE, CANARY_WRONG: WRONG, SYNCTRACE_LOG: 'debug' };

/** A secret in every form in which it could have been written down. */
function formsOf(secret: string): readonly Buffer[] {
  const utf8 = Buffer.from(secret);
  const basic = Buffer.from(`${TEST_USER}:${secret}`).toString('base64');
  return [utf8, Buffer.from(secret, 'utf16le'), Buffer.from(secret, 'latin1'), Buffer.from(encodeURIComponent(secret)), Buffer.from(utf8.toString('base64')), Buffer.from(basic), Buffer.from(JSON.stringify(secret).slice(1, -1))];
}

function secretsIn(bytes: Buffer): readonly string[] {
  return [PASSWORD, PASSPHRASE, WRONG].filter((secret) => formsOf(secret).some((form) => bytes.includes(form)));
}

it('writes no password and no passphrase anywhere, whatever fails', { timeout: 60_000 }, async () => {
  const server = await startLyingDav({ password: PASSWORD, books: [{ path: 'contacts', name: 'Contacts', kind: 'contacts', items: [{ name: 'a.vcf', text: aCard() }] }] });
  onTestFinished(() => server.close());
  const path = casePath();
  const said: Said[] = [];
  const run = async (status: number, parameters: readonly string[], stdin = ''): Promise<void> => {
    const ended = await runProgram(['--case', path, ...parameters], { env: ENV, stdin });
    expect([ended.status, ended.err], parameters.join(' ')).toEqual([status, status === 0 ? expect.any(String) : expect.stringContaining('synctrace: ')]);
    said.push(ended);
  };
  const account = ['--kind', 'carddav', '--url', server.url, '--user', TEST_USER];
  await run(0, ['source', 'add', 'mail', ...account, '--password-env', 'CANARY_PASSWORD', '--json']);
  await run(0, ['source', 'add', 'typed', ...account, '--password-stdin'], `${PASSWORD}\n`);
  await run(0, ['source', 'test', 'typed', '--password-stdin', '--json'], `${PASSWORD}\n`);
  await run(0, ['snapshot', 'typed', '--password-stdin'], `${PASSWORD}\n`);
  await run(1, ['snapshot', 'typed']);
  await run(1, ['snapshot', 'typed', '--password-env', 'CANARY_WRONG', '--json']);
  server.setFaults([{ fault: { kind: 'status', status: 401 } }]);
  await run(1, ['snapshot', 'mail', '--json']);
  server.setFaults([{ fault: { kind: 'redirect', status: 302, location: `http://user:${WRONG}@elsewhere.example.test/` } }]);
  await run(1, ['snapshot', 'mail']);
  server.setFaults([]);
  await run(0, ['case', 'info', '--json']);
  await run(0, ['case', 'export', join(dirname(path), 'folder')]);
  const locked = join(dirname(path), 'locked.synctrace');
  await run(0, ['--case', locked, 'case', 'create', '--encrypt', '--passphrase-env', 'CANARY_PASSPHRASE', '--json']);
  await run(0, ['--case', locked, 'source', 'add', 'mail', ...account, '--password-stdin', '--passphrase-stdin'], `${PASSPHRASE}\n${PASSWORD}\n`);
  await run(1, ['--case', locked, 'snapshots', '--passphrase-env', 'CANARY_WRONG', '--json']);

  for (const { out, err } of said) expect(secretsIn(Buffer.from(out + err)), out + err).toEqual([]);
  const files = readdirSync(dirname(path), { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  expect(files.length).toBeGreaterThan(2);
  for (const file of files) expect(secretsIn(readFileSync(join(file.parentPath, file.name))), file.name).toEqual([]);
});
