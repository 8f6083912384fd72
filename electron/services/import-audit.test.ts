import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { importedLogsSchema } from '../../shared/contract/logs.ts';
import { casePath, temporaryFolder } from '../testing/build-case.ts';
import type { CaseContext } from './case-context.ts';
import { logsDocument } from './documents.ts';
import { createPorts, createSessionVault, openCaseContext } from './engine.ts';
import { importAudit, type ImportAuditInput } from './import-audit.ts';
import { importFiles } from './import-files.ts';
import { addSource } from './sources.ts';

const never = new AbortController().signal;

interface Desk {
  readonly context: CaseContext;
  /** Writes files and imports them as logs. */
  readonly give: (files: Readonly<Record<string, string | Uint8Array>>, more?: Omit<ImportAuditInput, 'paths'>) => ReturnType<typeof importAudit>;
}

function aDesk(): Desk {
  const context = openCaseContext(casePath(), 'write', undefined, createPorts(createSessionVault({}), () => Promise.reject(new Error('no practice server'))));
  onTestFinished(() => context.store.close());
  const folder = temporaryFolder();
  return {
    context,
    give(files, more = {}) {
      for (const [name, content] of Object.entries(files)) writeFileSync(join(folder, name), content);
      return importAudit(context, { paths: Object.keys(files).map((name) => join(folder, name)), ...more }, never, () => {});
    },
  };
}

const record = (id: string, more: object = {}): string => JSON.stringify({ CreationTime: '2026-03-02T10:02:10', Id: id, Operation: 'Update', UserId: 'robin@example.test', MailboxOwnerUPN: 'robin@example.test', Item: { Subject: 'Ada Example' }, ...more });

async function givenContacts({ context }: Desk, source: string): Promise<void> {
  const folder = temporaryFolder();
  mkdirSync(join(folder, 'in'));
  writeFileSync(join(folder, 'in/contacts.json'), JSON.stringify({ value: [{ id: 'item-1', displayName: 'Ada Example' }, { id: 'item-2', displayName: 'Bo Example' }] }));
  addSource(context, { name: source, kind: 'graph' });
  await importFiles(context, { paths: [join(folder, 'in')], source }, never, () => {});
}

