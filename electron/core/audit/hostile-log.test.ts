import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ReadRow } from './entry.ts';
import { openAuditLog } from './read-log.ts';
import { textsOf } from './survey-log.ts';

function rowsOf(bytes: Uint8Array, chunkBytes: number): readonly ReadRow[] | string {
  const log = openAuditLog({ name: 'log', chunks: () => piecesOf(bytes, chunkBytes) }, {});
  return log.type === 'log' ? [...log.rows()] : log.type;
}

function* piecesOf(bytes: Uint8Array, size: number): Generator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

const quoted = (text: string): string => `"${text.replaceAll('"', '""')}"`;
const record = (id: number, subject: string, at = '2026-03-02T10:02:10'): string => JSON.stringify({ CreationTime: at, Id: `row-${id}`, Operation: 'Update', Item: { Id: `item-${id}`, Subject: subject } });

// What a log of each format looks like, for any subjects.
const FORMATS: Readonly<Record<string, (subjects: readonly string[]) => { readonly head: string; readonly rows: readonly string[]; readonly tail: string }>> = {
  'purview-csv': (subjects) => ({ head: 'CreationDate,UserIds,Operations,AuditData\r\n', rows: subjects.map((subject, id) => `2026-03-02T10:02:10Z,${quoted(subject)},Update,${quoted(record(id, subject))}\r\n`), tail: '' }),
  'purview-json': (subjects) => ({ head: `[${record(999, 'first')}`, rows: subjects.map((subject, id) => `,\n${record(id, subject)}`), tail: ']' }),
  'json-lines': (subjects) => ({ head: `${record(999, 'first')}\n`, rows: subjects.map((subject, id) => `${record(id, subject)}\n`), tail: '' }),
  'mailbox-audit-csv': (subjects) => ({ head: 'LastAccessed;Operation;ItemSubject\n', rows: subjects.map((subject) => `2026-03-02T10:02:10Z;Update;${quoted(subject)}\n`), tail: '' }),
  'calendar-log-csv': (subjects) => ({ head: 'LogTimestamp\tCalendarLogTriggerAction\tNormalizedSubject\r', rows: subjects.map((subject) => `2026-03-02T10:02:10Z\tUpdate\t${quoted(subject)}\r`), tail: '' }),
  'dav-access-log': (subjects) => ({
    head: '192.0.2.7 - - [02/Mar/2026:12:02:10 +0200] "PUT /dav/first.vcf HTTP/1.1" 201 0\n',
    rows: subjects.map((subject) => `192.0.2.7 - - [02/Mar/2026:12:02:10 +0200] "PUT /dav/${encodeURIComponent(subject.toWellFormed())}.vcf HTTP/1.1" 201 0\n`),
    tail: '',
  }),
};
const anyFormat = fc.constantFrom(...Object.keys(FORMATS));
const anySubjects = fc.array(fc.oneof(fc.string({ unit: 'binary', maxLength: 12 }), fc.constantFrom('a,b', '"', '""', 'line\nend', 'a\r\nb', '=1+1', '+43 1', '@x', "'=x", 'Größe', '{', ']}', '\\"', '\\')), { minLength: 1, maxLength: 12 });
const anyChunk = fc.integer({ min: 1, max: 200 });

