import { createHash } from 'node:crypto';
import { copyFileSync, existsSync, readFileSync, truncateSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { dirname, join } from 'node:path';
import Database from 'better-sqlite3';
import { expect, it, onTestFinished } from 'vitest';
import { aCard } from '../testing/builders.ts';
import { casePath } from '../testing/build-case.ts';
import { captureOutput } from '../testing/capture-output.ts';
import { commandLine, type CommandLine } from '../testing/command-line.ts';
import { runCli } from './run-cli.ts';

const VARIABLE = 'SYNCTRACE_TEST_PASSPHRASE';

interface Desk extends CommandLine {
  readonly path: string;
}

function at(path: string): Desk {
  return { ...commandLine(runCli, path), path };
}

/** A case with two snapshots of ten contacts, one of which is gone in the second. */
async function aCase(...options: readonly string[]): Promise<Desk> {
  const desk = at(casePath());
  const cards = Array.from({ length: 10 }, (_, index) => aCard({ uid: `u${index}`, name: `Person ${index}`, note: 'words and more words '.repeat(20 + index) }));
  for (const [label, some] of [['before', cards], ['after', cards.slice(1)]] as const) {
    const file = join(dirname(desk.path), `${label}.vcf`);
    writeFileSync(file, some.join(''));
    expect(await desk.ask('import', file, '--source', 'files', '--label', label, ...options)).toMatchObject({ status: 0 });
  }
  return desk;
}

function hashOf(path: string): string {
  return createHash('sha256').update(readFileSync(path)).digest('hex');
}

const READING: readonly (readonly string[])[] = [
  ['source', 'list'],
  ['source', 'test', 'x'],
  ['snapshots'],
  ['records', 'x@latest'],
  ['export', 'x@latest', '--out', 'nowhere.vcf'],
  ['diff', 'x@first', 'x@latest'],
  ['duplicates', 'x@latest'],
  ['findings'],
  ['case', 'info'],
  ['case', 'verify'],
  ['case', 'export', 'nowhere'],
  ['restore', 'list'],
];
const CHANGING: readonly (readonly string[])[] = [
  ['source', 'remove', 'x'],
  ['snapshot'],
  ['restore', 'plan', '--removed', 'x@first', 'x@latest'],
  ['restore', 'apply', 'x'],
  ['restore', 'undo', 'x'],
  ['restore', 'resume'],
];

it.each([...READING, ...CHANGING].map((parameters) => [parameters.join(' '), parameters] as const))('refuses %s where there is no case, and makes none', async (_, parameters) => {
  const { fail, path } = at(casePath());
  expect(await fail(...parameters)).toEqual({ status: 2, code: 'case-missing', message: 'There is no case file at that place.', hint: 'Check the path, or make a case with synctrace case create.' });
  expect(existsSync(path)).toBe(false);
});

it('leaves a case of a newer version alone and says which is which', async () => {
  const { fail, path } = await aCase();
  const db = new Database(path);
  const version = db.pragma('user_version', { simple: true }) as number;
  db.pragma(`user_version = ${version + 41}`);
  db.close();
  const before = hashOf(path);
  for (const command of [['snapshots'], ['case', 'verify'], ['restore', 'resume'], ['import', join(dirname(path), 'after.vcf'), '--source', 'files']]) {
    expect(await fail(...command)).toEqual({
      status: 1,
      code: 'case-newer',
      message: `This case was written by a newer version (format ${version + 41}; this one knows ${version}).`,
      hint: 'Update SyncTrace; the file was not touched.',
    });
  }
  expect([hashOf(path), existsSync(`${path}-wal`), existsSync(`${path}-shm`)]).toEqual([before, false, false]);
});

it('finds the record whose bytes are damaged, and restores nothing wrong from it', async () => {
  const { ask, type, fail, path } = await aCase();
  const bytes = readFileSync(path);
  const db = new Database(path, { readonly: true });
  const packed = db.prepare<[], Buffer>("SELECT b.packed FROM bodies b WHERE b.title = 'Person 0'").pluck().get() ?? Buffer.alloc(0);
  db.close();
  const place = bytes.indexOf(packed.subarray(-40));
  expect(place).toBeGreaterThan(0);
  bytes[place + 20] = (bytes[place + 20] ?? 0) ^ 0x55;
  writeFileSync(path, bytes);
  const verified = await ask('case', 'verify');
  expect(verified).toMatchObject({ status: 1, document: { ok: false, problems: [{ code: 'body-damaged', source: 'files' }] } });
  expect(verified.err).toContain('Work on a copy.');
  expect((await type('case', 'verify')).out).toContain('The stored bytes of a record are damaged.');
  const key = (verified.document as { problems: { key: string }[] }).problems[0]?.key ?? '';
  expect(await fail('export', 'files@before', '--records', key, '--out', join(dirname(path), 'out.vcf'))).toMatchObject({ status: 1, code: 'case-damaged', hint: expect.stringContaining('case verify') as string });
  // What is not hit is still there.
  expect(await ask('export', 'files@after', '--out', join(dirname(path), 'whole.vcf'))).toMatchObject({ status: 0, document: { written: 9 } });
});

it('says that a case is damaged where its file was cut or written over', async () => {
  const { path } = await aCase();
  const bytes = readFileSync(path);
  const cut = at(`${path}.cut`);
  copyFileSync(path, cut.path);
  truncateSync(cut.path, Math.floor(bytes.length / 2 / 8192) * 8192);
  expect(await cut.ask('case', 'verify')).toMatchObject({ status: 1 });
  const head = at(`${path}.head`);
  writeFileSync(head.path, Buffer.concat([Buffer.from('SQLite fXXmat 3\0'), bytes.subarray(16)]));
  expect(await head.fail('snapshots')).toMatchObject({ status: 1, code: 'case-damaged' });
});

it('says of another file that it is no case', async () => {
  const { path } = await aCase();
  for (const other of [join(dirname(path), 'before.vcf'), dirname(path)]) {
    const before = other.endsWith('.vcf') ? hashOf(other) : '';
    expect(await at(other).fail('snapshots')).toMatchObject({ status: 1, code: 'case-not-a-case', hint: 'Check the path. To read contacts or events from a file use synctrace import.' });
    if (before !== '') expect(hashOf(other)).toBe(before);
  }
});

it('opens an encrypted case with its passphrase alone, and harms it with no other', async () => {
  process.env[VARIABLE] = 'right horse';
  process.env[`${VARIABLE}_WRONG`] = 'wrong horse';
  onTestFinished(() => {
    delete process.env[VARIABLE];
    delete process.env[`${VARIABLE}_WRONG`];
  });
  const { ask, fail, path } = at(casePath());
  expect(await fail('case', 'create', '--encrypt')).toMatchObject({ status: 2, code: 'usage' });
  expect(await ask('case', 'create', '--encrypt', '--passphrase-env', VARIABLE)).toMatchObject({ status: 0, document: { case: { encrypted: true } } });
  const before = hashOf(path);
  const locked = { status: 1, code: 'case-locked', message: 'The case is encrypted, and the passphrase is missing or wrong.', hint: 'Give it with --passphrase-env VAR or --passphrase-stdin.' };
  expect(await fail('snapshots')).toEqual(locked);
  expect(await fail('snapshots', '--passphrase-env', `${VARIABLE}_WRONG`)).toEqual(locked);
  expect(await fail('import', dirname(path), '--source', 'x', '--passphrase-env', `${VARIABLE}_WRONG`)).toEqual(locked);
  expect(await fail('snapshots', '--passphrase-env', `${VARIABLE}_UNSET`)).toMatchObject({ status: 2, code: 'usage', message: expect.stringContaining(`${VARIABLE}_UNSET is not set`) as string });
  expect(hashOf(path)).toBe(before);
  expect(await ask('snapshots', '--passphrase-env', VARIABLE)).toMatchObject({ status: 0, document: { snapshots: [] } });
});

// The page has to be built, which `npm test` sees to.
it.skipIf(!existsSync(join(import.meta.dirname, '../../dist/renderer')))('says that a port is in use', async () => {
  const taken = createServer();
  await new Promise<void>((resolve) => taken.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void taken.close());
  const { port } = taken.address() as AddressInfo;
  const { fail, path } = await aCase();
  expect(path).not.toBe('');
  expect(await fail('serve', '--port', String(port))).toEqual({ status: 1, code: 'port-in-use', message: `Port ${port} is in use by another program.`, hint: 'Choose another with --port N, or leave it out.' });
});

it('serves the case of the environment, and says where that is not there', async () => {
  const before = process.env['SYNCTRACE_CASE'];
  process.env['SYNCTRACE_CASE'] = casePath();
  onTestFinished(() => {
    if (before === undefined) delete process.env['SYNCTRACE_CASE'];
    else process.env['SYNCTRACE_CASE'] = before;
  });
  const { status, out } = await captureOutput(() => runCli(['serve', '--json']));
  expect({ status, document: JSON.parse(out) as unknown }).toMatchObject({ status: 2, document: { error: { code: 'case-missing' } } });
});

it('never writes over a file', async () => {
  const { fail, path } = await aCase();
  const taken = join(dirname(path), 'before.vcf');
  const before = hashOf(taken);
  expect(await fail('export', 'files@latest', '--out', taken)).toMatchObject({ status: 1, code: 'case-exists' });
  expect(await fail('case', 'create')).toMatchObject({ status: 1, code: 'case-exists' });
  expect(await fail('case', 'export', dirname(path))).toMatchObject({ status: 1, code: 'case-exists' });
  expect(hashOf(taken)).toBe(before);
});

it.each<readonly [string, readonly string[], string, string]>([
  ['a source that is not there', ['snapshot', 'nobody'], 'source-unknown', 'There is no source named “nobody” in this case.'],
  ['snapshots of a source that is not there', ['snapshots', '--source', 'nobody'], 'source-unknown', 'There is no source named “nobody” in this case.'],
  ['a kind that is none', ['records', 'files@latest', '--kind', 'recipe'], 'usage', '--kind is one of contact, event, task'],
  ['a kind of account that is none', ['source', 'add', 'x', '--kind', 'pop3', '--url', 'https://x.example.test', '--user', 'u', '--password-env', 'P'], 'usage', '--kind is one of carddav, caldav, graph, ews'],
  ['a snapshot that is not there', ['records', 'files@yesterday'], 'snapshot-unknown', 'There is no snapshot “files@yesterday” in this case.'],
  ['a record that is not there', ['restore', 'plan', '--from', 'files@before', '--records', 'nobody'], 'record-unknown', 'The snapshot holds no record “nobody”.'],
  ['a plan that is not there', ['restore', 'apply', 'p1'], 'plan-unknown', 'There is no plan “p1” in this case.'],
  ['a restore that is not there', ['restore', 'undo', 'r1'], 'restore-unknown', 'There is no restore “r1” in this case.'],
  ['a command that is none', ['snapshto'], 'usage', 'unknown command'],
  ['an option that is none', ['snapshots', '--colour'], 'usage', 'unknown option'],
  ['an option without its value', ['export', 'files@latest'], 'usage', '--out'],
  ['a time that is none', ['import', '.', '--source', 'files', '--at', 'yesterday'], 'usage', '--at is a time like 2026-03-01T09:00:00Z'],
  ['a format that is none', ['export', 'files@latest', '--out', 'x', '--format', 'xml'], 'usage', '--format is one of vcf, ics, csv, json'],
  ['a password on the command line', ['source', 'add', 'x', '--kind', 'carddav', '--url', 'https://me:secret@x.example.test', '--user', 'u', '--password-env', 'P'], 'usage', 'the URL holds no user or password'],
  ['no way to the password', ['source', 'add', 'x', '--kind', 'carddav', '--url', 'https://x.example.test', '--user', 'u'], 'usage', 'give --password-env VARIABLE or --password-stdin'],
])('refuses %s as wrong usage', async (_, parameters, code, words) => {
  const { fail } = await aCase();
  expect(await fail(...parameters)).toMatchObject({ status: 2, code, message: expect.stringContaining(words) as string });
});

it('says that there is nothing to import, and makes no source of it', async () => {
  const { ask, fail, path } = at(casePath());
  writeFileSync(join(dirname(path), 'letter.txt'), 'Dear all,');
  expect(await fail('import', join(dirname(path), 'letter.txt'), '--source', 'new')).toMatchObject({ status: 1, code: 'nothing-to-import' });
  expect(await fail('import', join(dirname(path), 'missing.vcf'), '--source', 'new')).toMatchObject({ status: 1, code: 'file-unreadable' });
  expect(await ask('source', 'list')).toMatchObject({ status: 0, document: { sources: [] } });
});
