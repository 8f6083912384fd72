import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { aVersion, changesBetween, field, type BuiltVersion } from '../../testing/build-diff-records.ts';
import { compareSnapshots } from './compare-snapshots.ts';
import { pairForCounts } from './pair-for-counts.ts';
import type { Comparison, RecordChange } from './types.ts';

describe('compareSnapshots', () => {
  it('tells added, removed, modified and unchanged records apart', () => {
    const result = compare(
      [person('a', 'Ada', 'ada@example.test'), person('b', 'Bea', 'bea@example.test'), person('c', 'Cy', 'cy@example.test')],
      [person('a', 'Ada', 'ada@example.org'), person('c', 'Cy', 'cy@example.test'), person('d', 'Dan', 'dan@example.test')],
    );
    expect(result.summary).toEqual({ added: 1, removed: 1, modified: 1, moved: 0, recreated: 0, cosmetic: 0, unchanged: 1 });
    expect(result.changes.map(({ change, key, fields }) => ({ change, key, fields }))).toEqual([
      { change: 'modified', key: 'a', fields: [{ field: 'emails', before: 'ada@example.test', after: 'ada@example.org' }] },
      { change: 'removed', key: 'b', fields: [] },
      { change: 'added', key: 'd', fields: [] },
    ]);
  });

  it('calls a record with its UID under a new key recreated in its collection and moved in another', () => {
    const result = compare(
      [person('a', 'Ada', 'ada@example.test', { uid: 'u1' }), person('b', 'Bea', 'bea@example.test', { uid: 'u2' })],
      [person('a2', 'Ada', 'ada@example.org', { uid: 'u1' }), person('b2', 'Bea', 'bea@example.test', { uid: 'u2', collection: 'other' })],
    );
    expect(result.summary).toEqual({ added: 0, removed: 0, modified: 0, moved: 1, recreated: 1, cosmetic: 0, unchanged: 0 });
    expect(result.changes.map(({ change, key, previousKey, previousCollection, fields }) => ({ change, key, previousKey, previousCollection, fields }))).toEqual([
      { change: 'recreated', key: 'a2', previousKey: 'a', previousCollection: undefined, fields: [{ field: 'emails', before: 'ada@example.test', after: 'ada@example.org' }] },
      { change: 'moved', key: 'b2', previousKey: 'b', previousCollection: 'book', fields: [] },
    ]);
  });

  it('pairs a resync with new keys and new UIDs by content, and leaves the surplus copy added', () => {
    const before = [person('a', 'Ada', 'ada@example.test', { uid: 'u1' })];
    const after = [person('x', 'Ada', 'ada@example.test', { uid: 'n1' }), person('y', 'Ada', 'ada@example.test', { uid: 'n2' })];
    const result = compare(before, after);
    expect(result.changes.map(({ change, key, previousKey }) => ({ change, key, previousKey }))).toEqual([
      { change: 'recreated', key: 'x', previousKey: 'a' },
      { change: 'added', key: 'y', previousKey: undefined },
    ]);
  });

  it('pairs at most one to one where several copies have one UID', () => {
    const copies = (keys: readonly string[]) => keys.map((key) => person(key, 'Ada', `${key}@example.test`, { uid: 'u' }));
    expect(compare(copies(['a', 'b', 'c']), copies(['d', 'e'])).summary).toMatchObject({ removed: 1, added: 0, recreated: 2 });
  });

  it('pairs by name and a shared address where key, UID and content all changed', () => {
    const before = [person('a', 'Ada Berg', 'ada@example.test', { uid: 'u1' })];
    const after = [aVersion({ key: 'x', uid: 'n1', fields: [field('name/full', 'Berg, Ada'), field('emails/work', 'ada@example.test')] })];
    expect(compare(before, after).changes.map(({ change, previousKey }) => ({ change, previousKey }))).toEqual([{ change: 'recreated', previousKey: 'a' }]);
  });

  it('does not pair namesakes that share nothing else', () => {
    expect(compare([person('a', 'Ada Berg', 'ada@example.test')], [person('x', 'Ada Berg', 'other@example.test')]).summary).toMatchObject({ added: 1, removed: 1, recreated: 0 });
  });

  it('does not choose between two that match equally well', () => {
    const before = [person('a', 'Ada Berg', 'ada@example.test', { note: '1' })];
    const after = [person('x', 'Ada Berg', 'ada@example.test', { note: '2' }), person('y', 'Ada Berg', 'ada@example.test', { note: '3' })];
    expect(compare(before, after).summary).toMatchObject({ added: 2, removed: 1, recreated: 0 });
  });

  it('pairs an appointment made anew by title and start, and not one at another time', () => {
    const meeting = (key: string, title: string, start: string, place: string) =>
      aVersion({ key, kind: 'event', uid: key, fields: [field('title', title), field('start', start, start), field('locations', place)] });
    const result = compare(
      [meeting('a', 'Review', '2026-03-01T09:00:00Z', 'Room 1'), meeting('b', 'Lunch', '2026-03-02T11:00:00Z', 'Town')],
      [meeting('x', 'Review', '2026-03-01T09:00:00Z', 'Room 2'), meeting('y', 'Lunch', '2026-03-09T11:00:00Z', 'Park')],
    );
    expect(result.summary).toMatchObject({ added: 1, removed: 1, recreated: 1 });
  });

  it('says where a removed record lies and whence an added one came back', () => {
    const live = person('a', 'Ada', 'ada@example.test');
    const deleted = person('a', 'Ada', 'ada@example.test', { state: 'deleted' });
    const away = compare([live], [deleted]);
    expect(away.changes.map(({ change, deletedTo }) => ({ change, deletedTo }))).toEqual([{ change: 'removed', deletedTo: 'deleted' }]);
    const back = compare([deleted], [live]);
    expect(back.changes.map(({ change, returnedFrom }) => ({ change, returnedFrom }))).toEqual([{ change: 'added', returnedFrom: 'deleted' }]);
  });

  it('does not count what was not live on either side', () => {
    const gone = (state: 'deleted' | 'recoverable') => person('a', 'Ada', 'ada@example.test', { state });
    expect(compare([gone('deleted')], [gone('recoverable')]).summary).toMatchObject({ added: 0, removed: 0, unchanged: 0 });
  });

  it('counts a rewritten phone number and a rewrite of bytes alone as cosmetic', () => {
    const phone = (text: string) => aVersion({ key: 'a', title: 'Ada', fields: [field('name/full', 'Ada'), field('phones', text, '+43123')] });
    const spelt = compare([phone('0123')], [phone('+43 123')]);
    expect(spelt.changes).toMatchObject([{ change: 'cosmetic', fields: [{ field: 'phones', before: '0123', after: '+43 123', cosmetic: true }] }]);
    const same = phone('0123');
    const rewritten = compareSnapshots({ changes: [{ before: same, after: same, rewritten: true }], unchangedLive: 0, fieldsOf });
    expect(rewritten.summary).toMatchObject({ cosmetic: 1, modified: 0, unchanged: 0 });
  });

  it('keeps a record that moved under its own identity moved, with its changed fields', () => {
    const before = person('a', 'Ada', 'ada@example.test');
    const after = { ...person('n', 'Ada', 'ada@example.org', { collection: 'other' }), recordId: before.recordId };
    expect(compare([before], [after]).changes).toMatchObject([{ change: 'moved', key: 'n', previousKey: 'a', fields: [{ field: 'emails' }] }]);
  });

  it('reads fields only of pairs that differ', () => {
    const before = Array.from({ length: 300 }, (_, index) => person(`k${index}`, `Name ${index}`, `${index}@example.test`));
    const after = before.slice(1).map((version, index) => (index === 0 ? person(version.key, version.title, 'new@example.test') : version));
    const read: string[] = [];
    compareSnapshots({ ...changesBetween(before, after), fieldsOf: (version) => (read.push(version.key), version.fields) });
    expect(read).toEqual(['k1', 'k1']);
  });
});

