import Database from 'better-sqlite3';
import { describe, expect, it } from 'vitest';
import { casePath, storePorts } from '../testing/build-case.ts';
import type { AuditRow } from './audit-types.ts';
import { createCase, openCase } from './open-case.ts';

const ROW: AuditRow = { id: 'row-1', at: '2026-03-02T08:00:00Z', operation: 'Create', actor: 'robin@example.test', client: 'Client=REST', subject: 'Größe', document: '{"Operation":"Create"}' };
const LATER: AuditRow = { id: 'row-2', at: '2026-03-02T10:00:00+01:00', operation: 'HardDelete', document: '{}' };

describe('the audit rows of a case', () => {
  it('are kept once each, however often and from wherever they come', () => {
    const store = createCase(casePath(), storePorts());
    const { id: sourceId } = store.addSource({ name: 'work', kind: 'graph' });
    expect(store.audit.add([LATER, ROW, ROW], { sourceId, origin: 'service' })).toBe(2);
    expect(store.audit.add([{ ...ROW, operation: 'Other' }], { origin: 'file' })).toBe(0);
    expect([...store.audit.list()]).toEqual([
      { ...ROW, sourceId, origin: 'service' },
      { ...LATER, sourceId, origin: 'service' },
    ]);
    store.close();
  });

  it('name the log that they came in first, whose span is kept once and told', () => {
    const path = casePath();
    const store = createCase(path, storePorts());
    const { id: sourceId } = store.addSource({ name: 'work', kind: 'graph' });
    const facts = { name: 'log.csv', format: 'purview-csv', from: ROW.at, to: LATER.at, rows: 2, cut: 'limit', gaps: [] } as const;
    const mailbox = 'robin@example.test';
    expect(store.audit.add([{ ...ROW, mailbox }], { origin: 'file', log: 'log-1' })).toBe(1);
    store.audit.addLog({ id: 'log-1', facts });
    expect(store.audit.add([{ ...ROW, mailbox }], { origin: 'file', log: 'log-2' })).toBe(0);
    store.audit.addLog({ id: 'log-2', facts });
    store.audit.addLog({ id: 'log-3', facts, sourceId });
    expect([...store.audit.list()]).toEqual([{ ...ROW, mailbox, log: 'log-1', origin: 'file' }]);
    expect(store.audit.logs()).toEqual([{ id: 'log-1', facts }, { id: 'log-3', facts, sourceId }]);
    store.close();
    const db = new Database(path);
    expect(() => db.exec('DELETE FROM audit_logs')).toThrow('an audit log is immutable');
    db.exec("DROP TRIGGER audit_logs_stand; UPDATE audit_logs SET facts = '{}'");
    db.close();
    const damaged = openCase(path, { mode: 'read', ...storePorts() });
    expect([...damaged.verify()]).toEqual([{ code: 'database-damaged' }]);
    damaged.close();
  });

  it('are listed in the order of time, and found by their ids', () => {
    const store = createCase(casePath(), storePorts());
    store.audit.add([LATER, ROW], { origin: 'file' });
    expect([[...store.audit.list()].map(({ id }) => id), store.audit.rows([LATER.id, 'none', ROW.id, ROW.id]).map(({ id }) => id), store.audit.count()]).toEqual([['row-1', 'row-2'], ['row-1', 'row-2'], 2]);
    store.close();
  });

  it('are counted in the parts of a time, its end in the last', () => {
    const store = createCase(casePath(), storePorts());
    store.audit.add([0, 1, 2.4, 2.5, 5, 9.9, 10, 11].map((minute, index) => ({ ...ROW, id: `row-${index}`, at: new Date(Date.parse(ROW.at) + minute * 60_000).toISOString() })), { origin: 'file' });
    const fromMs = Date.parse(ROW.at);
    expect(store.audit.countIn({ fromMs, toMs: fromMs + 600_000 }, 4)).toEqual([3, 1, 1, 2]);
    expect(store.audit.countIn({ fromMs, toMs: fromMs }, 2)).toEqual([1, 0]);
    store.close();
  });

  it('stand as they were stored, and a changed one is noticed', () => {
    const path = casePath();
    const store = createCase(path, storePorts());
    store.audit.add([ROW], { origin: 'file' });
    store.close();
    const db = new Database(path);
    expect(() => db.exec("UPDATE audit_rows SET operation = 'Move'")).toThrow('an audit row is immutable');
    expect(() => db.exec('DELETE FROM audit_rows')).toThrow('an audit row is immutable');
    db.exec("DROP TRIGGER audit_rows_stand; UPDATE audit_rows SET actor = 'sam@example.test'");
    db.close();
    const damaged = openCase(path, { mode: 'read', ...storePorts() });
    expect([...damaged.verify()]).toEqual([{ code: 'database-damaged' }]);
    expect(() => [...damaged.audit.list()]).toThrow('case-damaged');
    damaged.close();
  });

  it('find their place in a case of the version before, whose accounts stay', () => {
    const path = casePath();
    const store = createCase(path, storePorts());
    store.addSource({ name: 'work', kind: 'ews', mailbox: 'sam@example.test' });
    store.close();
    const db = new Database(path);
    db.exec('DROP TABLE audit_logs; DROP TABLE audit_rows; ALTER TABLE sources DROP COLUMN mailbox');
    db.pragma('user_version = 2');
    db.close();
    const opened = openCase(path, { mode: 'write', ...storePorts() });
    expect([opened.sources().map((source) => source.name), opened.audit.count(), opened.audit.add([ROW], { origin: 'file' })]).toEqual([['work'], 0, 1]);
    opened.close();
  });

  it('stand as they were where a case of the version before did not tell of logs', () => {
    const path = casePath();
    const store = createCase(path, storePorts());
    store.audit.add([ROW], { origin: 'service' });
    store.close();
    const db = new Database(path);
    db.exec('DROP TABLE audit_logs; ALTER TABLE audit_rows DROP COLUMN mailbox; ALTER TABLE audit_rows DROP COLUMN log');
    db.pragma('user_version = 3');
    db.close();
    const opened = openCase(path, { mode: 'write', ...storePorts() });
    expect([[...opened.audit.list()], opened.audit.logs(), [...opened.verify()]]).toEqual([[{ ...ROW, origin: 'service' }], [], []]);
    opened.close();
  });
});
