import { expect, it } from 'vitest';
import { readCollection } from '../connector-harness.ts';
import type { ContractWorld } from './contract-world.ts';

/** What a connector promises that can bring back what the server keeps of what was deleted. */
export function describeSetAside({ traits, signal, harness, collection, connector, side, add, named, keyOf, expectStored, refusal }: ContractWorld): void {
  const [item, other] = [() => named('card')[0] ?? '', () => named('other')[0] ?? ''];
  const isFound = traits.knowsNoneAside !== true;
  const places = traits.keepsRecoverable === true ? (['deleted', 'recoverable'] as const) : (['deleted'] as const);

  /** Reads the item, puts it aside, and gives what the connector finds. */
  const findAside = async (where: 'deleted' | 'recoverable') => {
    await add(item(), other());
    const before = (await readCollection(connector(), collection())).upserts;
    const key = keyOf(item());
    const { raw } = before.get(key) ?? { raw: Buffer.of() };
    await harness().setAside?.(item(), where);
    const found = await connector().findSetAside?.([{ key, raw }, { key: keyOf(other()), raw: before.get(keyOf(other()))?.raw ?? Buffer.of() }], signal);
    return { key, found: found ?? new Map() };
  };

  it.runIf(!isFound)('takes nothing that the server keeps for an item that it cannot tell from others', async () => {
    expect(await findAside('deleted')).toMatchObject({ found: new Map() });
  });

  it.runIf(isFound).each(places)('finds an item that lies in what the server keeps: %s', async (where) => {
    const { key, found } = await findAside(where);
    expect([...found.keys()]).toEqual([key]);
    const aside = found.get(key);
    expect([aside?.collection.state, aside?.item.state, aside?.collection.readOnly]).toEqual([where, where, true]);
    await expectStored(aside?.item.raw, item());
  });

  it.runIf(isFound).each(places)('brings an item back from what the server keeps, once, and finds it by its mark: %s', async (where) => {
    const { key, found } = await findAside(where);
    const aside = found.get(key);
    if (aside === undefined || connector().move === undefined) throw new Error('nothing lies there');
    const marker = connector().keyFor(collection(), key);
    const written = await connector().move?.(aside.collection, aside.item.key, collection(), aside.item.version, marker, signal);
    const reading = await readCollection(connector(), collection());
    expect([...reading.upserts.keys()].toSorted()).toEqual([written?.key, keyOf(other())].toSorted());
    await expectStored(reading.upserts.get(written?.key ?? '')?.raw, item());
    expect([...(await connector().fetch(collection(), [marker], signal)).values()].map((one) => one.key)).toEqual([written?.key]);
    const { undelete } = await connector().probe(signal);
    const left = await connector().fetch(aside.collection, [aside.item.key], signal);
    expect(left.size).toBe(undelete === 'move' ? 0 : 1);
    expect(harness().mailed?.() ?? []).toEqual([]);
  });

  it.runIf(isFound)('brings an item back only where it is still the one that was seen', async () => {
    const { key, found } = await findAside('deleted');
    const aside = found.get(key);
    if (aside === undefined || connector().move === undefined) throw new Error('nothing lies there');
    await side().put(item(), harness().body(`uid-${item()}`, 'Theirs'));
    expect(await refusal(connector().move?.(aside.collection, aside.item.key, collection(), aside.item.version, connector().keyFor(collection(), key), signal) ?? Promise.resolve())).toBe('write-conflict');
    expect(await side().names()).toEqual([other()]);
  });

  it('lists what the server keeps in collections of their own', async () => {
    await add(item(), other());
    await harness().setAside?.(item(), 'deleted');
    const kept = (await connector().collections(signal)).filter(({ state }) => state === 'deleted');
    const readings = await Promise.all(kept.map((one) => readCollection(connector(), one)));
    const items = readings.flatMap(({ upserts }) => [...upserts.values()]);
    const texts = items.map(({ raw }) => Buffer.from(raw).toString()).filter((text) => text.includes(`Title of ${item()}`));
    expect([texts.length, new Set(items.map(({ state }) => state)), readings.every(({ checkpoint }) => checkpoint.complete)]).toEqual([1, new Set(['deleted']), true]);
    expect([...(await readCollection(connector(), collection())).upserts.keys()]).toEqual([keyOf(other())]);
  });
}
