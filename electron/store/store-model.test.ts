import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { RecordState, SnapshotId } from '../../shared/records.ts';
import { aStagedRecord, casePath, commitSnapshot, storePorts } from '../testing/build-case.ts';
import { readAsOracle } from '../testing/store-oracle.ts';
import { createCase } from './open-case.ts';
import type { CaseStore, SnapshotWriter, SourceRow, Version } from './types.ts';

const COLLECTIONS = ['/a/', '/b/'] as const;
const KEYS = ['1.vcf', '2.vcf', '3.vcf', '4.vcf'] as const;

/** What the server holds at a place; the version moves with everything else. */
interface Item {
  readonly text: string;
  readonly look: string;
  readonly revision: number;
  readonly state: RecordState;
  readonly version: string;
}
type World = ReadonlyMap<string, Item>;

interface Edit {
  readonly place: readonly [collection: (typeof COLLECTIONS)[number], key: (typeof KEYS)[number]];
  readonly item: Omit<Item, 'version'> | null;
}
interface Step {
  readonly edits: readonly Edit[];
  readonly how: 'full' | 'delta' | 'incomplete' | 'aborted';
  /** Of an incomplete snapshot: which places it sees. */
  readonly sees: readonly boolean[];
}

const item = fc.record({
  text: fc.constantFrom('Ada', 'Bo', 'Cy'),
  look: fc.constantFrom('', ' '),
  revision: fc.integer({ min: 0, max: 2 }),
  state: fc.constantFrom<RecordState>('live', 'live', 'live', 'deleted'),
});
const edit: fc.Arbitrary<Edit> = fc.record({
  place: fc.tuple(fc.constantFrom(...COLLECTIONS), fc.constantFrom(...KEYS)),
  item: fc.option(item, { freq: 4 }),
});
const step: fc.Arbitrary<Step> = fc.record({
  edits: fc.array(edit, { maxLength: 6 }),
  how: fc.constantFrom<Step['how']>('full', 'full', 'delta', 'incomplete', 'aborted'),
  sees: fc.array(fc.boolean(), { minLength: 8, maxLength: 8 }),
});

describe('a case against a plain map', () => {
  it('holds at every snapshot what was seen, and tells exactly what differs between any two', { timeout: 60_000 }, () => {
    fc.assert(
      fc.property(fc.array(step, { minLength: 1, maxLength: 7 }), (steps) => {
        const path = casePath();
        const store = createCase(path, storePorts());
        const model = new Model(store, store.addSource({ name: 'work', kind: 'carddav' }));
        for (const one of steps) model.take(one);
        model.checkSnapshots();
        model.checkChanges();
        model.checkKnown();
        expect([...store.verify()]).toEqual([]);
        store.close();
        expect(readAsOracle(path).faults).toEqual([]);
      }),
      { numRuns: 40 },
    );
  });
});

interface Taken {
  readonly id: SnapshotId;
  /** Everything that stands afterwards. */
  readonly stands: World;
  /** Places that it saw. */
  readonly saw: ReadonlySet<string>;
}

class Model {
  readonly store: CaseStore;
  readonly source: SourceRow;
  readonly taken: Taken[] = [];
  server = new Map<string, Item>();
  /** As of the last complete snapshot, which is what a delta is told against. */
  told: World = new Map();
  stands = new Map<string, Item>();
  versions = new Map<string, string>();
  clock = 0;

  constructor(store: CaseStore, source: SourceRow) {
    this.store = store;
    this.source = source;
  }

  take(step: Step): void {
    for (const { place, item: given } of step.edits) {
      const name = place.join(' ');
      this.clock += 1;
      if (given === null) this.server.delete(name);
      else this.server.set(name, { ...given, version: `v${this.clock}` });
    }
    const writer = this.store.beginSnapshot(this.source.id, { takenAt: new Date(Date.UTC(2026, 0, 1) + this.clock * 1000).toISOString(), incremental: true });
    for (const id of COLLECTIONS) writer.beginCollection({ id, name: id });
    const isComplete = step.how === 'full' || step.how === 'delta';
    const stands = new Map(this.stands);
    const versions = new Map(this.versions);
    const saw = new Set<string>();
    const places = COLLECTIONS.flatMap((collection) => KEYS.map((key) => `${collection} ${key}`));
    places.forEach((name, index) => {
      const now = this.server.get(name);
      if (step.how === 'incomplete' && step.sees[index] !== true) return;
      if (step.how === 'delta' && now?.version === this.told.get(name)?.version) {
        if (stands.has(name)) saw.add(name);
        return;
      }
      if (now === undefined) {
        if (step.how === 'delta') remove(writer, name);
        if (step.how !== 'incomplete') forget(stands, versions, name);
        return;
      }
      this.show(writer, name, now);
      const before = stands.get(name);
      // Where nothing that matters differs, the old bytes stay.
      const isSame = before?.text === now.text && before.look === now.look;
      stands.set(name, { ...now, revision: isSame ? before.revision : now.revision });
      versions.set(name, now.version);
      saw.add(name);
    });
    if (step.how === 'aborted') {
      writer.preview();
      writer.abort();
      return;
    }
    for (const id of COLLECTIONS) {
      writer.endCollection(id, { listing: step.how === 'delta' ? 'delta' : 'full', complete: isComplete, cursor: `c${this.clock}` });
    }
    const row = commitSnapshot(writer, isComplete);
    if (isComplete) this.told = new Map(this.server);
    this.stands = stands;
    this.versions = versions;
    this.taken.push({ id: row.id, stands, saw: isComplete ? new Set(stands.keys()) : saw });
  }

