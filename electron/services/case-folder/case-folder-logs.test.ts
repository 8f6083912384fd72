import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import type { Finding } from '../../../shared/contract/findings.ts';
import { casePath, temporaryFolder } from '../../testing/build-case.ts';
import type { CaseContext } from '../case-context.ts';
import { createPorts, createSessionVault, openCaseContext } from '../engine.ts';
import { explainChanges } from '../explain-changes.ts';
import { exportCaseFolder } from './export-case-folder.ts';
import { importCaseFolder } from './import-case-folder.ts';

const never = new AbortController().signal;

function aCase(): CaseContext {
  const context = openCaseContext(casePath(), 'write', undefined, createPorts(createSessionVault({}), () => Promise.reject(new Error('no practice server'))));
  onTestFinished(() => context.store.close());
  return context;
}

const NAMES = ['Ada', 'Bo', 'Cleo', 'Dov', 'Eva', 'Finn', 'Gil', 'Hana'];
const contacts = (names: readonly string[], more: object = {}): string => JSON.stringify({ value: names.map((name) => ({ id: `id-${name}`, displayName: `${name} Example`, givenName: name, surname: 'Example', ...more })) });
const card = (name: string): string => `BEGIN:VCARD\r\nVERSION:3.0\r\nUID:${name}\r\nFN:${name} Example\r\nN:Example;${name};;;\r\nEMAIL:${name.toLowerCase()}@example.test\r\nEND:VCARD\r\n`;
const events = (start: string): string =>
  JSON.stringify({ value: NAMES.map((name) => ({ id: `event-${name}`, iCalUId: `uid-${name}`, subject: `Call ${name}`, start: { dateTime: `2026-05-01T${start}`, timeZone: 'UTC' }, end: { dateTime: '2026-05-01T18:00:00', timeZone: 'UTC' } })) });
const quoted = (text: string): string => `"${text.replaceAll('"', '""')}"`;

/** A help desk's folder: a mailbox whose contacts were deleted by a phone and whose events moved, and an address book that lost cards. */
function aFolder(): string {
  const folder = temporaryFolder();
  const put = (name: string, content: string): void => {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), content);
  };
  put('snapshots/mailbox-1/contacts.json', contacts(NAMES));
  put('snapshots/mailbox-1/events.json', events('09:00:00'));
  put('snapshots/mailbox-2/contacts.json', contacts(NAMES.slice(6)));
  put('snapshots/mailbox-2/events.json', events('11:00:00'));
  for (const name of NAMES) put(`snapshots/book-1/${name}.vcf`, card(name));
  for (const name of NAMES.slice(5)) put(`snapshots/book-2/${name}.vcf`, card(name));
  const at = (index: number): string => `2026-03-02T10:0${index}:00`;
  const record = (name: string, index: number): object => ({ CreationTime: at(index), Id: `row-${name}`, Operation: 'MoveToDeletedItems', MailboxOwnerUPN: 'robin@example.test', ClientInfoString: 'Client=OutlookService;Outlook-iOS/2.0;', Item: { Id: 'RgAAAAB', Subject: `${name} Example`, ParentFolder: { Path: '\\Contacts' } } });
  put('audit/purview.csv', ['CreationDate,UserIds,Operations,AuditData', ...NAMES.slice(0, 2).map((name, index) => `${at(index)},robin@example.test,MoveToDeletedItems,${quoted(JSON.stringify(record(name, index)))}`)].join('\r\n'));
  put('audit/purview.json', JSON.stringify(NAMES.slice(2, 4).map(record)));
  put('audit/mailbox.csv', ['Operation;LastAccessed;ClientInfoString;ItemSubject;FolderPathName', ...NAMES.slice(4, 6).map((name, index) => `SoftDelete;02.03.2026 10:1${index}:00;Client=OutlookService;${name} Example;\\Contacts`.replace('OutlookService;', '"OutlookService;Outlook-iOS/2.0;";').replace('Client="', '"Client='))].join('\n'));
  put('audit/calendar.csv', ['LogTimestamp,ItemClass,CalendarLogTriggerAction,LogClientInfoString,NormalizedSubject', ...NAMES.map((name, index) => `${at(index)}Z,IPM.Appointment,Update,Client=ActiveSync;UserAgent=Apple-iPhone9C1/2001,Call ${name}`)].join('\n'));
  put('audit/access.log', [...NAMES.slice(0, 5), 'Hana'].map((name, index) => `192.0.2.7 - robin [02/Mar/2026:12:0${index}:00 +0200] "DELETE /dav/robin/contacts/${name}.vcf HTTP/1.1" ${name === 'Hana' ? 403 : 204} 0 "-" "DAVx5/4.3.1 (2024/02/19; dav4jvm; okhttp/4.12.0) Android/14"\n`).join(''));
  put('manifest.json', JSON.stringify({
    format: 'synctrace-case/1',
    sources: [{ name: 'mailbox', kind: 'graph', label: 'Exchange Online' }, { name: 'book', kind: 'carddav', label: 'Nextcloud' }],
    snapshots: ['mailbox', 'book'].flatMap((source) => [1, 2].map((number) => ({ source, takenAt: `2026-03-0${number + number - 1}T08:00:00Z`, path: `snapshots/${source}-${number}` }))),
    apps: [{ app: 'outlook-mobile-ios' }, { app: 'davx5' }],
    audit: ['audit/purview.csv', 'audit/purview.json', 'audit/mailbox.csv', 'audit/calendar.csv', 'audit/access.log'],
  }));
  return folder;
}

