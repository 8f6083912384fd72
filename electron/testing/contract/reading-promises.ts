import { expect, it } from 'vitest';
import { NOTHING_KNOWN, readAnew, readCollection } from '../connector-harness.ts';
import type { ContractWorld } from './contract-world.ts';

/** What every connector promises of reading. */
export function describeReading({ traits, signal, harness, collection, connector, side, add, named, keyOf, keysOf, expectStored, refusal }: ContractWorld): void {
  it('says what the server can do', async () => {
    const capabilities = await connector().probe(signal);
    expect(capabilities).toMatchObject({ canWrite: traits.readOnly !== true, incremental: expect.any(Boolean), scheduling: expect.any(String), product: expect.any(String) });
    expect(capabilities.notCaptured.length).toBeGreaterThan(0);
    expect(capabilities.keys ?? 'wanted').toBe(traits.givesKeys === true ? 'given' : 'wanted');
    if ((capabilities.undelete ?? 'none') !== 'none') expect([typeof connector().findSetAside, typeof connector().move, traits.setsAside]).toEqual(['function', 'function', true]);
  });

  it('lists collections with ids of their own', async () => {
    const listed = await connector().collections(signal);
    expect(new Set(listed.map((one) => one.id)).size).toBe(listed.length);
    expect(listed).toContainEqual(collection());
  });

  it('yields an empty collection as a complete listing of nothing', async () => {
    const { upserts, checkpoint } = await readCollection(connector(), collection());
    expect([upserts.size, checkpoint.listing, checkpoint.complete]).toEqual([0, 'full', traits.emptyIsDoubtful !== true]);
    if (traits.emptyIsDoubtful === true) expect(checkpoint.because).toBe('listing-empty');
  });

  it('yields every item with the bytes that the server holds', async () => {
    const names = named('one', 'two', 'three', 'a:b@c', 'ünïcode ñame', '100%');
    await add(...names);
    const reading = await readCollection(connector(), collection());
    expect([...reading.upserts.keys()].toSorted()).toEqual(keysOf(names));
    for (const name of names) await expectStored(reading.upserts.get(keyOf(name))?.raw, name);
    expect([...new Set([...reading.upserts.values()].map(({ format, state }) => `${format} ${state}`))]).toEqual([`${harness().format} ${collection().state ?? 'live'}`]);
    expect(reading.checkpoint).toMatchObject({ listing: 'full', complete: true });
    if (traits.asksNobody !== true) expect(reading.checkpoint.requests).toBeGreaterThan(0);
    expect(reading.checkpoint.bytesIn).toBeGreaterThan(0);
  });

  it('reads nothing a second time that has not changed', async () => {
    const names = named('one', 'two', 'three');
    await add(...names);
    const first = await readCollection(connector(), collection());
    const second = await readCollection(connector(), collection(), first.known);
    if (traits.readsAllAgain !== true) expect([...second.upserts.keys()]).toEqual([]);
    expect([second.removals, second.unfetched, second.checkpoint.complete]).toEqual([[], [], true]);
    expect([...second.known.keys()].toSorted()).toEqual(keysOf(names));
  });

  it('tells what was added, changed and removed since', async () => {
    const [changes = '', goes = ''] = named('changes', 'goes');
    await add(...named('stays'), changes, goes, ...named('also-stays'));
    const first = await readCollection(connector(), collection());
    await side().put(changes, harness().body(`uid-${changes}`, 'Another title'));
    await side().remove(goes);
    await add(...named('new'));
    const second = await readCollection(connector(), collection(), first.known);
    expect(second.checkpoint.complete).toBe(true);
    if (traits.readsAllAgain !== true) expect([...second.upserts.keys()].toSorted()).toEqual(keysOf(named('changes', 'new')));
    await expectStored(second.upserts.get(keyOf(changes))?.raw, changes, 'Another title');
    expect([...second.known.keys()].toSorted()).toEqual(keysOf(named('also-stays', 'changes', 'new', 'stays')));
    const third = await readCollection(connector(), collection(), second.known);
    expect([traits.readsAllAgain === true ? 0 : third.upserts.size, third.removals, third.checkpoint.complete]).toEqual([0, [], true]);
  });

  it('reads every item anew where nothing is to be taken as given', async () => {
    const names = named('one', 'two');
    await add(...names);
    const first = await readCollection(connector(), collection());
    const second = await readCollection(connector(), collection(), readAnew(first.known));
    expect([[...second.upserts.keys()].toSorted(), second.checkpoint.listing, second.checkpoint.complete]).toEqual([keysOf(names), 'full', true]);
  });

  it('falls back to a full listing for a cursor that it does not know', async () => {
    await add(...named('one', 'two'));
    const first = await readCollection(connector(), collection());
    const kept = first.checkpoint.cursor ?? '';
    for (const cursor of ['', 'no cursor', '{"format":99}', kept.replace(/"token":"[^"]*"/, '"token":"data:,never-issued"'), kept.replace(/"(state|link)":"[^"]*"/, '"$1":"bmV2ZXIgaXNzdWVk"')]) {
      const second = await readCollection(connector(), collection(), { ...first.known, cursor });
      expect([cursor, [...second.known.keys()].length, second.removals, second.checkpoint.complete]).toEqual([cursor, 2, [], true]);
    }
  });

  it('falls back to a full listing where the server has forgotten the cursor', async () => {
    await add(...named('one', 'two'));
    const first = await readCollection(connector(), collection());
    await harness().forgetCursors?.();
    await side().remove(named('two')[0] ?? '');
    await add(...named('three'));
    const second = await readCollection(connector(), collection(), first.known);
    expect([[...second.known.keys()].toSorted(), second.checkpoint.complete]).toEqual([keysOf(named('one', 'three')), true]);
  });

  it('never takes the vanishing of everything for granted', async () => {
    const names = named('one', 'two', 'three');
    await add(...names);
    const first = await readCollection(connector(), collection());
    for (const name of names) await side().remove(name);
    const second = await readCollection(connector(), collection(), { ...first.known, cursor: null });
    // Named as gone one by one is proof; an empty listing is not.
    if (!second.checkpoint.complete) expect(second.checkpoint.because).toBe('listing-empty');
    const anew = await readCollection(connector(), collection(), readAnew(first.known));
    expect([anew.checkpoint.complete, anew.upserts.size]).toEqual([traits.emptyIsDoubtful !== true, 0]);
    if (anew.checkpoint.complete) expect([...anew.known.keys()]).toEqual([]);
  });

  it('fetches what stands there now and leaves out what does not', async () => {
    await add(...named('one', 'two'));
    const fetched = await connector().fetch(collection(), named('one', 'two', 'three').map(keyOf), signal);
    expect([...fetched.keys()].toSorted()).toEqual(keysOf(named('one', 'two')));
    const [one = ''] = named('one');
    await expectStored(fetched.get(keyOf(one))?.raw, one);
    expect(await connector().fetch(collection(), [], signal)).toEqual(new Map());
  });

  it('finds items by UID, where they have one', async () => {
    await add(...named('one', 'two'));
    const [one = '', two = '', three = ''] = named('one', 'two', 'three').map((name) => `uid-${name}`);
    const found = await connector().findByUid(collection(), [one, two, three], signal);
    const keys = named('one', 'two').map((name) => [keyOf(name)]);
    expect(Object.fromEntries(found)).toEqual(traits.findsNoUids === true ? {} : { [one]: keys[0], [two]: keys[1] });
  });

  it('says that a collection is gone', async () => {
    const gone = await harness().goneCollection(collection());
    expect(await refusal(readCollection(connector(), gone))).toBe('collection-gone');
  });

  it('ends each reading call with the signal’s reason', async () => {
    await add(...named('one'));
    const reason = new Error('stopped by the user');
    const stopped = AbortSignal.abort(reason);
    const key = keyOf(named('one')[0] ?? '');
    const calls = [
      connector().probe(stopped),
      connector().collections(stopped),
      readCollection(connector(), collection(), NOTHING_KNOWN, stopped),
      connector().fetch(collection(), [key], stopped),
      connector().findByUid(collection(), ['uid'], stopped),
      connector().findSetAside?.([{ key, raw: Buffer.from(harness().body('one', 'One')) }], stopped),
    ];
    for (const call of await Promise.allSettled(calls.filter((one) => one !== undefined))) expect(call).toEqual({ status: 'rejected', reason });
  });
}