describe('compareSnapshots, for any two snapshots', () => {
  it('finds nothing between a snapshot and itself', () => {
    fc.assert(
      fc.property(someSnapshot, (snapshot) => {
        const live = snapshot.filter((version) => version.state === 'live').length;
        expect(compare(snapshot, snapshot)).toEqual({ summary: { ...NONE, unchanged: live }, changes: [] });
      }),
    );
  });

  it('puts every live record of either side in exactly one bucket', () => {
    fc.assert(
      fc.property(someSnapshot, someSnapshot, (before, after) => {
        const { summary, changes } = compare(before, after);
        const both = summary.modified + summary.moved + summary.recreated + summary.cosmetic + summary.unchanged;
        expect(summary.removed + both).toBe(before.filter(isLive).length);
        expect(summary.added + both).toBe(after.filter(isLive).length);
        expect(new Set(changes.map((change) => (change.change === 'removed' ? '-' : '+') + change.key)).size).toBe(changes.length);
      }),
      { numRuns: 500 },
    );
  });

  it('gives the later snapshot when its changes are applied to the earlier one', () => {
    fc.assert(
      fc.property(someSnapshot, someSnapshot, (before, after) => {
        expect(applied(before, after, compare(before, after))).toEqual(contents(after));
      }),
      { numRuns: 500 },
    );
  });

  it('is mirrored when the snapshots are swapped', () => {
    fc.assert(
      fc.property(someSnapshot, someSnapshot, (before, after) => {
        const forth = compare(before, after);
        const back = compare(after, before);
        expect(back.summary).toEqual({ ...forth.summary, added: forth.summary.removed, removed: forth.summary.added });
        expect(back.changes.map(sides).sort()).toEqual(forth.changes.map(mirroredSides).sort());
      }),
      { numRuns: 500 },
    );
  });

  it('answers the same for its changes in any order', () => {
    fc.assert(
      fc.property(someSnapshot, someSnapshot, fc.infiniteStream(fc.nat()), (before, after, stream) => {
        const input = changesBetween(before, after);
        const numbers = stream[Symbol.iterator]();
        const shuffled = input.changes.map((change) => ({ change, place: Number(numbers.next().value) })).sort((left, right) => left.place - right.place);
        expect(compareSnapshots({ ...input, changes: shuffled.map(({ change }) => change), fieldsOf })).toEqual(compare(before, after));
      }),
      { numRuns: 500 },
    );
  });

  it('agrees with the counts a snapshot is committed with', () => {
    fc.assert(
      fc.property(someSnapshot, someSnapshot, (before, after) => {
        const { changes } = changesBetween(before, after);
        const added = changes.flatMap((change) => (change.after && isLive(change.after) && !(change.before && isLive(change.before)) ? [change.after] : []));
        const removed = changes.flatMap((change) => (change.before && isLive(change.before) && !(change.after && isLive(change.after)) ? [change.before] : []));
        const counts = pairForCounts(added, removed, fieldsOf);
        const { summary } = compare(before, after);
        expect([counts.added, counts.removed, counts.moved]).toEqual([summary.added + summary.recreated, summary.removed + summary.recreated, summary.moved]);
        expect(new Set(counts.continuations.map(({ newKey }) => newKey)).size).toBe(counts.moved);
      }),
      { numRuns: 300 },
    );
  });
});