/** Which apps log rows speak for, and of how many rows they are. */
function logged(findings: readonly Finding[]) {
  return findings.map(({ type, source, suspects }) => [
    type, source, Object.fromEntries(suspects.flatMap(({ app, evidence }) => evidence.filter(({ kind, weight }) => kind === 'audit' && weight > 0).map(({ refs }) => [app, refs.length] as const))),
  ]);
}

it('reads the logs of a case folder, each format, and findings rest on their rows', async () => {
  const context = aCase();
  const { audit } = await importCaseFolder(context, aFolder(), never, () => {});
  expect(audit).toMatchObject({ events: 19, matched: 19, added: 19, passedOver: { reads: 0, failed: 1, other: 0 }, skipped: [] });
  expect(audit?.logs.map(({ format, rows }) => [format, rows])).toEqual([['purview-csv', 2], ['purview-json', 2], ['mailbox-audit-csv', 2], ['calendar-log-csv', 8], ['dav-access-log', 6]]);
  const told = logged(await explainChanges(context, {}));
  expect(told).toHaveLength(3);
  expect(told).toEqual(expect.arrayContaining([
    ['records-deleted', 'mailbox', expect.objectContaining({ 'outlook-mobile-ios': 6 })],
    ['times-shifted', 'mailbox', expect.objectContaining({ 'eas-phone': 8 })],
    ['records-deleted', 'book', expect.objectContaining({ davx5: 5 })],
  ]));
});

it('gives the logs out again, so that another case finds the same', async () => {
  const context = aCase();
  await importCaseFolder(context, aFolder(), never, () => {});
  const [once, twice] = [join(temporaryFolder(), 'once'), join(temporaryFolder(), 'twice')];
  exportCaseFolder(context, once, never);
  const other = aCase();
  const { audit } = await importCaseFolder(other, once, never, () => {});
  expect(audit).toMatchObject({ events: 19, matched: 19, added: 19, skipped: [] });
  const plain = ({ store }: CaseContext) => [[...store.audit.list()], store.audit.logs()];
  expect(plain(other)).toEqual(plain(context));
  expect(await explainChanges(other, {})).toEqual(await explainChanges(context, {}));
  exportCaseFolder(other, twice, never);
  expect(readFileSync(join(twice, 'audit/log.jsonl'), 'utf8')).toBe(readFileSync(join(once, 'audit/log.jsonl'), 'utf8'));
});
