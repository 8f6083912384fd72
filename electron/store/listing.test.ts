import { describe, expect, it } from 'vitest';
import type { SnapshotId } from '../../shared/records.ts';
import { casePath, storePorts, takeSnapshot } from '../testing/build-case.ts';
import { createCase } from './open-case.ts';
import type { CaseStore } from './types.ts';

function newStore() {
  const store = createCase(casePath(), storePorts());
  return { store, source: store.addSource({ name: 'work', kind: 'carddav' }) };
}

function keys(store: CaseStore, id: SnapshotId): string[] {
  return [...store.versions(id)].map((version) => version.key);
}

function failure(work: () => unknown): unknown {
  try {
    work();
  } catch (error) {
    return (error as { code?: unknown }).code;
  }
  return 'none';
}

describe('finding snapshots', () => {
  it('goes by id, by the time they were taken, and by label, also of a source called by its address', () => {
    const { store } = newStore();
    const source = store.addSource({ name: 'ada@example.test', kind: 'file' });
    const newest = takeSnapshot(store, source.id, { records: [{ key: 'a', text: 'New' }], takenAt: '2026-03-05T00:00:00Z', label: 'after' });
    const older = takeSnapshot(store, source.id, { records: [{ key: 'a', text: 'Old' }], takenAt: '2026-03-01T00:00:00.500Z', label: 'before' });
    const found = ['ada@example.test@latest', 'ada@example.test@first', 'ada@example.test@before', newest.id].map((reference) => store.resolveSnapshot(reference).id);
    expect(found).toEqual([newest.id, older.id, older.id, newest.id]);
    expect(['nobody@latest', 'ada@example.test@nothing', 'x'].map((reference) => failure(() => store.resolveSnapshot(reference)))).toEqual(Array(3).fill('snapshot-unknown'));
    // Imported later with an earlier time: what stood stays as it stood.
    expect([newest, older].map((row) => [...store.versions(row.id)].map((version) => version.title))).toEqual([['New'], ['Old']]);
    expect(store.changes(older.id, newest.id).changes.map(({ before, after }) => [before?.title, after?.title])).toEqual([['Old', 'New']]);
    store.close();
  });

  it('keeps what is told of a source whose account was removed, and goes on under its name', () => {
    const { store, source } = newStore();
    const row = takeSnapshot(store, source.id, { records: [{ key: 'a', version: 'e1' }], outcome: { cursor: 'c1' } });
    store.removeSource(source.id);
    expect([store.sources(), store.source('work'), store.snapshots('work').map((one) => one.id)]).toEqual([[], null, [row.id]]);
    const again = store.addSource({ name: 'work', kind: 'carddav', url: 'https://other.example.test/' });
    const known = store.known(again.id, '/contacts/');
    expect([again.id, known.cursor, known.versionOf('a'), [...known.keys()]]).toEqual([source.id, null, undefined, ['a']]);
    expect(failure(() => store.addSource({ name: 'work', kind: 'file' }))).toBe('source-exists');
    store.close();
  });

  it('refuses to compare snapshots of two sources', () => {
    const { store, source } = newStore();
    const other = store.addSource({ name: 'home', kind: 'carddav' });
    const one = takeSnapshot(store, source.id, { records: [] });
    const two = takeSnapshot(store, other.id, { records: [] });
    expect(failure(() => store.changes(one.id, two.id))).toBe('different-sources');
    store.close();
  });
});

describe('listing versions', () => {
  it('goes by key, page by page, by kind, state and given keys', () => {
    const { store, source } = newStore();
    const records = Array.from({ length: 2500 }, (_, index) => ({
      key: `k${String(index).padStart(4, '0')}`,
      text: `T${index}`,
      kind: index % 2 === 0 ? ('contact' as const) : ('event' as const),
      state: index % 5 === 0 ? ('deleted' as const) : ('live' as const),
    }));
    const row = takeSnapshot(store, source.id, { records: records.toReversed() });
    expect(keys(store, row.id)).toEqual(records.map((record) => record.key));
    const page = [...store.versions(row.id, { kind: 'event', states: ['live'], afterKey: 'k0003', limit: 3 })].map((version) => version.key);
    expect(page).toEqual(['k0007', 'k0009', 'k0011']);
    expect([...store.versions(row.id, { keys: ['k2000', 'nothing', 'k0000'] })].map((version) => version.key)).toEqual(['k0000', 'k2000']);
    const count = (query: Parameters<CaseStore['countVersions']>[1]) => store.countVersions(row.id, query);
    expect([count({}), count({ states: ['live'] }), count({ states: ['live'], kind: 'event' }), count({ kind: 'event' }), count({ keys: ['k0000'] })]).toEqual([2500, 2000, 1000, 1250, 1]);
    expect([row.counts, store.info().records]).toEqual([{ contact: 1000, event: 1000, task: 0 }, 2500]);
    store.close();
  });

  it('may be left half-way and written beside', () => {
    const { store, source } = newStore();
    const row = takeSnapshot(store, source.id, { records: [{ key: 'a' }, { key: 'b', text: 'Bo' }] });
    const iterator = store.versions(row.id);
    iterator.next();
    store.setTitle('meanwhile');
    store.close();
    expect(store.info).toThrow();
  });
});