const NONE = { added: 0, removed: 0, modified: 0, moved: 0, recreated: 0, cosmetic: 0, unchanged: 0 };

const someSnapshot: fc.Arbitrary<BuiltVersion[]> = fc
  .uniqueArray(
    fc.record({
      key: fc.constantFrom('k1', 'k2', 'k3', 'k4', 'k5', 'k6', 'k7', 'k8'),
      uid: fc.option(fc.constantFrom('u1', 'u2', 'u3'), { nil: undefined }),
      name: fc.constantFrom('Ada Berg', 'Berg, Ada', 'Bea'),
      email: fc.constantFrom('ada@example.test', 'ADA@example.test', 'bea@example.test'),
      context: fc.constantFrom('emails', 'emails/work'),
      state: fc.constantFrom('live' as const, 'live' as const, 'live' as const, 'deleted' as const),
    }),
    { selector: (record) => record.key, maxLength: 8 },
  )
  .map((records) =>
    records.map((record) =>
      aVersion({
        key: record.key,
        collection: record.key < 'k5' ? 'book' : 'other',
        state: record.state,
        ...(record.uid === undefined ? {} : { uid: record.uid }),
        fields: [field('name/full', record.name), field(record.context, record.email, record.email.toLowerCase())],
      }),
    ),
  );

