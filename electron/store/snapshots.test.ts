import { describe, expect, it } from 'vitest';
import type { SnapshotId } from '../../shared/records.ts';
import { aStagedRecord, casePath, commitSnapshot, stageSnapshot, storePorts, takeSnapshot } from '../testing/build-case.ts';
import { createCase } from './open-case.ts';
import type { CaseStore, SnapshotWriter } from './types.ts';

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

describe('a snapshot', () => {
  it('gives back exactly what was put, also bytes that are no text', () => {
    const { store, source } = newStore();
    const raw = Buffer.from([0x42, 0, 0xff, 0xfe, 0x0d, 0x0a, 0x80]);
    const fields = [
      { field: 'name/full', text: 'A\u0000b \ud800 é' },
      { field: 'phones/mobile', text: '+44 20 7946 0018', key: '+442079460018' },
    ];
    const traces = [
      { namespace: 'vcard', name: 'PRODID', value: '-//Example//EN' },
      { namespace: 'vcard', name: 'category', value: 'club' },
    ];
    const record = { ...aStagedRecord({ key: 'k', raw, traces, uid: 'urn:x:1' }), title: 'A\u0000b', fields, created: '2026-01-01T00:00:00Z', modified: '2026-02-01T00:00:00Z' };
    const row = takeSnapshot(store, source.id, { records: [record] });
    const [version] = [...store.versions(row.id)];
    if (version === undefined) throw new Error('no version');
    expect(version).toMatchObject({ collectionId: '/contacts/', collectionName: 'Contacts', key: 'k', kind: 'contact', uid: 'urn:x:1', title: 'A\u0000b', state: 'live' });
    const { sha256, ...body } = store.body(version.bodyId);
    expect(body).toEqual({ id: version.bodyId, format: 'vcard', raw, fields, created: '2026-01-01T00:00:00Z', modified: '2026-02-01T00:00:00Z' });
    expect(sha256).toMatch(/^[0-9a-f]{64}$/);
    expect([store.fields(version.bodyId), store.traces(version.bodyId)]).toEqual([fields, traces]);
    store.close();
  });

  it('keeps UUIDs in either case and any other UID as they are', () => {
    const { store, source } = newStore();
    const uids = ['0f6de2a0-3b1f-4c55-9d0e-7a4f1be2c9aa', '0F6DE2A0-3B1F-4C55-9D0E-7A4F1BE2C9AA', '0F6de2a0-3b1f-4c55-9d0e-7a4f1be2c9aa', 'urn:uuid:0f6de2a0', ''];
    const row = takeSnapshot(store, source.id, { records: uids.map((uid, index) => ({ key: `${index}`, text: `T${index}`, uid })) });
    expect([...store.versions(row.id)].map((version) => version.uid)).toEqual(uids);
    store.close();
  });

  it('keeps a picture apart and gives it back whole', () => {
    const { store, source } = newStore();
    const raw = Buffer.alloc(300_000, 'PHOTO;ENCODING=b:/9j/4AAQ');
    const row = takeSnapshot(store, source.id, { records: [{ key: 'k', raw }] });
    const changed = takeSnapshot(store, source.id, { records: [{ key: 'k', text: 'Other', raw: Buffer.concat([raw, raw]) }] });
    for (const [id, length] of [[row.id, 300_000], [changed.id, 600_000]] as const) {
      const [version] = [...store.versions(id)];
      expect(version && store.body(version.bodyId).raw.byteLength).toBe(length);
      expect(version && store.fields(version.bodyId)).toHaveLength(1);
    }
    store.close();
  });

  it('lets the old bytes stay where only a revision moved, and says that they were rewritten', () => {
    const { store, source } = newStore();
    const first = takeSnapshot(store, source.id, { records: [{ key: 'k', version: 'e1' }] });
    const writer = stageSnapshot(store, source.id, { records: [{ key: 'k', revision: 7, version: 'e2' }] });
    expect(writer.preview()).toMatchObject({ added: 0, removed: [], modified: 0, cosmetic: 0, rewritten: 1 });
    const second = commitSnapshot(writer);
    const set = store.changes(first.id, second.id);
    expect([set.changes.map((change) => change.rewritten), set.unchangedLive]).toEqual([[true], 0]);
    expect(set.changes[0]?.before).toEqual(set.changes[0]?.after);
    expect(store.known(source.id, '/contacts/').versionOf('k')).toBe('e2');
    expect(store.info().bodies).toBe(1);
    store.close();
  });

  it('tells a change in look from one in meaning before it is committed', () => {
    const { store, source } = newStore();
    takeSnapshot(store, source.id, { records: [{ key: 'a' }, { key: 'b', text: 'Bo' }, { key: 'c', text: 'Cy' }] });
    const writer = stageSnapshot(store, source.id, { records: [{ key: 'a', look: ' ' }, { key: 'b', text: 'Bob' }, { key: 'd', text: 'Di' }] });
    const preview = writer.preview();
    expect([preview.modified, preview.cosmetic, preview.added, preview.addedVersions().map((version) => version.title), preview.removed.map((version) => version.title)]).toEqual([1, 1, 1, ['Di'], ['Cy']]);
    writer.abort();
    store.close();
  });

  it('calls what went to Deleted Items removed, and what came back added', () => {
    const { store, source } = newStore();
    const first = takeSnapshot(store, source.id, { records: [{ key: 'k' }] });
    const gone = takeSnapshot(store, source.id, { records: [{ key: 'k', state: 'deleted' }] });
    const back = takeSnapshot(store, source.id, { records: [{ key: 'k' }] });
    expect([gone.changes, gone.counts.contact, back.changes, back.counts.contact]).toEqual([
      { added: 0, removed: 1, modified: 0 },
      0,
      { added: 1, removed: 0, modified: 0 },
      1,
    ]);
    const set = store.changes(first.id, gone.id);
    expect([set.changes[0]?.before?.state, set.changes[0]?.after?.state, set.unchangedLive]).toEqual(['live', 'deleted', 0]);
    expect(store.changes(first.id, back.id)).toMatchObject({ changes: [], unchangedLive: 1 });
    store.close();
  });

  it('does not hold bytes of a record that lies in Deleted Items', () => {
    const { store, source } = newStore();
    const record = aStagedRecord({ key: 'k', state: 'deleted' });
    takeSnapshot(store, source.id, { records: [record] });
    const writer = stageSnapshot(store, source.id, { records: [] });
    expect(writer.holds('/contacts/', 'k', record.raw)).toBe(false);
    writer.abort();
    store.close();
  });

  it('lets the last word on a key count', () => {
    const { store, source } = newStore();
    const first = takeSnapshot(store, source.id, { records: [{ key: 'k', version: 'e1' }] });
    const second = takeSnapshot(store, source.id, {
      records: [{ key: 'k', text: 'Other', version: 'e2' }],
      also: (writer) => writer.same('/contacts/', 'k', 'e1'),
    });
    expect([store.changes(first.id, second.id).changes, store.known(source.id, '/contacts/').versionOf('k')]).toEqual([[], 'e1']);
    store.close();
  });

  it('keeps a record whose bytes cannot be read, and the bytes', () => {
    const { store, source } = newStore();
    takeSnapshot(store, source.id, { records: [{ key: 'k' }] });
    const raw = Buffer.from('BEGIN:VCARD\r\nbroken');
    const row = takeSnapshot(store, source.id, {
      records: [],
      also: (writer) => {
        writer.quarantine({ collectionId: '/contacts/', key: 'k', code: 'record-cut-off', raw });
        writer.warn({ file: 'a.vcf', line: 3, code: 'record-encoding', quarantined: false });
      },
    });
    expect(keys(store, row.id)).toEqual(['k']);
    expect(store.problems(row.id)).toEqual([
      { file: 'a.vcf', line: 3, code: 'record-encoding', quarantined: false },
      { key: 'k', code: 'record-cut-off', quarantined: true },
    ]);
    expect(store.quarantined(row.id)).toEqual([{ collectionId: '/contacts/', key: 'k', code: 'record-cut-off', raw }]);
    store.close();
  });

  it('is nowhere until it is committed, and leaves nothing when it is aborted', () => {
    const { store, source } = newStore();
    takeSnapshot(store, source.id, { records: [{ key: 'a' }] });
    const writer = stageSnapshot(store, source.id, { records: [{ key: 'b', text: 'Bo' }] });
    writer.preview();
    expect([store.snapshots().length, [...store.known(source.id, '/contacts/').keys()]]).toEqual([1, ['a']]);
    writer.abort();
    writer.abort();
    expect(() => writer.put('/contacts/', aStagedRecord({ key: 'x' }))).toThrow('has ended');
    takeSnapshot(store, source.id, { records: [{ key: 'c', text: 'Cy' }] });
    expect([store.info().bodies, store.info().records]).toEqual([2, 2]);
    store.close();
  });
});

