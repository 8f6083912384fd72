import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { differingProperties } from '../../core/differing-properties.ts';
import { readGraph } from '../../core/graph/read.ts';
import { draftOf } from '../../demo/exchange-server/mailbox/item.ts';
import { readCollection } from '../../testing/connector-harness.ts';
import type { GraphHarness } from '../../testing/graph-harness.ts';
import { useGraph } from '../../testing/graph-suite.ts';
import type { Collection, FetchedItem } from '../connector.ts';

const { signal } = new AbortController();
const context = { digest: (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex') };
const { start } = useGraph();

describe('bringing back from Deleted Items over Graph', () => {
  async function deleteOne(harness: GraphHarness, name: string): Promise<{ readonly item: FetchedItem; readonly target: Collection }> {
    const target = await harness.collection(name);
    const item = [...(await readCollection(harness.connector, target)).upserts.values()].find(({ raw }) => !Buffer.from(raw).includes('"attendees":[{') && !Buffer.from(raw).includes('"type":"seriesMaster"'));
    if (item === undefined) throw new Error('the sample has none');
    await harness.connector.delete(target, item.key, item.version, signal);
    return { item, target };
  }

  it('finds what was deleted and makes a whole copy, marked, in its folder', async () => {
    const harness = await start();
    const { connector, server } = harness;
    for (const name of ['Contacts', 'Calendar']) {
      const { item, target } = await deleteOne(harness, name);
      const found = (await connector.findSetAside?.([item], signal))?.get(item.key);
      expect([found?.collection.state, found?.item.state, found?.item.key]).toEqual(['deleted', 'deleted', item.key]);
      if (found === undefined) throw new Error('not found');
      const marker = connector.keyFor(target, item.key);
      const written = await connector.move?.(found.collection, found.item.key, target, found.item.version, marker, signal);
      const back = (await connector.fetch(target, [marker], signal)).get(marker);
      expect([back?.key, back === undefined ? [] : fieldsOf(back)]).toEqual([written?.key, fieldsOf(item)]);
      // The same again: what is there is taken for it.
      expect((await connector.move?.(found.collection, found.item.key, target, found.item.version, marker, signal))?.key).toBe(written?.key);
    }
    expect(server.log.requests().filter(({ path }) => path.startsWith('/import/')).map(({ authorization }) => authorization)).toEqual(['', '']);
    expect(server.log.notifications()).toEqual([]);
  });

  /** A contact that was deleted, and how it is brought back. */
  async function aMove(before: (harness: GraphHarness) => Promise<void> = () => Promise.resolve()) {
    const harness = await start();
    await before(harness);
    const { item, target } = await deleteOne(harness, 'Contacts');
    const found = (await harness.connector.findSetAside?.([item], signal))?.get(item.key);
    if (found === undefined) throw new Error('not found');
    const marker = harness.connector.keyFor(target, item.key);
    harness.server.log.clear();
    return {
      ...harness, target, marker,
      move: () => harness.connector.move?.(found.collection, found.item.key, target, found.item.version, marker, signal),
      marked: async () => (await harness.connector.fetch(target, [marker], signal)).get(marker)?.key,
      kinds: () => harness.server.log.changes().map(({ kind }) => kind),
    };
  }

  /** Somebody else's copy of every contact, which shares its search key. */
  async function copyAll({ server: { mailbox }, clock }: GraphHarness, hoursAgo: number): Promise<void> {
    const folder = mailbox.folders.named('contacts');
    await clock.sleep(3_600_000);
    for (const item of mailbox.itemsIn(folder.number)) mailbox.create(folder, draftOf(item), { name: 'Other', request: null });
    await clock.sleep(hoursAgo * 3_600_000);
  }

  it('finds what an import made though its answer was lost', async () => {
    const { move, marked, kinds, fail } = await aMove();
    fail({ fault: 'lost-reply', operation: 'POST /import', times: 1 }, { fault: 'truncated-export', times: 2, operation: 'POST /v1.0/admin' });
    const written = await move();
    expect([kinds(), await marked()]).toEqual([['create', 'update'], written?.key]);
    expect((await move())?.key).toBe(written?.key);
  });

  it('makes no second copy where the mark was not put on the first, and does not say which is its own', async () => {
    const { move, marked, kinds, fail } = await aMove();
    fail({ fault: 'reset', operation: 'PATCH /v1.0/me', times: 1 });
    await expect(move()).rejects.toMatchObject({ code: 'server-unreachable', retry: 'later' });
    await expect(move()).rejects.toMatchObject({ code: 'server-unreachable', retry: 'later' });
    expect([kinds(), await marked()]).toEqual([['create'], undefined]);
  });

  it('claims no copy that stood there before', async () => {
    const young = await aMove((harness) => copyAll(harness, 1));
    await expect(young.move()).rejects.toMatchObject({ code: 'server-unreachable', retry: 'later' });
    expect([young.kinds(), await young.marked()]).toEqual([[], undefined]);
    // One that is older than any try of this restore is somebody else's.
    const old = await aMove((harness) => copyAll(harness, 48));
    const written = await old.move();
    expect([old.kinds(), await old.marked()]).toEqual([['create', 'update'], written?.key]);
  });

  it('shows nothing of what lies there that a copy would not have', async () => {
    const harness = await start();
    for (const name of ['Contacts', 'Calendar']) {
      const { item } = await deleteOne(harness, name);
      const lying = (await readCollection(harness.connector, await harness.collection('Deleted Items'))).upserts.get(item.key);
      const lost = differingProperties('graph-json', lying?.raw ?? Buffer.from(''), item.raw).filter(({ kind }) => kind !== 'added');
      expect([name, lost]).toEqual([name, []]);
    }
  });

  it('leaves meetings and tasks where they are', async () => {
    const { connector, collection } = await start();
    const lying = await readCollection(connector, await collection('Deleted Items'));
    const found = await connector.findSetAside?.([...lying.upserts.values()], signal);
    const kinds = [...lying.upserts.values()].filter(({ key }) => found?.has(key)).map(({ raw }) => readGraph(raw, context).kind);
    expect(kinds.sort()).toEqual(['contact', 'contact']);
    const meeting = [...lying.upserts.values()].find(({ raw }) => readGraph(raw, context).kind === 'event');
    await expect(connector.move?.(await collection('Deleted Items'), meeting?.key ?? '', await collection('Calendar'), meeting?.version ?? '', 'm', signal)).rejects.toMatchObject({ code: 'would-notify' });
  });
});

function fieldsOf(item: FetchedItem) {
  return readGraph(item.raw, context).fields.filter(({ field, text }) => !/^(?:participants|organizer|uid)/.test(field) && !text.includes('SyncTrace'));
}
