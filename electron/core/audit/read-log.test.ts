import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { ianaZone } from '../jscalendar/iana-zone.ts';
import type { ReadRow } from './entry.ts';
import { LOG_FORMATS } from './formats/index.ts';
import type { LogFacts } from './log-facts.ts';
import type { TimeReading } from './log-times.ts';
import { openAuditLog } from './read-log.ts';

interface Read {
  readonly format: string;
  readonly rows: readonly ReadRow[];
  readonly facts: LogFacts;
}

function readLog(content: string | Uint8Array, reading: TimeReading = {}, chunkBytes = 7): Read {
  const bytes = typeof content === 'string' ? Buffer.from(content, 'utf8') : content;
  const log = openAuditLog({ name: 'log.txt', chunks: () => piecesOf(bytes, chunkBytes) }, reading);
  if (log.type !== 'log') throw new Error(log.type);
  const rows: ReadRow[] = [];
  const all = log.rows();
  for (;;) {
    const next = all.next();
    if (next.done === true) return { format: log.format, rows, facts: next.value };
    rows.push(next.value);
  }
}

function* piecesOf(bytes: Uint8Array, size: number): Generator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

function entries({ rows }: Read) {
  return rows.flatMap((row) => (row.type === 'kept' ? row.entries.map(({ document: _document, ...entry }) => entry) : []));
}

const cell = (text: string): string => `"${text.replaceAll('"', '""')}"`;

const RECORD = {
  CreationTime: '2026-03-02T10:02:10', Id: 'row-1', Operation: 'MoveToDeletedItems', RecordType: 2, ResultStatus: 'Succeeded', UserId: 'robin@example.test', MailboxOwnerUPN: 'robin@example.test',
  ClientInfoString: 'Client=OutlookService;Outlook-iOS/2.0;', AppId: '27922004-5251-4030-b22d-91ecd9a37ea4', OriginatingServer: 'SRV (15.20.4200.000)\r\n',
  Item: { Id: 'RgAAAAB+/1', ImmutableId: 'LgAAAAC1', Subject: 'Ada "A." Example', ParentFolder: { Path: '\\Contacts' } },
};
const ENTRY = {
  id: 'row-1', at: '2026-03-02T10:02:10.000Z', operation: 'MoveToDeletedItems', actor: 'robin@example.test', mailbox: 'robin@example.test',
  client: 'Client=OutlookService;Outlook-iOS/2.0; [AppId=27922004-5251-4030-b22d-91ecd9a37ea4]', item: 'RgAAAAB+/1 LgAAAAC1', subject: 'Ada "A." Example', folder: '\\Contacts',
};

const portal = (...records: readonly object[]): string =>
  ['CreationDate,UserIds,Operations,AuditData', ...records.map((record) => `2026-03-02T10:02:10.0000000Z,robin@example.test,Update,${cell(JSON.stringify(record))}`), ''].join('\r\n');

it('reads the formats of the folder and no others', () => {
  const files = readdirSync(join(import.meta.dirname, 'formats')).filter((name) => !name.startsWith('index'));
  expect(LOG_FORMATS.map(({ name }) => `${name}.ts`).sort()).toEqual(files.sort());
});