describe('logs given to a case', () => {
  it('leave others a turn, and can be called off, before their first row is read', async () => {
    const { context } = aDesk();
    const controller = new AbortController();
    const log = `LastAccessed,Operation,ItemSubject\n${'2026-03-02T10:02:10Z,Update,Ada\n'.repeat(5000)}`;
    setImmediate(() => controller.abort(new Error('called off')));
    await expect(importAudit(context, { given: [{ name: 'log.csv', chunks: () => [Buffer.from(log)] }] }, controller.signal, () => {})).rejects.toThrow();
    expect(context.store.audit.count()).toBe(0);
  });

  it('are counted: rows, those about records of the case, and those that write nothing', async () => {
    const desk = aDesk();
    await givenContacts(desk, 'mailbox');
    const log = [record('1'), record('2', { Item: { Id: 'item-2' } }), record('3', { Item: { Subject: 'Nobody' } }), record('4', { Operation: 'MailItemsAccessed' }), record('5', { AffectedItems: [{ Id: 'x' }, { Id: 'item-1' }], Operation: 'SoftDelete' })];
    const answer = await desk.give({ 'log.json': log.join('\n') });
    expect(answer).toMatchObject({ events: 4, matched: 3, added: 5, passedOver: { reads: 1, failed: 0, other: 0 }, skipped: [], warnings: [] });
    expect(answer.logs).toMatchObject([{ name: 'log.json', format: 'purview-json', rows: 5 }]);
    expect(desk.context.store.audit.logs().map(({ facts }) => facts)).toEqual(answer.logs);
    expect(await desk.give({ 'log.json': log.join('\n') })).toMatchObject({ events: 4, matched: 3, added: 0 });
    expect(desk.context.store.audit.logs()).toHaveLength(1);
  });

  it('match by a name alone only where they are about one mailbox', async () => {
    const desk = aDesk();
    await givenContacts(desk, 'mailbox');
    expect(await desk.give({ 'log.json': `[${record('1')},${record('2', { MailboxOwnerUPN: 'sam@example.test' })}]` })).toMatchObject({ events: 2, matched: 0 });
  });

  it('name their mailbox’s account where its user is known, and the one that was said', async () => {
    const desk = aDesk();
    addSource(desk.context, { name: 'work', kind: 'ews', url: 'https://mail.example.test/EWS/Exchange.asmx', user: 'Robin@example.test' });
    addSource(desk.context, { name: 'other', kind: 'file' });
    await desk.give({ 'a.json': record('1') });
    await desk.give({ 'b.json': record('2', { MailboxOwnerUPN: 'sam@example.test' }) }, { source: 'other' });
    const names = new Map(desk.context.store.sources().map(({ id, name }) => [id, name]));
    expect([...desk.context.store.audit.list()].map(({ id, sourceId }) => [id, sourceId === undefined ? undefined : names.get(sourceId)])).toEqual([['1', 'work'], ['2', 'other']]);
  });

  it('name what is left out: files of another kind, packed ones, those that are not there, and rows', async () => {
    const desk = aDesk();
    const answer = await desk.give({ 'a.csv': 'First Name,Last Name\nAda,Example\n', 'b.gz': Buffer.from([0x1f, 0x8b, 8]), 'c.xlsx': Buffer.from('PK\u0003\u0004[Content_Types].xml'), 'd.txt': '', 'e.json': `[${record('1')}, 7, ${record('2').slice(0, 50)}` });
    expect(answer.skipped.map(({ file, line, code }) => [file, line, code])).toEqual([
      ['a.csv', undefined, 'audit-file-unknown'], ['b.gz', undefined, 'audit-file-packed'], ['c.xlsx', undefined, 'audit-file-spreadsheet'], ['d.txt', undefined, 'audit-file-empty'],
      ['e.json', 1, 'audit-row-unreadable'], ['e.json', 1, 'audit-file-cut-off'],
    ]);
    expect(answer).toMatchObject({ events: 1, skippedCount: 6, logs: [{ name: 'e.json', cut: 'end' }] });
    expect((await importAudit(desk.context, { paths: ['/nowhere/log.csv'] }, never, () => {})).skipped).toMatchObject([{ file: 'log.csv', code: 'file-unreadable' }]);
  });

  it('warn of what must not be concluded from them', async () => {
    const desk = aDesk();
    const row = (day: number): string => `Update,Ada,${day}/3/2026 10:00:00`;
    const days = [...Array.from({ length: 12 }, (_, index) => index + 1), ...Array.from({ length: 12 }, (_, index) => index + 16)];
    const { warnings } = await desk.give({ 'log.csv': ['Operation,ItemSubject,LastAccessed', ...days.map(row)].join('\n') });
    expect(warnings.map(({ code, message }) => [code, /from (\S+) to (\S+),/.exec(message)?.slice(1)])).toEqual([['audit-zone-assumed', undefined], ['audit-gap', ['2026-03-13T00:00:00.000Z', '2026-03-16T00:00:00.000Z']]]);
    const lines = Array.from({ length: 100 }, (_, index) => record(`row-${index}`));
    expect((await desk.give({ 'full.json': lines.join('\n') })).warnings.map(({ code }) => code)).toEqual(['audit-limit-reached']);
  });

  it('may be at hand, as a page gives them, and are answered as the contract says', async () => {
    const desk = aDesk();
    const bytes = Buffer.from(`${record('1')}\n${record('2').slice(0, 30)}`);
    const answer = await importAudit(desk.context, { given: [{ name: 'dropped.json', chunks: () => [bytes] }] }, never, () => {});
    const document = logsDocument(answer);
    expect(importedLogsSchema.parse(document)).toEqual(document);
    expect(document).toMatchObject({ events: 1, skipped: [{ file: 'dropped.json', line: 2, code: 'audit-file-cut-off' }], coverage: [{ name: 'dropped.json', rows: 2, cut: 'end' }] });
  });

  it('keep what was read before they were cancelled', async () => {
    const desk = aDesk();
    const abort = new AbortController();
    const path = join(temporaryFolder(), 'log.json');
    writeFileSync(path, Array.from({ length: 5000 }, (_, index) => record(`row-${index}`)).join('\n'));
    const run = importAudit(desk.context, { paths: [path] }, abort.signal, ({ done }) => {
      if (done > 2000) abort.abort(new Error('stop'));
    });
    await expect(run).rejects.toThrow('stop');
    expect(desk.context.store.audit.count()).toBeGreaterThan(2000);
    expect(desk.context.store.audit.logs()).toEqual([]);
  });
});
