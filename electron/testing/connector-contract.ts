import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { AppError } from '../../shared/errors.ts';
import type { Collection, NewItem } from '../connectors/connector.ts';
import { type ConnectorHarness, type ContractTraits, NOTHING_KNOWN, readAnew, readCollection } from './connector-harness.ts';

/** Runs every promise of `connector.ts` against a connector; the harness is started anew for each test. */
export function describeConnectorContract(name: string, start: () => Promise<ConnectorHarness>, traits: ContractTraits = {}): void {
  describe(`${name} keeps the promises of a connector`, () => {
    let harness: ConnectorHarness;
    let collection: Collection;
    const { signal } = new AbortController();

    beforeEach(async () => {
      harness = await start();
      collection = await testCollection(harness);
    });
    afterEach(() => harness.close());

    const side = () => harness.side;
    const connector = () => harness.connector;
    const add = async (...names: string[]) => {
      for (const name of names) await side().put(name, harness.body(`uid-${name}`, `Title of ${name}`));
    };
    const extension = () => (harness.body('x', 'x').startsWith('BEGIN:VCARD') ? '.vcf' : '.ics');
    const named = (...names: string[]) => names.map((name) => `${name}${extension()}`);
    const keyOf = (name: string) => `${collection.id}${name}`;
    const newItem = (uid: string, title: string): NewItem => ({ format: extension() === '.vcf' ? 'vcard' : 'icalendar', raw: Buffer.from(harness.body(uid, title)), uid });
    const expectStored = async (raw: Uint8Array, name: string) => {
      const held = await side().read(name);
      if (traits.servesVaryingBytes === true || traits.convertsOnGet === true) expect(Buffer.from(raw).toString()).toMatch(/^BEGIN:V[\s\S]*\nEND:V\w+\s*$/);
      else expect(Buffer.from(raw).toString()).toBe(held?.toString());
    };
    const refusal = async (attempt: Promise<unknown>) => {
      const error = await attempt.then(
        () => undefined,
        (thrown: unknown) => thrown,
      );
      return error instanceof AppError ? error.code : error;
    };

    it('says what the server can do', async () => {
      const capabilities = await connector().probe(signal);
      expect(capabilities).toMatchObject({ canWrite: true, incremental: expect.any(Boolean), scheduling: expect.any(String), product: expect.any(String) });
      expect(capabilities.notCaptured.length).toBeGreaterThan(0);
    });

    it('lists collections with ids of their own', async () => {
      const listed = await connector().collections(signal);
      expect(new Set(listed.map((one) => one.id)).size).toBe(listed.length);
      expect(listed).toContainEqual(collection);
    });

    it('yields an empty collection as a complete listing of nothing', async () => {
      const reading = await readCollection(connector(), collection);
      expect([reading.upserts.size, reading.checkpoint.listing, reading.checkpoint.complete]).toEqual([0, 'full', true]);
    });

    it('yields every item with the bytes that the server holds', async () => {
      const names = named('one', 'two', 'three', 'a:b@c', 'ünïcode ñame', '100%');
      await add(...names);
      const reading = await readCollection(connector(), collection);
      expect([...reading.upserts.keys()].toSorted()).toEqual(names.map(keyOf).toSorted());
      for (const name of names) await expectStored(reading.upserts.get(keyOf(name))?.raw ?? Buffer.of(), name);
      expect(reading.checkpoint).toMatchObject({ listing: 'full', complete: true });
      expect(reading.checkpoint.requests).toBeGreaterThan(0);
      expect(reading.checkpoint.bytesIn).toBeGreaterThan(0);
    });

    it('reads nothing a second time that has not changed', async () => {
      const names = named('one', 'two', 'three');
      await add(...names);
      const first = await readCollection(connector(), collection);
      const second = await readCollection(connector(), collection, first.known);
      if (traits.readsAllAgain !== true) expect([...second.upserts.keys()]).toEqual([]);
      expect([second.removals, second.unfetched, second.checkpoint.complete]).toEqual([[], [], true]);
      expect([...second.known.keys()].toSorted()).toEqual(names.map(keyOf).toSorted());
    });

    it('tells what was added, changed and removed since', async () => {
      await add(...named('stays', 'changes', 'goes', 'also-stays'));
      const first = await readCollection(connector(), collection);
      await side().put(`changes${extension()}`, harness.body(`uid-changes${extension()}`, 'Another title'));
      await side().remove(`goes${extension()}`);
      await add(...named('new'));
      const second = await readCollection(connector(), collection, first.known);
      expect(second.checkpoint.complete).toBe(true);
      if (traits.readsAllAgain !== true) expect([...second.upserts.keys()].toSorted()).toEqual(named('changes', 'new').map(keyOf));
      await expectStored(second.upserts.get(keyOf(`changes${extension()}`))?.raw ?? Buffer.of(), `changes${extension()}`);
      expect([...second.known.keys()].toSorted()).toEqual(named('also-stays', 'changes', 'new', 'stays').map(keyOf));
      const third = await readCollection(connector(), collection, second.known);
      expect([traits.readsAllAgain === true ? 0 : third.upserts.size, third.removals, third.checkpoint.complete]).toEqual([0, [], true]);
    });

    it('reads every item anew where nothing is to be taken as given', async () => {
      const names = named('one', 'two');
      await add(...names);
      const first = await readCollection(connector(), collection);
      const second = await readCollection(connector(), collection, readAnew(first.known));
      expect([[...second.upserts.keys()].toSorted(), second.checkpoint.listing, second.checkpoint.complete]).toEqual([names.map(keyOf).toSorted(), 'full', true]);
    });

    it('falls back to a full listing for a cursor that it does not know', async () => {
      await add(...named('one', 'two'));
      const first = await readCollection(connector(), collection);
      for (const cursor of ['', 'no cursor', '{"format":99}', (first.checkpoint.cursor ?? '').replace(/"token":"[^"]*"/, '"token":"data:,never-issued"')]) {
        const second = await readCollection(connector(), collection, { ...first.known, cursor });
        expect([cursor, [...second.known.keys()].length, second.removals, second.checkpoint.complete]).toEqual([cursor, 2, [], true]);
      }
    });

    it('never takes the vanishing of everything for granted', async () => {
      const names = named('one', 'two', 'three');
      await add(...names);
      const first = await readCollection(connector(), collection);
      for (const name of names) await side().remove(name);
      const second = await readCollection(connector(), collection, { ...first.known, cursor: null });
      // Named as gone one by one is proof; an empty listing is not.
      if (!second.checkpoint.complete) expect(second.checkpoint.because).toBe('listing-empty');
      const anew = await readCollection(connector(), collection, readAnew(first.known));
      expect([anew.checkpoint.complete, [...anew.known.keys()]]).toEqual([true, []]);
    });

    it('fetches what stands there now and leaves out what does not', async () => {
      await add(...named('one', 'two'));
      const fetched = await connector().fetch(collection, [...named('one', 'two', 'three').map(keyOf)], signal);
      expect([...fetched.keys()].toSorted()).toEqual(named('one', 'two').map(keyOf));
      await expectStored(fetched.get(keyOf(`one${extension()}`))?.raw ?? Buffer.of(), `one${extension()}`);
      expect(await connector().fetch(collection, [], signal)).toEqual(new Map());
    });

    it('finds items by UID', async () => {
      await add(...named('one', 'two'));
      const [one = '', two = '', three = ''] = named('one', 'two', 'three').map((name) => `uid-${name}`);
      const found = await connector().findByUid(collection, [one, two, three], signal);
      expect(Object.fromEntries(found)).toEqual({ [one]: [keyOf(`one${extension()}`)], [two]: [keyOf(`two${extension()}`)] });
    });

    it('creates an item where it is wanted and says where it stands', async () => {
      const item = newItem('new-1', 'New');
      const wantedKey = connector().keyFor(collection, 'new-1');
      const written = await connector().create(collection, { ...item, wantedKey }, signal);
      if (traits.choosesKeys !== true) expect(written.key).toBe(wantedKey);
      const fetched = await connector().fetch(collection, [written.key], signal);
      expect(fetched.get(written.key)?.raw.length).toBeGreaterThan(0);
      expect(await side().names()).toHaveLength(1);
    });

    it('never overwrites when it creates', async () => {
      await add(...named('taken'));
      const before = await side().read(`taken${extension()}`);
      const code = await refusal(connector().create(collection, { ...newItem('other', 'Other'), wantedKey: keyOf(`taken${extension()}`) }, signal));
      expect(code).toBe('write-conflict');
      if (traits.servesVaryingBytes !== true) expect((await side().read(`taken${extension()}`))?.toString()).toBe(before?.toString());
      expect(await side().names()).toHaveLength(1);
    });

    it.skipIf(traits.storesGarbage === true)('says that the server does not want a body', async () => {
      const garbage = { ...newItem('garbage', ''), raw: Buffer.from('this is nothing of the kind'), wantedKey: keyOf(`garbage${extension()}`) };
      expect(await refusal(connector().create(collection, garbage, signal))).toBe('write-refused');
      expect(await side().names()).toEqual([]);
    });

    it('replaces an item only where it is still the one that was seen', async () => {
      const name = `card${extension()}`;
      const uid = `uid-${name}`;
      await add(name);
      const seen = (await connector().fetch(collection, [keyOf(name)], signal)).get(keyOf(name));
      const written = await connector().update(collection, keyOf(name), newItem(uid, 'Ours'), seen?.version ?? '', signal);
      expect((await side().read(name))?.toString()).toContain('Ours');
      const now = (await connector().fetch(collection, [written.key], signal)).get(written.key);
      await side().put(name, harness.body(uid, 'Theirs'));
      expect(await refusal(connector().update(collection, keyOf(name), newItem(uid, 'Ours again'), now?.version ?? '', signal))).toBe('write-conflict');
      expect((await side().read(name))?.toString()).toContain('Theirs');
      await side().remove(name);
      expect(await refusal(connector().update(collection, keyOf(name), newItem(uid, 'Ours again'), now?.version ?? '', signal))).toBe('write-conflict');
      expect(await side().names()).toEqual([]);
    });

    it('deletes an item only where it is still the one that was seen', async () => {
      const name = `card${extension()}`;
      await add(name);
      const seen = (await connector().fetch(collection, [keyOf(name)], signal)).get(keyOf(name));
      await side().put(name, harness.body(`uid-${name}`, 'Theirs'));
      expect(await refusal(connector().delete(collection, keyOf(name), seen?.version ?? '', signal))).toBe('write-conflict');
      expect(await side().names()).toEqual([name]);
      const now = (await connector().fetch(collection, [keyOf(name)], signal)).get(keyOf(name));
      await connector().delete(collection, keyOf(name), now?.version ?? '', signal);
      expect(await side().names()).toEqual([]);
      await connector().delete(collection, keyOf(name), now?.version ?? '', signal);
    });

    it('makes keys that can be written to from any seed', async () => {
      const seeds = ['plain', 'urn:uuid:4fbe8971-0bc3-424c-9c26-36c3e1eff6b1', 'a#b?c%d/e', '../../up', 'ünïcode', '', 'x'.repeat(500), keyOf(`old${extension()}`)];
      const keys = seeds.map((seed) => connector().keyFor(collection, seed));
      expect(new Set(keys).size).toBe(seeds.length);
      expect(seeds.map((seed) => connector().keyFor(collection, seed))).toEqual(keys);
      for (const [index, wantedKey] of keys.entries()) {
        const written = await connector().create(collection, { ...newItem(`seed-${index}`, 'Seed'), wantedKey }, signal);
        if (traits.choosesKeys !== true) expect(written.key).toBe(wantedKey);
      }
      const reading = await readCollection(connector(), collection);
      expect(reading.upserts.size).toBe(seeds.length);
      if (traits.choosesKeys !== true) expect([...reading.upserts.keys()].toSorted()).toEqual(keys.toSorted());
    });

    it('says that a collection is gone', async () => {
      const gone = { ...collection, id: `${collection.id.replace(/\/$/, '')}-gone/` };
      expect(await refusal(readCollection(connector(), gone))).toBe('collection-gone');
    });

    it('ends each call with the signal’s reason', async () => {
      await add(...named('one'));
      const reason = new Error('stopped by the user');
      const stopped = AbortSignal.abort(reason);
      const key = keyOf(`one${extension()}`);
      const calls = [
        connector().probe(stopped),
        connector().collections(stopped),
        readCollection(connector(), collection, NOTHING_KNOWN, stopped),
        connector().fetch(collection, [key], stopped),
        connector().findByUid(collection, ['uid'], stopped),
        connector().create(collection, { ...newItem('new', 'New'), wantedKey: keyOf(`new${extension()}`) }, stopped),
        connector().update(collection, key, newItem('one', 'One'), '"x"', stopped),
        connector().delete(collection, key, '"x"', stopped),
      ];
      for (const call of await Promise.allSettled(calls)) expect(call).toEqual({ status: 'rejected', reason });
      expect(await side().names()).toEqual(named('one'));
    });
  });
}

async function testCollection(harness: ConnectorHarness): Promise<Collection> {
  const listed = await harness.connector.collections(new AbortController().signal);
  const found = listed.filter((collection) => collection.id.includes(harness.collection));
  if (found[0] === undefined || found.length > 1) throw new Error(`${found.length} collections are called ${harness.collection}`);
  return found[0];
}
