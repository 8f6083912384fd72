import { readFileSync, readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { casePath, storePorts, takeSnapshot } from '../testing/build-case.ts';
import { readAsOracle } from '../testing/store-oracle.ts';
import { MIGRATIONS } from './migrations/index.ts';
import type { Migration } from './migrations/migration.ts';
import { createCase, openCase } from './open-case.ts';

const NEWEST = MIGRATIONS.length;
const NEXT: Migration = { number: NEWEST + 1, sql: "CREATE TABLE later (x TEXT) STRICT; UPDATE case_facts SET value = value || ' next' WHERE name = 'title';" };
const BROKEN: Migration = { number: NEWEST + 1, sql: "UPDATE case_facts SET value = 'half' WHERE name = 'title'; CREATE TABLE broken (x NOTYPE) STRICT;" };

function olderCase(key?: string): string {
  const path = casePath();
  const store = createCase(path, { ...storePorts(), title: 'Old', ...(key === undefined ? {} : { key }) });
  takeSnapshot(store, store.addSource({ name: 'work', kind: 'carddav' }).id, { records: [{ key: 'a' }] });
  store.close();
  return path;
}

describe('migrations', () => {
  it('are those of the folder, one after another', () => {
    const files = readdirSync(join(import.meta.dirname, 'migrations')).filter((name) => /^m\d{4}-.*\.ts$/.test(name));
    expect(MIGRATIONS.map((migration) => `m${String(migration.number).padStart(4, '0')}`)).toEqual(files.sort().map((name) => name.slice(0, 5)));
    expect(MIGRATIONS.map((migration) => migration.number)).toEqual(MIGRATIONS.map((_, index) => index + 1));
  });

  it('copy an older file aside before they change it, also an encrypted one, and need no writer', () => {
    for (const key of [undefined, 'correct horse']) {
      const path = olderCase(key);
      const options = { ...storePorts(), ...(key === undefined ? {} : { key }) };
      const store = openCase(path, { mode: 'read', ...options, migrations: [...MIGRATIONS, NEXT] });
      expect(store.info()).toMatchObject({ schemaVersion: NEWEST + 1, title: 'Old next', snapshots: 1 });
      store.close();
      expect(readdirSync(dirname(path)).sort()).toEqual(['test.synctrace', `test.synctrace.v${NEWEST}`]);
      const copy = openCase(`${path}.v${NEWEST}`, { mode: 'read', ...options });
      expect(copy.info()).toMatchObject({ schemaVersion: NEWEST, title: 'Old', snapshots: 1, encrypted: key !== undefined });
      copy.close();
      openCase(path, { mode: 'write', ...options, migrations: [...MIGRATIONS, NEXT] }).close();
    }
  });

  it('change nothing where one of them fails', () => {
    const path = olderCase();
    const before = readAsOracle(path);
    for (const mode of ['read', 'write'] as const) {
      expect(() => openCase(path, { mode, ...storePorts(), migrations: [...MIGRATIONS, BROKEN] })).toThrow();
    }
    const store = openCase(path, { mode: 'write', ...storePorts(), waitMs: 0 });
    expect(store.info()).toMatchObject({ schemaVersion: NEWEST, title: 'Old' });
    store.close();
    expect(readAsOracle(path)).toEqual(before);
  });

  it('leave files alone that have the newest schema', () => {
    const path = olderCase();
    const before = readFileSync(path);
    openCase(path, { mode: 'read', ...storePorts() }).close();
    expect(readFileSync(path).equals(before)).toBe(true);
  });
});