describe('an incomplete snapshot', () => {
  it('never says that something is gone, and speaks only of what it saw', () => {
    const { store, source } = newStore();
    const first = takeSnapshot(store, source.id, { records: [{ key: 'a', version: 'e1' }, { key: 'b', text: 'Bo', version: 'e1' }, { key: 'c', text: 'Cy' }], outcome: { cursor: 'c1' } });
    const cut = takeSnapshot(store, source.id, {
      records: [{ key: 'a', text: 'Ada B', version: 'e2' }],
      outcome: { complete: false, because: 'answer-cut-off', cursor: 'c2' },
    });
    expect([cut.complete, cut.incompleteBecause, cut.counts.contact, cut.changes]).toEqual([false, 'answer-cut-off', 1, { added: 0, removed: 0, modified: 1 }]);
    expect([keys(store, cut.id), store.countVersions(cut.id)]).toEqual([['a'], 1]);
    const set = store.changes(first.id, cut.id);
    expect([set.changes.map((change) => change.after?.key), set.unchangedLive]).toEqual([['a'], 2]);
    const known = store.known(source.id, '/contacts/');
    // What was seen is true; the cursor is that of the last complete one.
    expect([known.cursor, known.versionOf('a'), known.versionOf('b'), [...known.keys()]]).toEqual(['c1', 'e2', 'e1', ['a', 'b', 'c']]);
    const whole = takeSnapshot(store, source.id, { records: [{ key: 'a', text: 'Ada B' }], outcome: { cursor: 'c3' } });
    expect([keys(store, whole.id), whole.changes.removed, store.known(source.id, '/contacts/').cursor]).toEqual([['a'], 2, 'c3']);
    store.close();
  });

  it('leaves collections that ended complete as they were, so that nothing is lost for the next increment', () => {
    const { store, source } = newStore();
    const two = (complete: boolean, put: (writer: SnapshotWriter) => void, cursor: string) => {
      const writer = store.beginSnapshot(source.id, { takenAt: '2026-03-01T12:00:00Z', incremental: true });
      for (const id of ['/a/', '/b/']) writer.beginCollection({ id, name: id });
      put(writer);
      writer.endCollection('/a/', { listing: 'full', complete: true, cursor });
      writer.endCollection('/b/', { listing: 'full', complete, cursor });
      return commitSnapshot(writer, complete);
    };
    two(true, (writer) => {
      writer.put('/a/', aStagedRecord({ key: 'a' }));
      writer.put('/b/', aStagedRecord({ key: 'b' }));
    }, 'c1');
    // `a` moved to the collection that could not be read: it must not be called deleted.
    const cut = two(false, () => undefined, 'c2');
    expect([cut.changes.removed, keys(store, cut.id), store.known(source.id, '/a/').cursor]).toEqual([0, [], 'c1']);
    const whole = two(true, (writer) => writer.put('/b/', aStagedRecord({ key: 'b' })), 'c3');
    expect([whole.changes.removed, keys(store, whole.id)]).toEqual([1, ['b']]);
    store.close();
  });

  it('cannot be called complete', () => {
    const { store, source } = newStore();
    const writer = stageSnapshot(store, source.id, { records: [], outcome: { complete: false } });
    expect(() => commitSnapshot(writer, true)).toThrow('incomplete collection');
    writer.abort();
    store.close();
  });
});

