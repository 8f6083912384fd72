import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { APP, DIFF, EVENT, FINDINGS, GROUPS, PLAN, PROBLEM, RECORD, RESTORE, SNAPSHOT, SOURCE, type Shape, mismatches } from '../testing/answer-shapes.ts';
import { aCard, aTask, anEvent } from '../testing/builders.ts';
import { type CommandLine, commandLine } from '../testing/command-line.ts';
import { type LyingDav, TEST_PASSWORD, TEST_USER, startLyingDav } from '../testing/lying-dav/start-lying-dav.ts';
import { runCli } from './run-cli.ts';

const VARIABLE = 'SYNCTRACE_TEST_ANSWERS';
let server: LyingDav;
let line: CommandLine;
let path: string;
let plan: string;
let restore: string;

beforeAll(async () => {
  server = await startLyingDav({
    books: [
      { path: 'contacts', name: 'Contacts', kind: 'contacts', items: ['a', 'b', 'c', 'd'].map((name) => ({ name: `${name}.vcf`, text: aCard({ uid: name, name: `Person ${name}`, emails: [`${name}@example.test`], phones: [] }) })) },
      { path: 'calendar', name: 'Calendar', kind: 'calendar', items: [{ name: 'e.ics', text: anEvent() }, { name: 't.ics', text: aTask() }] },
    ],
  });
  path = join(mkdtempSync(join(tmpdir(), 'synctrace-answers-')), 'desk.synctrace');
  line = commandLine(runCli, path);
  process.env[VARIABLE] = TEST_PASSWORD;
});

afterAll(async () => {
  delete process.env[VARIABLE];
  await server.close();
  rmSync(dirname(path), { recursive: true, force: true });
});

/** Asks, and holds the whole answer against its shape. */
async function answer<T>(shape: Shape, ...parameters: readonly string[]): Promise<T> {
  const { status, document } = await line.ask(...parameters);
  expect({ status, mismatches: mismatches(document, shape, '') }, parameters.join(' ')).toEqual({ status: 0, mismatches: [] });
  return document as T;
}