function person(key: string, name: string, email: string, more: { uid?: string; collection?: string; state?: 'live' | 'deleted' | 'recoverable'; note?: string } = {}): BuiltVersion {
  const { note, ...rest } = more;
  return aVersion({ key, ...rest, fields: [field('name/full', name), field('emails', email), ...(note === undefined ? [] : [field('notes', note)])] });
}

function fieldsOf(version: BuiltVersion) {
  return version.fields;
}

function isLive(version: BuiltVersion): boolean {
  return version.state === 'live';
}

function compare(before: readonly BuiltVersion[], after: readonly BuiltVersion[]): Comparison {
  return compareSnapshots({ ...changesBetween(before, after), fieldsOf });
}

function contents(snapshot: readonly BuiltVersion[]): readonly string[] {
  return snapshot.filter(isLive).map((version) => line(version.key, version.collectionId, version.bodyId, version.fields)).sort();
}

function line(key: string, collection: string, body: number | undefined, fields: readonly { field: string; text: string }[]): string {
  return JSON.stringify([key, collection, body, fields.map((entry) => [entry.field, entry.text]).sort()]);
}

/** The earlier snapshot with every change carried out by what it says: keys, collections, and the field rows for pairs. */
function applied(before: readonly BuiltVersion[], after: readonly BuiltVersion[], comparison: Comparison): readonly string[] {
  const rest = new Map(before.filter(isLive).map((version) => [version.key, version]));
  const lines: string[] = [];
  const takenOut = comparison.changes.map((change) => {
    const key = change.previousKey ?? change.key;
    const earlier = change.change === 'added' ? undefined : rest.get(key);
    return { change, earlier };
  });
  for (const { change, earlier } of takenOut) if (earlier) rest.delete(change.previousKey ?? change.key);
  for (const { change, earlier } of takenOut) {
    if (change.change === 'removed') continue;
    const later = after.find((version) => version.key === change.key);
    const fields = earlier ? withRows(earlier, change) : (later?.fields ?? []);
    lines.push(line(change.key, change.collectionId, change.afterBody, fields));
  }
  return [...lines, ...[...rest.values()].map((version) => line(version.key, version.collectionId, version.bodyId, version.fields))].sort();
}

function withRows(version: BuiltVersion, change: RecordChange): readonly { field: string; text: string }[] {
  const fields = version.fields.map((entry) => ({ field: entry.field, text: entry.text }));
  for (const row of change.fields) {
    if (row.field === 'uid') continue;
    if (row.before !== undefined) fields.splice(fields.findIndex((entry) => entry.field === (row.previousField ?? row.field) && entry.text === row.before), 1);
    if (row.after !== undefined) fields.push({ field: row.field, text: row.after });
  }
  return fields;
}

function sides(change: RecordChange): string {
  const rows = change.fields.map((row) => JSON.stringify([row.previousField ?? row.field, row.before, row.field, row.after])).sort();
  return JSON.stringify([change.change, change.previousKey ?? change.key, change.key, change.deletedTo, change.returnedFrom, change.beforeBody, change.afterBody, rows]);
}

function mirroredSides(change: RecordChange): string {
  const kinds = { added: 'removed', removed: 'added' } as const;
  const kind = change.change === 'added' || change.change === 'removed' ? kinds[change.change] : change.change;
  const rows = change.fields.map((row) => JSON.stringify([row.field, row.after, row.previousField ?? row.field, row.before])).sort();
  return JSON.stringify([kind, change.key, change.previousKey ?? change.key, change.returnedFrom, change.deletedTo, change.afterBody, change.beforeBody, rows]);
}