describe('any log', () => {
  it('gives every row, with its subject as it stands, however its bytes come', () => {
    fc.assert(
      fc.property(anyFormat, anySubjects, anyChunk, (name, subjects, chunk) => {
        const { head, rows, tail } = FORMATS[name]?.(subjects) ?? { head: '', rows: [], tail: '' };
        const read = rowsOf(Buffer.from(head + rows.join('') + tail, 'utf8'), chunk);
        if (typeof read === 'string') throw new Error(read);
        const firsts = name === 'purview-json' || name === 'json-lines' || name === 'dav-access-log' ? 1 : 0;
        expect(read.map(({ type }) => type)).toEqual(Array.from({ length: subjects.length + firsts }, () => 'kept'));
        if (name === 'purview-json' || name === 'json-lines') {
          const told = read.slice(firsts).flatMap((row) => (row.type === 'kept' ? row.entries.map(({ subject = '' }) => subject) : []));
          expect(told).toEqual(subjects.map((subject) => subject.toWellFormed()));
        }
      }),
    );
  });

  it('keeps all whole rows before a cut, and tells of the rest of one', () => {
    fc.assert(
      fc.property(anyFormat, anySubjects, anyChunk, fc.nat(), (name, subjects, chunk, place) => {
        const { head, rows, tail } = FORMATS[name]?.(subjects) ?? { head: '', rows: [], tail: '' };
        const whole = Buffer.from(head + rows.join('') + tail, 'utf8');
        const from = Buffer.byteLength(head);
        const cut = from + (place % (whole.length - from + 1));
        const read = rowsOf(whole.subarray(0, cut), chunk);
        if (typeof read === 'string') throw new Error(read);
        let [ends, at] = [0, from];
        for (const row of rows) {
          at += Buffer.byteLength(row);
          if (at <= cut) ends += 1;
        }
        expect(read.filter(({ type }) => type === 'kept').length).toBeGreaterThanOrEqual(ends);
        expect(read.filter(({ type }) => type === 'skipped').length).toBeLessThanOrEqual(1);
      }),
    );
  });

  it('never fails on what is none, nor on one with bytes changed in it', () => {
    const anyLog = fc.tuple(anyFormat, anySubjects).map(([name, subjects]) => {
      const { head, rows, tail } = FORMATS[name]?.(subjects) ?? { head: '', rows: [], tail: '' };
      return Buffer.from(head + rows.join('') + tail, 'utf8');
    });
    fc.assert(
      fc.property(fc.oneof(fc.uint8Array({ maxLength: 400 }), anyLog), fc.array(fc.tuple(fc.nat(), fc.integer({ min: 0, max: 255 })), { maxLength: 8 }), anyChunk, (bytes, changes, chunk) => {
        const changed = Uint8Array.from(bytes);
        for (const [place, byte] of changes) if (changed.length > 0) changed[place % changed.length] = byte;
        const read = rowsOf(changed, chunk);
        if (typeof read === 'string') expect(['empty', 'packed', 'spreadsheet', 'unknown']).toContain(read);
        else for (const row of read) expect(row.type === 'kept' ? row.entries.length : row.line).toBeGreaterThan(0);
      }),
    );
  });
});

describe('what would not fit into memory', () => {
  const [head, row] = ['CreationDate,UserIds,Operations,AuditData\n', `x,y,z,${quoted(record(1, 'Ada'))}\n`];
  const chunk = Buffer.alloc(1 << 20, 'a');

  function* hugeCell(): Generator<Uint8Array> {
    yield Buffer.from(`${head}${row}x,y,z,"`);
    for (let count = 0; count < 40; count++) yield chunk;
    yield Buffer.from(`"\n${row}`);
  }

  it('is named by its line, and what comes behind is read', () => {
    const log = openAuditLog({ name: 'log', chunks: hugeCell }, {});
    if (log.type !== 'log') throw new Error(log.type);
    expect([...log.rows()].map((one) => [one.line, one.type === 'skipped' ? one.code : one.type])).toEqual([[2, 'kept'], [3, 'audit-row-too-large'], [4, 'kept']]);
  });

  it('is so for JSON and for lines', () => {
    const big = JSON.stringify({ CreationTime: '2026-03-02T10:02:10', Operation: 'Update', Subject: 'x'.repeat(5_000_000) });
    const json = rowsOf(Buffer.from(`[${record(1, 'Ada')},${big},${record(2, 'Bo')}]`), 1 << 20);
    expect(typeof json === 'string' ? json : json.map((one) => (one.type === 'skipped' ? one.code : one.type))).toEqual(['kept', 'audit-row-too-large', 'kept']);
    const line = '192.0.2.7 - - [02/Mar/2026:12:02:10 +0200] "PUT /dav/a.vcf HTTP/1.1" 201 0\n';
    const lines = rowsOf(Buffer.from(`${line}${'x'.repeat(200_000)}\n${line}`), 1 << 16);
    expect(typeof lines === 'string' ? lines : lines.map((one) => [one.line, one.type === 'skipped' ? one.code : one.type])).toEqual([[1, 'kept'], [2, 'audit-row-too-large'], [3, 'kept']]);
  });

  it('nests no deeper than a row may', () => {
    const deep = `{"CreationTime":"2026-03-02T10:02:10","Operation":"Update","x":${'['.repeat(5000)}${']'.repeat(5000)}}`;
    const read = rowsOf(Buffer.from(`[${record(1, 'Ada')},${deep}]`), 1000);
    expect(typeof read === 'string' ? read : read.map((one) => (one.type === 'skipped' ? one.code : one.type))).toEqual(['kept', 'audit-row-unreadable']);
  });

  it('is made text of piece by piece, though all of its bytes come at once', () => {
    const whole = 'Größe\n'.repeat(100_000);
    const texts = [...textsOf({ name: 'log', chunks: () => [Buffer.from(whole)] }, 'utf-8')];
    expect(texts.join('')).toBe(whole);
    expect(Math.max(...texts.map(({ length }) => length))).toBeLessThan(300_000);
  });

  it('has a million columns in a row of its own', () => {
    const read = rowsOf(Buffer.from(`${head}${row}${','.repeat(1_000_000)}\n${row}`), 1 << 20);
    expect(typeof read === 'string' ? read : read.map(({ type }) => type)).toEqual(['kept', 'kept']);
  });
});