describe('a table of the Purview portal', () => {
  it('gives each row’s item, client and time, which is in UTC though no zone stands there', () => {
    const read = readLog(portal(RECORD));
    expect([read.format, entries(read)]).toEqual(['purview-csv', [ENTRY]]);
    expect(read.facts).toEqual({ name: 'log.txt', format: 'purview-csv', from: ENTRY.at, to: ENTRY.at, rows: 1, gaps: [] });
  });

  it('gives every item of a row that lists several', () => {
    const group = { ...RECORD, Item: undefined, Operation: 'SoftDelete', Folder: { Path: '\\Kontakte' }, AffectedItems: [{ Id: 'a', Subject: 'Ada' }, { Id: 'b', Subject: 'Bo', ParentFolder: { Path: '\\Else' } }] };
    expect(entries(readLog(portal(group))).map(({ id, part, item, subject, folder }) => [id, part, item, subject, folder])).toEqual([['row-1', undefined, 'a', 'Ada', '\\Kontakte'], ['row-1', 2, 'b', 'Bo', '\\Else']]);
  });

  it('passes over what was only read, what failed and what is about something else', () => {
    const read = readLog(portal({ ...RECORD, Operation: 'MailItemsAccessed' }, { ...RECORD, ResultStatus: 'Failed' }, { ...RECORD, Operation: 'UserLoggedIn' }));
    expect(read.rows.map((row) => (row.type === 'passed' ? row.because : row.type))).toEqual(['reads', 'failed', 'other']);
  });

  it('names rows that cannot be read with their line, and goes on', () => {
    const [header, row] = portal(RECORD).split('\r\n');
    const read = readLog([header, 'x,y,z,"{broken\n"', row, `a,b,c,${cell(JSON.stringify({ ...RECORD, CreationTime: 'yesterday' }))}`, 'lonely', row].join('\r\n'));
    expect(read.rows.map((one) => [one.line, one.type === 'skipped' ? one.code : one.type])).toEqual([[2, 'audit-row-unreadable'], [4, 'kept'], [5, 'audit-time-unreadable'], [6, 'audit-row-unreadable'], [7, 'kept']]);
  });

  it('keeps what stands before a cut, and says that there was one', () => {
    const text = portal(RECORD, RECORD);
    const read = readLog(text.slice(0, -40));
    expect([entries(read).length, read.rows.at(-1), read.facts.cut]).toEqual([1, { line: 3, type: 'skipped', code: 'audit-file-cut-off' }, 'end']);
  });

  it('says where exactly as many rows stand as an export gives', () => {
    expect(readLog(portal(...Array.from({ length: 100 }, (_, index) => ({ ...RECORD, Id: `row-${index}` }))), {}, 5000).facts).toMatchObject({ rows: 100, cut: 'limit' });
  });

  it('reads other columns, other separators, a sep= line, PowerShell’s type line and every encoding', () => {
    const data = cell(JSON.stringify({ ...RECORD, Item: { ...RECORD.Item, Subject: 'Größe' } }));
    const newer = `RecordId;CreationDate;RecordType;Operation;UserId;AuditData\nrow-1;3/2/2026 10:02:10 AM;2;Update;robin@example.test;${data}\n`;
    const files = {
      newer,
      marked: `\ufeff${newer}`,
      told: `sep=;\r\n${newer}`,
      typed: `#TYPE Selected.System.Object\r\n${newer.replaceAll(';', '\t').replaceAll('\\tOutlook', ';Outlook')}`,
      old: newer.replaceAll('\n', '\r'),
    };
    const bytes = [...Object.values(files).filter((text) => text !== files.typed).map((text) => Buffer.from(text, 'utf8')), Buffer.from(`\ufeff${newer}`, 'utf16le'), Buffer.from(`\ufeff${newer}`, 'utf16le').swap16(), Buffer.from(newer, 'latin1')];
    for (const file of bytes) expect(entries(readLog(file))).toEqual([{ ...ENTRY, subject: 'Größe' }]);
  });

  it('reads AuditData that a tool parted into columns', () => {
    const read = readLog(`AuditData.CreationTime,AuditData.Operation,AuditData.Item.Subject,AuditData.Item.ParentFolder.Path\n2026-03-02T10:02:10,Update,'=Ada,\\Contacts\n`);
    expect(entries(read)).toEqual([{ id: '', at: ENTRY.at, operation: 'Update', subject: '=Ada', folder: '\\Contacts' }]);
  });

  it('prefers the actor’s string, which names caller and application', () => {
    const [entry] = entries(readLog(portal({ ...RECORD, ActorInfoString: 'Client=REST;Client=RESTSystem;UserAgent=X [AppId=27922004-5251-4030-b22d-91ecd9a37ea4]' })));
    expect(entry?.client).toBe('Client=REST;Client=RESTSystem;UserAgent=X [AppId=27922004-5251-4030-b22d-91ecd9a37ea4]');
  });
});

describe('JSON of the unified audit log', () => {
  const shell = { CreationDate: '/Date(1772445730000)/', UserIds: 'robin@example.test', Operations: 'MoveToDeletedItems', AuditData: JSON.stringify(RECORD) };
  const graph = { id: 'row-1', createdDateTime: '2026-03-02T10:02:10Z', operation: 'MoveToDeletedItems', userPrincipalName: 'robin@example.test', auditData: RECORD };
  it.each([
    ['a list', JSON.stringify([RECORD, shell, graph], null, 2)],
    ['an object with a list', JSON.stringify({ '@odata.context': 'x', value: [RECORD, shell, graph] })],
    ['lines', [RECORD, shell, graph].map((row) => JSON.stringify(row)).join('\n')],
    ['objects one after another', [RECORD, shell, graph].map((row) => JSON.stringify(row, null, 1)).join('\r\n')],
  ])('is read as %s', (_name, text) => {
    expect(entries(readLog(text))).toEqual([ENTRY, ENTRY, ENTRY]);
  });

  it('says that there is more where a link says so', () => {
    expect(readLog(JSON.stringify({ value: [RECORD], '@odata.nextLink': 'https://graph.example.test/next' })).facts.cut).toBe('more');
  });

  it('names what is no record between records, and an end in the middle', () => {
    const read = readLog(`[${JSON.stringify(RECORD)}, 7, [1], ${JSON.stringify(RECORD)}, {"CreationTime": "2026`);
    expect(read.rows.map((row) => (row.type === 'skipped' ? row.code : row.type))).toEqual(['kept', 'audit-row-unreadable', 'audit-row-unreadable', 'kept', 'audit-file-cut-off']);
  });
});