// One after the other: each command goes on from what those before it did, as in a person's session.
describe('every command answers what CLI.md names', () => {
  it('source add, list, test', async () => {
    for (const kind of ['carddav', 'caldav']) {
      await answer({ source: SOURCE }, 'source', 'add', kind, '--kind', kind, '--url', server.url, '--user', TEST_USER, '--password-env', VARIABLE);
    }
    await answer({ sources: [SOURCE] }, 'source', 'list');
    const { ok } = await answer<{ ok: boolean }>({ ok: 'boolean', capabilities: 'anything' }, 'source', 'test', 'carddav');
    expect(ok).toBe(true);
  });

  it('snapshot and snapshots', async () => {
    const { snapshots } = await answer<{ snapshots: unknown[] }>({ snapshots: [SNAPSHOT] }, 'snapshot', '--label', 'before');
    expect(snapshots).toHaveLength(2);
    server.store.remove('contacts', 'a.vcf');
    server.store.change('contacts', 'b.vcf', aCard({ uid: 'b', name: 'Person Bee', emails: ['b@example.test'], phones: [] }));
    server.store.add('contacts', 'c2.vcf', aCard({ uid: 'c2', name: 'Person c', emails: ['c@example.test'], phones: [] }));
    await answer({ snapshots: [SNAPSHOT] }, 'snapshot', 'carddav', '--label', 'after');
    expect((await answer<{ snapshots: unknown[] }>({ snapshots: [SNAPSHOT] }, 'snapshots')).snapshots).toHaveLength(3);
    expect((await answer<{ snapshots: unknown[] }>({ snapshots: [SNAPSHOT] }, 'snapshots', '--source', 'caldav')).snapshots).toHaveLength(1);
  });

  it('records, by kind and with their bytes', async () => {
    const { records } = await answer<{ records: { raw?: string }[] }>({ records: [RECORD] }, 'records', 'carddav@latest', '--raw');
    expect(records.map(({ raw }) => raw?.startsWith('BEGIN:VCARD\r\n'))).toEqual([true, true, true, true]);
    expect((await answer<{ records: object[] }>({ records: [RECORD] }, 'records', 'caldav@before', '--kind', 'task')).records).toMatchObject([{ kind: 'task', title: 'Send the invoice' }]);
  });

  it('diff', async () => {
    const diff = await answer<{ summary: object; changes: { change: string; uid: string }[] }>(DIFF, 'diff', 'carddav@before', 'carddav@after');
    expect(diff.summary).toEqual({ added: 1, removed: 1, modified: 1, moved: 0, recreated: 0, cosmetic: 0, unchanged: 2 });
    expect(diff.changes.map(({ change, uid }) => `${change} ${uid}`).sort()).toEqual(['added c2', 'modified b', 'removed a']);
    expect(await answer(DIFF, 'diff', 'carddav@first', 'carddav@latest', '--kind', 'event')).toMatchObject({ changes: [], summary: { unchanged: 0 } });
  });

  it('duplicates, in one source and across', async () => {
    const { groups } = await answer<{ groups: { records: { uid: string }[] }[] }>(GROUPS, 'duplicates', 'carddav@after');
    expect(groups.map((group) => group.records.map(({ uid }) => uid).sort())).toEqual([['c', 'c2']]);
    await answer(GROUPS, 'duplicates', 'carddav@after', '--across');
  });

  it('findings of the whole case and between two snapshots', async () => {
    const { findings } = await answer<{ findings: { type: string; count: number; severity: string }[] }>(FINDINGS, 'findings', 'carddav@before', 'carddav@after');
    expect(findings.map(({ type, count, severity }) => `${type} ${count} ${severity}`).sort()).toEqual(['duplicates-introduced 1 info', 'fields-overwritten 1 info', 'records-deleted 1 info']);
    expect((await answer<{ findings: unknown[] }>(FINDINGS, 'findings')).findings).toEqual(expect.arrayContaining(findings));
  });

  it('app and event', async () => {
    const app = { app: 'outlook-mobile-ios', since: '2026-02-01T00:00:00.000Z', device: 'iPhone', direction: 'one-way', note: 'private phone' };
    const given = ['--since', '2026-02-01T01:00:00+01:00', '--device', 'iPhone', '--direction', 'one-way', '--note', 'private phone'];
    expect(await answer({ app: APP }, 'app', 'add', 'outlook-mobile-ios', ...given)).toEqual({ app });
    await answer({ app: APP }, 'app', 'add', 'outlook-mobile-ios', ...given);
    expect(await answer({ apps: [APP] }, 'app', 'list')).toEqual({ apps: [app] });
    expect(await answer({ apps: [{ app: 'string', name: 'string', stores: ['string'] }] }, 'app', 'known')).toMatchObject({ apps: expect.arrayContaining([expect.objectContaining({ app: 'davx5' })]) });
    const event = { at: '2026-03-02T08:00:00.000Z', type: 'device-added', app: 'outlook-mobile-ios', text: 'second iPhone' };
    expect(await answer({ event: EVENT }, 'event', 'add', '--at', '2026-03-02T08:00:00Z', '--type', 'device-added', '--app', 'outlook-mobile-ios', '--text', 'second iPhone')).toEqual({ event });
    expect(await answer({ events: [EVENT] }, 'event', 'list')).toEqual({ events: [event] });
    expect(await answer({ removed: 'number' }, 'app', 'remove', 'outlook-mobile-ios')).toEqual({ removed: 1 });
    expect(await answer({ apps: [APP] }, 'app', 'list')).toEqual({ apps: [] });
  });

  it('export, in each format, as a file and as a folder', async () => {
    const out = join(dirname(path), 'out');
    mkdirSync(out);
    const written = { written: 'number', files: ['string'] } as const;
    for (const format of ['vcf', 'csv', 'json']) {
      expect(await answer(written, 'export', 'carddav@before', '--out', join(out, `all.${format}`), '--format', format)).toEqual({ written: 4, files: [join(out, `all.${format}`)] });
    }
    expect(readFileSync(join(out, 'all.vcf'), 'utf8').match(/BEGIN:VCARD/g)).toHaveLength(4);
    expect(await answer(written, 'export', 'caldav@before', '--out', join(out, 'all.ics'))).toMatchObject({ written: 2 });
    const { files } = await answer<{ files: string[] }>(written, 'export', 'carddav@before', '--out', join(out, 'each/'));
    expect(files.sort()).toEqual(readdirSync(join(out, 'each')).map((name) => join(out, 'each', name)).sort());
  });

  it('restore plan, apply, apply again, undo, resume, list', async () => {
    const { plan: removed } = await answer<{ plan: { id: string; steps: unknown[] } }>({ plan: PLAN }, 'restore', 'plan', '--removed', 'carddav@before', 'carddav@after');
    expect(removed.steps).toHaveLength(1);
    plan = removed.id;
    const { restore: done } = await answer<{ restore: { id: string } }>({ restore: RESTORE }, 'restore', 'apply', plan);
    expect(done).toMatchObject({ plan, applied: 1, skipped: 0, failed: [], verified: true });
    restore = done.id;
    expect(await answer({ restore: RESTORE }, 'restore', 'apply', plan)).toMatchObject({ restore: { plan, applied: 0, failed: [] } });
    expect(await answer({ restores: [RESTORE] }, 'restore', 'resume')).toEqual({ restores: [] });
    expect(await answer({ restore: RESTORE }, 'restore', 'undo', restore)).toMatchObject({ restore: { applied: 1, undoOf: restore, verified: true } });
    expect((await answer<{ restores: object[] }>({ restores: [RESTORE] }, 'restore', 'list')).restores).toMatchObject([{ id: restore, applied: 1, undoneBy: expect.any(String) as string }, { undoOf: restore }]);
    await answer({ plan: PLAN }, 'restore', 'plan', '--changed', 'carddav@before', 'carddav@after');
    await answer({ plan: PLAN }, 'restore', 'plan', '--from', 'carddav@before', '--records', `/addressbooks/${TEST_USER}/contacts/a.vcf`);
  });

  it('import, with a problem for each card that could not be read', async () => {
    const folder = join(dirname(path), 'files');
    mkdirSync(folder);
    writeFileSync(join(folder, 'two.vcf'), `${aCard({ uid: 'x' })}BEGIN:VCARD\r\nVERSION:3.0\r\nFN:cut`);
    const { status, document } = await line.ask('import', folder, '--source', 'files', '--at', '2026-03-01T10:00:00+02:00');
    expect({ status, mismatches: mismatches(document, { snapshots: [SNAPSHOT], problems: [PROBLEM] }, '') }).toEqual({ status: 3, mismatches: [] });
    expect(document).toMatchObject({ snapshots: [{ takenAt: '2026-03-01T08:00:00.000Z', complete: false }], problems: [{ quarantined: true, line: expect.any(Number) as number }] });
  });

  it('case info, verify, export, import, create', async () => {
    await answer({ case: 'anything' }, 'case', 'info');
    expect(await answer({ ok: 'boolean', problems: ['anything'] }, 'case', 'verify')).toEqual({ ok: true, problems: [] });
    const folder = join(dirname(path), 'folder');
    expect((await line.ask('case', 'export', folder)).status).toBe(0);
    expect(JSON.parse(readFileSync(join(folder, 'manifest.json'), 'utf8'))).toMatchObject({ format: 'synctrace-case/1' });
    const copy = commandLine(runCli, join(dirname(path), 'copy.synctrace'));
    expect(await copy.ask('case', 'import', folder)).toMatchObject({ document: { case: { snapshots: 4 } } });
    expect(await commandLine(runCli, join(dirname(path), 'empty.synctrace')).ask('case', 'create', '--title', 'Empty')).toMatchObject({ status: 0, document: { case: { title: 'Empty', snapshots: 0 } } });
  });

  it('source remove, after which its snapshots stay', async () => {
    expect((await line.ask('source', 'remove', 'caldav')).status).toBe(0);
    expect((await answer<{ snapshots: unknown[] }>({ snapshots: [SNAPSHOT] }, 'snapshots', '--source', 'caldav')).snapshots).toHaveLength(1);
  });

  it('leaves one file behind', () => {
    expect(['', '-wal', '-shm'].map((suffix) => existsSync(path + suffix))).toEqual([true, false, false]);
  });
});