  /** As a connector and its reader do: `same` where the version is known, or where the bytes are. */
  show(writer: SnapshotWriter, name: string, now: Item): void {
    const [collection = '', key = ''] = name.split(' ');
    const record = aStagedRecord({ ...now, key });
    const isKnown = this.store.known(this.source.id, collection).versionOf(key) === now.version;
    if (isKnown || writer.holds(collection, key, record.raw) && now.state === 'live') writer.same(collection, key, now.version);
    else writer.put(collection, record);
  }

  checkSnapshots(): void {
    for (const { id, stands, saw } of this.taken) {
      const expected = [...stands].filter(([name]) => saw.has(name)).map(([name, value]) => [name, value.text, value.look, value.revision, value.state]);
      const found = [...this.store.versions(id)].map((version) => [...this.contentOf(version), version.state]);
      expect(found.sort()).toEqual(expected.sort());
      const row = this.store.resolveSnapshot(id);
      const live = expected.filter(([, , , , state]) => state === 'live').length;
      expect([row.counts.contact, this.store.countVersions(id, { states: ['live'] }), this.store.countVersions(id)]).toEqual([live, live, expected.length]);
    }
  }

  contentOf(version: Version): [name: string, text: string, look: string, revision: number] {
    const raw = Buffer.from(this.store.body(version.bodyId).raw).toString('utf8');
    const [, text = '', look = '', revision = ''] = /FN:(\w+)( ?)\r\nREV:(\d)/.exec(raw) ?? [];
    return [`${version.collectionId} ${version.key}`, text, look, Number(revision)];
  }

  checkChanges(): void {
    for (const from of this.taken) {
      for (const to of this.taken) {
        const set = this.store.changes(from.id, to.id);
        const told = set.changes.filter((change) => change.rewritten !== true).map((change) => placeOf(change.after ?? change.before));
        const names = new Set([...from.stands.keys(), ...to.stands.keys()]);
        const differing = [...names].filter((name) => !isAlike(from.stands.get(name), to.stands.get(name)));
        expect(told.sort()).toEqual(differing.sort());
        for (const { before, after, rewritten } of set.changes) {
          if (rewritten === true) expect(before && { ...before, bodyId: 0 }).toEqual(after && { ...after, bodyId: 0 });
        }
        const liveTo = [...to.stands.values()].filter((value) => value.state === 'live').length;
        expect(set.unchangedLive + set.changes.filter((change) => change.after?.state === 'live').length).toBe(liveTo);
      }
    }
  }

  checkKnown(): void {
    for (const id of COLLECTIONS) {
      const known = this.store.known(this.source.id, id);
      const mine = [...this.stands.keys()].filter((name) => name.startsWith(id)).map((name) => name.slice(id.length + 1));
      expect([[...known.keys()], known.count]).toEqual([mine.sort(), mine.length]);
      expect(mine.map((key) => known.versionOf(key))).toEqual(mine.map((key) => this.versions.get(`${id} ${key}`)));
    }
    const live = this.store.knownCollections(this.source.id).reduce((sum, collection) => sum + collection.live, 0);
    expect(live).toBe([...this.stands.values()].filter((value) => value.state === 'live').length);
  }
}

function remove(writer: SnapshotWriter, name: string): void {
  const [collection = '', key = ''] = name.split(' ');
  writer.remove(collection, key);
}

function forget(stands: Map<string, Item>, versions: Map<string, string>, name: string): void {
  stands.delete(name);
  versions.delete(name);
}

function placeOf(version: Version | undefined): string {
  return `${version?.collectionId} ${version?.key}`;
}

function isAlike(before: Item | undefined, after: Item | undefined): boolean {
  return before?.text === after?.text && before?.look === after?.look && before?.state === after?.state;
}
