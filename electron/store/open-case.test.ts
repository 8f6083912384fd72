import { spawnSync } from 'node:child_process';
import { copyFileSync, existsSync, mkdirSync, readFileSync, readdirSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import Database from 'better-sqlite3';
import { describe, expect, it } from 'vitest';
import { MIGRATIONS } from './migrations/index.ts';
import { casePath, storePorts, takeSnapshot } from '../testing/build-case.ts';
import { readAsOracle } from '../testing/store-oracle.ts';
import { createCase, openCase } from './open-case.ts';

function filledCase(path = casePath()): string {
  const store = createCase(path, { ...storePorts(), title: 'Doubled contacts' });
  const source = store.addSource({ name: 'work', kind: 'carddav' });
  takeSnapshot(store, source.id, { records: [{ key: 'a' }, { key: 'b', text: 'Bo Example' }] });
  store.close();
  return path;
}

function failure(work: () => unknown): unknown {
  try {
    work();
  } catch (error) {
    return (error as { code?: unknown }).code;
  }
  return 'none';
}

describe('createCase', () => {
  it('makes one file for its owner alone, with what was said of it', () => {
    const path = casePath();
    const store = createCase(path, { ...storePorts(), title: 'Doubled contacts' });
    expect(store.info()).toMatchObject({
      title: 'Doubled contacts',
      createdAt: '2026-03-01T12:00:00.000Z',
      encrypted: false,
      schemaVersion: MIGRATIONS.length,
      sources: 0,
      snapshots: 0,
      records: 0,
      bodies: 0,
      headHash: '',
    });
    store.close();
    expect(readdirSync(dirname(path))).toEqual(['test.synctrace']);
    expect(statSync(path).mode & 0o777).toBe(0o600);
  });

  it('makes the folders above it', () => {
    const path = join(dirname(casePath()), 'deep', 'deeper', 'x.synctrace');
    createCase(path, storePorts()).close();
    expect(existsSync(path)).toBe(true);
  });

  it('never replaces what is there', () => {
    const path = casePath();
    writeFileSync(path, 'mine');
    expect(failure(() => createCase(path, storePorts()))).toBe('case-exists');
    expect(readFileSync(path, 'utf8')).toBe('mine');
    expect(readdirSync(dirname(path))).toEqual(['test.synctrace']);
  });
});

describe('openCase', () => {
  it('tells what is no case from what is not there', () => {
    const path = casePath();
    const open = (name: string, key?: string) => failure(() => openCase(join(dirname(path), name), { mode: 'read', ...storePorts(), ...(key === undefined ? {} : { key }) }));
    writeFileSync(join(dirname(path), 'text'), 'BEGIN:VCARD\r\nEND:VCARD\r\n'.repeat(1000));
    writeFileSync(join(dirname(path), 'empty'), '');
    mkdirSync(join(dirname(path), 'folder'));
    const other = new Database(join(dirname(path), 'other.db'));
    other.exec('CREATE TABLE t (x)');
    other.close();
    expect({ missing: open('missing'), text: open('text'), textWithKey: open('text', 'x'), empty: open('empty'), folder: open('folder'), other: open('other.db') }).toEqual({
      missing: 'case-missing',
      text: 'case-not-a-case',
      textWithKey: 'case-not-a-case',
      empty: 'case-not-a-case',
      folder: 'case-not-a-case',
      other: 'case-not-a-case',
    });
  });

  it('refuses a file that a newer program wrote, and leaves it alone', () => {
    const path = filledCase();
    const db = new Database(path);
    db.pragma('user_version = 99');
    db.close();
    const before = readFileSync(path);
    expect([failure(() => openCase(path, { mode: 'read', ...storePorts() })), failure(() => openCase(path, { mode: 'write', ...storePorts() }))]).toEqual([
      'case-newer',
      'case-newer',
    ]);
    expect(readFileSync(path).equals(before)).toBe(true);
  });

  it('calls a file with a damaged head damaged', () => {
    const path = filledCase();
    const bytes = readFileSync(path);
    bytes[3] = 0;
    writeFileSync(path, bytes);
    expect(failure(() => openCase(path, { mode: 'read', ...storePorts() }))).toBe('case-damaged');
    truncateSync(path, 5000);
    bytes[3] = 0x69;
    writeFileSync(path, bytes.subarray(0, 5000));
    expect(failure(() => openCase(path, { mode: 'read', ...storePorts() }))).toBe('case-damaged');
  });

  it('leaves the file as it was after reading, byte for byte and alone', () => {
    const path = filledCase();
    const before = { bytes: readFileSync(path), time: statSync(path).mtimeMs };
    const store = openCase(path, { mode: 'read', ...storePorts() });
    expect([...store.versions(store.resolveSnapshot('work@latest').id)]).toHaveLength(2);
    store.close();
    expect(readFileSync(path).equals(before.bytes)).toBe(true);
    expect(statSync(path).mtimeMs).toBe(before.time);
    expect(readdirSync(dirname(path))).toEqual(['test.synctrace']);
  });

  it('reads beside a writer, sees what is committed, and the last one out leaves the file alone', () => {
    const path = filledCase();
    const writer = openCase(path, { mode: 'write', ...storePorts() });
    const reader = openCase(path, { mode: 'read', ...storePorts() });
    const source = writer.source('work');
    if (source === null) throw new Error('no source');
    takeSnapshot(writer, source.id, { records: [{ key: 'c' }] });
    expect(reader.snapshots()).toHaveLength(2);
    writer.close();
    expect(reader.countVersions(reader.resolveSnapshot('work@latest').id)).toBe(1);
    reader.close();
    expect(readdirSync(dirname(path))).toEqual(['test.synctrace']);
    expect(readAsOracle(path).faults).toEqual([]);
  });

  it('lets a second writer wait and then go away, and lets it in once the first has closed', () => {
    const path = filledCase();
    const first = openCase(path, { mode: 'write', ...storePorts() });
    expect(failure(() => openCase(path, { mode: 'write', ...storePorts(), waitMs: 100 }))).toBe('case-busy');
    first.close();
    openCase(path, { mode: 'write', ...storePorts(), waitMs: 100 }).close();
  });

  it('takes the lease over from a writer whose process is gone', () => {
    const path = filledCase();
    leaveLease(path, { pid: 2 ** 30, started: '1', host: 'same' });
    const ports = storePorts();
    openCase(path, { mode: 'write', ...ports, waitMs: 0 }).close();
    expect(ports.log.lines().map((line) => line.event)).toEqual(['lease-taken-over']);
  });

  it('takes the lease over where the number of a dead writer belongs to another process by now', () => {
    const path = filledCase();
    leaveLease(path, { pid: process.pid, started: 'another', host: 'same' });
    if (process.platform === 'linux') openCase(path, { mode: 'write', ...storePorts(), waitMs: 0 }).close();
    else expect(failure(() => openCase(path, { mode: 'write', ...storePorts(), waitMs: 0 }))).toBe('case-busy');
  });

  it('waits an hour for a writer on another machine that may be alive', () => {
    const path = filledCase();
    leaveLease(path, { pid: 1, started: '', host: 'elsewhere.example.test', ageMs: 59 * 60_000 });
    expect(failure(() => openCase(path, { mode: 'write', ...storePorts(), waitMs: 0 }))).toBe('case-busy');
    leaveLease(path, { pid: 1, started: '', host: 'elsewhere.example.test', ageMs: 61 * 60_000 });
    openCase(path, { mode: 'write', ...storePorts(), waitMs: 0 }).close();
  });

  it('stops a writer that lost its lease before it writes another row', () => {
    const path = filledCase();
    const slow = openCase(path, { mode: 'write', ...storePorts() });
    const other = new Database(path);
    other.prepare("UPDATE lease SET token = 'other'").run();
    other.close();
    expect(failure(() => slow.setTitle('mine'))).toBe('case-busy');
    slow.close();
    const reader = openCase(path, { mode: 'read', ...storePorts() });
    expect(reader.info().title).toBe('Doubled contacts');
    reader.close();
  });

  it('refuses to write where it was opened for reading', () => {
    const store = openCase(filledCase(), { mode: 'read', ...storePorts() });
    expect(() => store.setTitle('x')).toThrow('opened for reading');
    expect(() => store.beginSnapshot('x' as never, { takenAt: '2026-03-01T12:00:00Z', incremental: false })).toThrow('opened for reading');
    store.close();
  });

  it('leaves the file alone where the process ends without closing it', () => {
    const path = filledCase();
    const script = `import { openCase } from ${JSON.stringify(join(import.meta.dirname, 'open-case.ts'))};
      const ports = { clock: { nowMs: () => 0, sleep: async () => {} }, ids: { next: () => 'id' }, log: { debug() {}, info() {}, warn() {} } };
      openCase(${JSON.stringify(path)}, { mode: 'write', ...ports }).setTitle('said before leaving');
      process.exit(3);`;
    expect(spawnSync(process.execPath, ['--input-type=module', '-e', script]).status).toBe(3);
    expect(readdirSync(dirname(path))).toEqual(['test.synctrace']);
    const store = openCase(path, { mode: 'write', ...storePorts(), waitMs: 0 });
    expect(store.info().title).toBe('said before leaving');
    store.close();
  });

  it('calls a case damaged whose tables are not there', () => {
    const path = filledCase();
    const db = new Database(path);
    db.exec('DROP TABLE rewrites');
    db.close();
    expect(failure(() => openCase(path, { mode: 'write', ...storePorts() }))).toBe('case-damaged');
    expect(readdirSync(dirname(path))).toEqual(['test.synctrace']);
  });

  it('reads a case in a folder that cannot be written to', () => {
    const path = filledCase();
    const copy = join(dirname(casePath()), 'copy.synctrace');
    copyFileSync(path, copy);
    const store = openCase(copy, { mode: 'read', ...storePorts(), isWritable: () => false });
    expect(store.snapshots()).toHaveLength(1);
    expect(readdirSync(dirname(copy))).toEqual(['copy.synctrace']);
    store.close();
    expect(failure(() => openCase(copy, { mode: 'write', ...storePorts(), isWritable: () => false }))).toBe('file-not-writable');
  });
});

function leaveLease(path: string, lease: { pid: number; started: string; host: string; ageMs?: number }): void {
  const db = new Database(path);
  const host = lease.host === 'same' ? hostOf(path) : lease.host;
  db.prepare('INSERT OR REPLACE INTO lease (id, token, pid, started, host, beat_ms) VALUES (1, ?, ?, ?, ?, ?)').run(
    'dead',
    lease.pid,
    lease.started,
    host,
    Date.UTC(2026, 2, 1, 12) - (lease.ageMs ?? 0),
  );
  db.close();
}

/** The name of this machine, as a writer notes it. */
function hostOf(path: string): string {
  const writer = openCase(path, { mode: 'write', ...storePorts() });
  const db = new Database(path, { readonly: true });
  const host = db.prepare<[], string>('SELECT host FROM lease').pluck().get() ?? '';
  db.close();
  writer.close();
  return host;
}