describe('collections', () => {
  it('take their records with them when they are dropped, and may come back', () => {
    const { store, source } = newStore();
    const first = takeSnapshot(store, source.id, { records: [{ key: 'a' }], collection: '/old/' });
    const dropped = takeSnapshot(store, source.id, { records: [{ key: 'b', text: 'Bo' }], also: (writer) => writer.dropCollections(['/old/', '/never/']) });
    expect([dropped.changes, keys(store, dropped.id)]).toEqual([{ added: 1, removed: 1, modified: 0 }, ['b']]);
    expect(store.knownCollections(source.id).map((collection) => [collection.id, collection.live])).toEqual([['/contacts/', 1]]);
    const again = takeSnapshot(store, source.id, { records: [{ key: 'a' }], collection: '/old/' });
    expect([keys(store, again.id), store.changes(first.id, again.id).changes.map((change) => change.after?.key)]).toEqual([['a', 'b'], ['b']]);
    store.close();
  });

  it('keep the name that they had when a snapshot was taken', () => {
    const { store, source } = newStore();
    const first = takeSnapshot(store, source.id, { records: [{ key: 'a' }] });
    const writer = store.beginSnapshot(source.id, { takenAt: '2026-03-02T12:00:00Z', incremental: true });
    writer.beginCollection({ id: '/contacts/', name: 'Everyone', properties: { color: '#ff0000' } });
    writer.same('/contacts/', 'a');
    writer.endCollection('/contacts/', { listing: 'full', complete: true, cursor: null });
    const second = commitSnapshot(writer);
    const names = [first, second].map((row) => [...store.versions(row.id)].map((version) => version.collectionName));
    expect([names, store.knownCollections(source.id)]).toEqual([[['Contacts'], ['Everyone']], [{ id: '/contacts/', name: 'Everyone', live: 1, properties: { color: '#ff0000' } }]]);
    store.close();
  });
});

