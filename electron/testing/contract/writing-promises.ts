import { expect, it } from 'vitest';
import { readCollection } from '../connector-harness.ts';
import type { ContractWorld } from './contract-world.ts';

/** What every connector promises of writing. */
export function describeWriting({ traits, signal, harness, collection, connector, side, add, named, keyOf, newItem, refusal }: ContractWorld): void {
  const givesKeys = traits.givesKeys === true;
  const isWanted = traits.choosesKeys !== true && !givesKeys;
  const item = () => named('card')[0] ?? '';
  const seen = async () => (await connector().fetch(collection(), [keyOf(item())], signal)).get(keyOf(item()))?.version ?? '';

  it('creates an item where it is wanted and says where it stands', async () => {
    const wantedKey = connector().keyFor(collection(), 'new-1');
    const written = await connector().create(collection(), { ...newItem('new-1', 'New'), wantedKey }, signal);
    if (isWanted) expect(written.key).toBe(wantedKey);
    const fetched = await connector().fetch(collection(), [written.key], signal);
    expect(fetched.get(written.key)?.raw.length).toBeGreaterThan(0);
    expect(await side().names()).toHaveLength(1);
  });

  it.runIf(givesKeys)('finds what it created by the mark that it wanted', async () => {
    const [wantedKey, other] = [connector().keyFor(collection(), 'new-1'), connector().keyFor(collection(), 'new-2')];
    const written = await connector().create(collection(), { ...newItem('new-1', 'New'), wantedKey }, signal);
    expect(written.key).not.toBe(wantedKey);
    const fetched = await connector().fetch(collection(), [wantedKey, other], signal);
    expect([...fetched].map(([key, found]) => [key, found.key])).toEqual([[wantedKey, written.key]]);
    expect([...(await readCollection(connector(), collection())).upserts.keys()]).toEqual([written.key]);
  });

  it('never overwrites when it creates', async () => {
    const [taken = ''] = named('taken');
    if (givesKeys) await connector().create(collection(), { ...newItem('taken', 'First'), wantedKey: connector().keyFor(collection(), 'taken') }, signal);
    else await add(taken);
    const before = givesKeys ? null : await side().read(taken);
    const wantedKey = givesKeys ? connector().keyFor(collection(), 'taken') : keyOf(taken);
    expect(await refusal(connector().create(collection(), { ...newItem('other', 'Other'), wantedKey }, signal))).toBe('write-conflict');
    if (!givesKeys && traits.servesVaryingBytes !== true) expect((await side().read(taken))?.toString()).toBe(before?.toString());
    expect(await side().names()).toHaveLength(1);
  });

  it.skipIf(traits.storesGarbage === true)('says that the server does not want a body', async () => {
    const garbage = { ...newItem('garbage', ''), raw: Buffer.from('this is nothing of the kind'), wantedKey: connector().keyFor(collection(), 'garbage') };
    // A form of the server's own is read before it is written.
    expect(await refusal(connector().create(collection(), garbage, signal))).toBe(traits.servesOwnForm === true ? 'record-unreadable' : 'write-refused');
    expect(await side().names()).toEqual([]);
  });

  it('replaces an item only where it is still the one that was seen', async () => {
    const uid = `uid-${item()}`;
    await add(item());
    const written = await connector().update(collection(), keyOf(item()), newItem(uid, 'Ours'), await seen(), signal);
    expect((await side().read(item()))?.toString()).toContain('Ours');
    const now = (await connector().fetch(collection(), [written.key], signal)).get(written.key);
    await side().put(item(), harness().body(uid, 'Theirs'));
    expect(await refusal(connector().update(collection(), keyOf(item()), newItem(uid, 'Ours again'), now?.version ?? '', signal))).toBe('write-conflict');
    expect((await side().read(item()))?.toString()).toContain('Theirs');
    await side().remove(item());
    expect(await refusal(connector().update(collection(), keyOf(item()), newItem(uid, 'Ours again'), now?.version ?? '', signal))).toBe('write-conflict');
    expect(await side().names()).toEqual([]);
  });

  it('deletes an item only where it is still the one that was seen', async () => {
    await add(item());
    const before = await seen();
    await side().put(item(), harness().body(`uid-${item()}`, 'Theirs'));
    expect(await refusal(connector().delete(collection(), keyOf(item()), before, signal))).toBe('write-conflict');
    expect(await side().names()).toEqual([item()]);
    const now = await seen();
    const key = keyOf(item());
    await connector().delete(collection(), key, now, signal);
    expect(await side().names()).toEqual([]);
    await connector().delete(collection(), key, now, signal);
  });

  it('makes keys that can be written to from any seed', async () => {
    const seeds = ['plain', 'urn:uuid:4fbe8971-0bc3-424c-9c26-36c3e1eff6b1', 'a#b?c%d/e', '../../up', 'ünïcode', '', 'x'.repeat(500), keyOf(named('old')[0] ?? '')];
    const wanted = seeds.map((seed) => connector().keyFor(collection(), seed));
    expect(new Set(wanted).size).toBe(seeds.length);
    expect(seeds.map((seed) => connector().keyFor(collection(), seed))).toEqual(wanted);
    for (const [index, wantedKey] of wanted.entries()) {
      const written = await connector().create(collection(), { ...newItem(`seed-${index}`, 'Seed'), wantedKey }, signal);
      if (isWanted) expect(written.key).toBe(wantedKey);
    }
    const reading = await readCollection(connector(), collection());
    expect(reading.upserts.size).toBe(seeds.length);
    if (isWanted) expect([...reading.upserts.keys()].toSorted()).toEqual(wanted.toSorted());
    if (traits.choosesKeys !== true) expect([...(await connector().fetch(collection(), wanted, signal)).keys()].toSorted()).toEqual(wanted.toSorted());
  });

  it('ends each writing call with the signal’s reason', async () => {
    await add(item());
    const reason = new Error('stopped by the user');
    const stopped = AbortSignal.abort(reason);
    const calls = [
      connector().create(collection(), { ...newItem('new', 'New'), wantedKey: connector().keyFor(collection(), 'new') }, stopped),
      connector().update(collection(), keyOf(item()), newItem('one', 'One'), '"x"', stopped),
      connector().delete(collection(), keyOf(item()), '"x"', stopped),
      connector().move?.(collection(), keyOf(item()), collection(), '"x"', connector().keyFor(collection(), 'moved'), stopped),
    ];
    for (const call of await Promise.allSettled(calls.filter((one) => one !== undefined))) expect(call).toEqual({ status: 'rejected', reason });
    expect(await side().names()).toEqual([item()]);
  });

  it('mails nobody', async () => {
    await add(item());
    await connector().create(collection(), { ...newItem('new', 'New'), wantedKey: connector().keyFor(collection(), 'new') }, signal);
    await connector().update(collection(), keyOf(item()), newItem(`uid-${item()}`, 'Ours'), await seen(), signal);
    await connector().delete(collection(), keyOf(item()), await seen(), signal);
    expect(harness().mailed?.() ?? []).toEqual([]);
  });
}