describe('a mailbox audit log of Exchange Server', () => {
  const HEADER = 'Operation,OperationResult,LogonType,FolderPathName,ClientInfoString,MailboxOwnerUPN,LogonUserDisplayName,SourceItems,SourceItemIdsList,SourceItemSubjectsList,ItemId,ItemSubject,LastAccessed';
  const row = (at: string): string => `Update,Succeeded,Delegate,\\Contacts,Client=WebServices;Sync/1.0,robin@example.test,Sync Service,System.Object[],,,RgAA1,Ada Example,${at}`;

  it('is read in the zone that was given, and its dates in the order that the whole column tells', () => {
    const read = readLog([HEADER, row('3/2/2026 10:02:10 AM'), row('3/14/2026 1:00:00 PM')].join('\n'), { zone: ianaZone('Europe/Vienna') });
    expect(entries(read)[0]).toEqual({ id: '', at: '2026-03-02T09:02:10.000Z', operation: 'Update', actor: 'Sync Service', client: 'Client=WebServices;Sync/1.0', mailbox: 'robin@example.test', item: 'RgAA1', subject: 'Ada Example', folder: '\\Contacts' });
    expect([read.facts.isZoneAssumed, read.facts.isOrderAssumed]).toEqual([undefined, undefined]);
    expect(entries(readLog([HEADER, row('3/2/2026 10:02'), row('14/2/2026 10:02')].join('\n')))[0]?.at).toBe('2026-02-03T10:02:00.000Z');
    expect(entries(readLog([HEADER, row('02.03.2026 10:02:10')].join('\n')))[0]?.at).toBe('2026-03-02T10:02:10.000Z');
  });

  it('never guesses in silence: what may be read both ways is skipped, or read with the assumption said', () => {
    const either = readLog([HEADER, row('3/2/2026 10:02'), row('3/3/2026 10:02')].join('\n'));
    expect(either.rows.map((one) => (one.type === 'skipped' ? one.code : one.type))).toEqual(['audit-date-ambiguous', 'kept']);
    expect(either.facts.isZoneAssumed).toBe(true);
    const halves = readLog([HEADER, row('3/2/2026 10:02:10 AM')].join('\n'));
    expect([entries(halves)[0]?.at, halves.facts.isOrderAssumed]).toEqual(['2026-03-02T10:02:10.000Z', true]);
    expect(entries(readLog([HEADER, row('3/2/2026 10:02')].join('\n'), { order: 'day-first' }))[0]?.at).toBe('2026-02-03T10:02:00.000Z');
  });

  it('says that it was cut where it ends within a time', () => {
    const read = readLog([HEADER, row('2026-03-02T10:02:10Z'), row('2026-03-02T1')].join('\n'));
    expect([entries(read).length, read.facts.cut]).toEqual([1, 'end']);
  });

  it('gives the items of a deletion one by one', () => {
    const deletion = `SoftDelete,Succeeded,Owner,\\Contacts,Client=OWA,,Robin,System.Object[],"RgAA1,RgAA2","Ada,Bo",,,2026-03-02T10:02:10Z`;
    expect(entries(readLog([HEADER, deletion].join('\n'))).map(({ part, item, subject }) => [part, item, subject])).toEqual([[undefined, 'RgAA1', 'Ada'], [2, 'RgAA2', 'Bo']]);
    const json = cell(JSON.stringify([{ SourceItemId: 'RgAA1', SourceItemSubject: 'Example, Ada', SourceItemFolderPathName: '\\Else' }]));
    expect(entries(readLog([HEADER, `HardDelete,Succeeded,Owner,\\Contacts,Client=OWA,,Robin,${json},,,,,2026-03-02T10:02:10Z`].join('\n')))).toMatchObject([{ item: 'RgAA1', subject: 'Example, Ada', folder: '\\Else' }]);
  });

  it('takes a formula for the text that it is', () => {
    expect(entries(readLog([HEADER, row('2026-03-02T10:02:10Z').replace('Ada Example', '"=HYPERLINK(""x"")"')].join('\n')))[0]?.subject).toBe('=HYPERLINK("x")');
  });
});