describe('a record', () => {
  it('goes on under its new key when it moved', () => {
    const { store, source } = newStore();
    const first = takeSnapshot(store, source.id, { records: [{ key: 'old' }] });
    const [before] = [...store.versions(first.id)];
    if (before === undefined) throw new Error('no version');
    const moved = takeSnapshot(store, source.id, { records: [{ key: 'new', revision: 3 }], continuations: [{ recordId: before.recordId, newKey: 'new' }] });
    const set = store.changes(first.id, moved.id);
    expect(set.changes.map(({ recordId, before: was, after: is }) => [recordId, was?.key, is?.key])).toEqual([[before.recordId, 'old', 'new']]);
    expect(store.history(before.recordId).map(({ snapshot, version }) => [snapshot.id, version?.key])).toEqual([
      [first.id, 'old'],
      [moved.id, 'new'],
    ]);
    // The old key comes again while the record stands at the new one: it is another record.
    const both = takeSnapshot(store, source.id, { records: [{ key: 'new', revision: 3 }, { key: 'old' }] });
    expect(new Set([...store.versions(both.id)].map((version) => version.recordId)).size).toBe(2);
    store.close();
  });

  it('does not go on where it still stands', () => {
    const { store, source } = newStore();
    const first = takeSnapshot(store, source.id, { records: [{ key: 'old' }] });
    const [before] = [...store.versions(first.id)];
    if (before === undefined) throw new Error('no version');
    const copied = takeSnapshot(store, source.id, { records: [{ key: 'old' }, { key: 'copy' }], continuations: [{ recordId: before.recordId, newKey: 'copy' }] });
    const ids = [...store.versions(copied.id)].map((version) => [version.key, version.recordId === before.recordId]);
    expect(ids).toEqual([
      ['copy', false],
      ['old', true],
    ]);
    store.close();
  });

  it('goes on at the key to which a restore put it', () => {
    const { store, source } = newStore();
    const first = takeSnapshot(store, source.id, { records: [{ key: 'a' }, { key: 'b', text: 'Bo' }] });
    takeSnapshot(store, source.id, { records: [{ key: 'b', text: 'Bo' }] });
    const [lost] = [...store.versions(first.id, { keys: ['a'] })];
    if (lost === undefined) throw new Error('no version');
    store.continueRecord(source.id, { recordId: lost.recordId, newKey: 'restored' });
    const after = takeSnapshot(store, source.id, { records: [{ key: 'b', text: 'Bo' }, { key: 'restored' }] });
    expect([...store.versions(after.id, { keys: ['restored'] })].map((version) => version.recordId)).toEqual([lost.recordId]);
    expect(store.history(lost.recordId).map(({ version }) => version?.key)).toEqual(['a', undefined, 'restored']);
    expect(failure(() => store.continueRecord(source.id, { recordId: 999 as never, newKey: 'x' }))).toBe('record-unknown');
    store.close();
  });
});