describe('what a person reads', () => {
  it.each(['source', 'source add', 'source list', 'source test', 'source remove', 'snapshot', 'snapshots', 'import', 'case', 'case create', 'case import', 'case export', 'case info', 'case verify', 'records', 'export', 'diff', 'duplicates', 'findings', 'app', 'app add', 'app list', 'app remove', 'app known', 'event', 'event add', 'event list', 'restore', 'restore plan', 'restore apply', 'restore undo', 'restore resume', 'restore list', 'serve', 'demo'])(
    'synctrace %s --help says how it is used',
    async (command) => {
      const { status, out, err } = await line.type(...command.split(' '), '--help');
      expect({ status, err, usage: out.startsWith(`Usage: synctrace ${command} `) }).toEqual({ status: 0, err: '', usage: true });
    },
  );

  it('is no JSON and holds no character that steers a terminal', async () => {
    for (const command of [['snapshots'], ['records', 'carddav@after'], ['diff', 'carddav@before', 'carddav@after'], ['duplicates', 'carddav@after'], ['restore', 'list'], ['case', 'info'], ['case', 'verify'], ['source', 'list'], ['findings']]) {
      const { status, out } = await line.type(...command);
      expect(status).toBe(0);
      expect(out).toMatch(/^[^{\u0000-\u0009\u000b-\u001f]/);
    }
  });
});