describe('a calendar diagnostic log', () => {
  it('gives the acts on events, by their ids, and passes over messages about them', () => {
    const read = readLog(
      ['LogTimestamp,ItemClass,CalendarLogTriggerAction,LogClientInfoString,ShortClientInfoString,NormalizedSubject,CleanGlobalObjectId,ItemId,ParentDisplayName',
        '2026-03-02 10:02:10Z,IPM.Appointment,Update,Client=ActiveSync;UserAgent=Apple-iPhone9C1,x,Weekly,040000008200E0,RgAA1,Calendar',
        '2026-03-02 10:02:11Z,IPM.Schedule.Meeting.Request,Create,Client=Hub Transport,x,Weekly,040000008200E0,RgAA2,Inbox'].join('\n'));
    expect(entries(read)).toEqual([{ id: '', at: '2026-03-02T10:02:10.000Z', operation: 'Update', client: 'Client=ActiveSync;UserAgent=Apple-iPhone9C1', item: 'RgAA1 040000008200E0', subject: 'Weekly', folder: 'Calendar' }]);
    expect(read.rows[1]).toMatchObject({ type: 'passed', because: 'other' });
  });
});

describe('an access log', () => {
  const line = (request: string, status: number, program = 'DAVx5/4.3 (2024/01/01; dav4jvm; okhttp/4.12.0) Android/14') => `192.0.2.7 - robin@example.test [02/Mar/2026:12:02:10 +0200] "${request} HTTP/1.1" ${status} 0 "-" "${program}"`;

  it('gives what was written, with href and program, and the time by its offset', () => {
    expect(entries(readLog(`${line('DELETE /dav/robin/contacts/a%20b.vcf', 204)}\n`))).toEqual([
      { id: '', at: '2026-03-02T10:02:10.000Z', operation: 'DELETE 204', actor: 'robin@example.test', client: 'DAVx5/4.3 (2024/01/01; dav4jvm; okhttp/4.12.0) Android/14', item: '/dav/robin/contacts/a%20b.vcf' },
    ]);
  });

  it('takes what failed for no evidence of a write, and counts what was read', () => {
    const text = [line('PUT /dav/a.vcf', 412), line('DELETE /dav/a.vcf', 401), line('REPORT /dav/', 207), line('PROPFIND /dav/', 207), line('POST /login', 200), line('PUT /dav/a.vcf', 201)].join('\r\n');
    expect(readLog(text).rows.map((row) => (row.type === 'passed' ? row.because : row.type))).toEqual(['failed', 'failed', 'reads', 'reads', 'other', 'kept']);
  });

  it('reads the common format, one with a host before and one with more behind, quotes in the program, and names a line that is cut', () => {
    const text = `192.0.2.7 - - [02/Mar/2026:12:02:10 +0200] "PUT /dav/a.vcf HTTP/1.1" 201 0\ndav.example.test:443 ${line('PUT http://dav.example.test/dav/b.vcf?x', 204, 'a \\"b\\" \\xe9')} 0.004 "-"\n${line('PUT /dav/c.vcf', 201).slice(0, 40)}`;
    const read = readLog(text);
    expect(entries(read).map(({ operation, client, item }) => [operation, client, item])).toEqual([['PUT 201', undefined, '/dav/a.vcf'], ['PUT 204', 'a "b" é', '/dav/b.vcf']]);
    expect(read.rows.at(-1)).toEqual({ line: 3, type: 'skipped', code: 'audit-file-cut-off' });
    expect(read.facts.cut).toBe('end');
  });
});

describe('what is no log', () => {
  it.each([
    ['packed', Buffer.from([0x1f, 0x8b, 8, 0])],
    ['spreadsheet', Buffer.from('PK\u0003\u0004......[Content_Types].xml', 'latin1')],
    ['packed', Buffer.from('PK\u0003\u0004......log.csv', 'latin1')],
    ['empty', Buffer.from('\ufeff \n')],
    ['unknown', Buffer.from('BEGIN:VCARD\nEND:VCARD\n')],
    ['unknown', Buffer.from('{"value":[{"displayName":"Ada"}]}')],
    ['unknown', Buffer.from('First Name,Last Name\nAda,Example\n')],
  ])('is told as %s', (type, bytes) => {
    expect(openAuditLog({ name: 'x', chunks: () => [bytes] }, {})).toEqual({ type });
  });
});
