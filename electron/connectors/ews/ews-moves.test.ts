import { afterEach, describe, expect, it } from 'vitest';
import { soapFault } from '../../demo/exchange-server/ews/xml.ts';
import { emptyDraft } from '../../demo/exchange-server/mailbox/item.ts';
import { type ExchangeServer, startExchangeServer } from '../../demo/exchange-server/start-exchange-server.ts';
import { readCollection } from '../../testing/connector-harness.ts';
import { createHurriedClock } from '../../testing/hurried-clock.ts';
import { startRefusingFront } from '../../testing/refusing-front.ts';
import type { Collection, Connector } from '../connector.ts';
import { createEwsConnector } from './create-ews-connector.ts';

const { signal } = new AbortController();
const BY = { name: 'a program', request: null };
const closing: { close(): Promise<void> }[] = [];
afterEach(async () => {
  await Promise.all(closing.splice(0).map((one) => one.close()));
});

describe('Deleted Items over EWS', () => {
  it('hold contacts, events and tasks, and no mail or meeting requests', async () => {
    const { connector, server, named } = await start([]);
    const folder = server.mailbox.folders.named('deleteditems');
    const before = (await readCollection(connector, named('Deleted Items'))).upserts.size;
    for (const itemClass of ['IPM.Note', 'IPM.Schedule.Meeting.Request', 'IPM.StickyNote', 'IPM.Contact.Custom', 'IPM.DistList']) server.mailbox.create(folder, emptyDraft(itemClass), BY);
    const reading = await readCollection(connector, named('Deleted Items'));
    expect([reading.upserts.size - before, reading.checkpoint.complete]).toEqual([2, true]);
    expect(new Set([...reading.upserts.values()].map(({ state }) => state))).toEqual(new Set(['deleted']));
  });

  it('hold folders with what was in them', async () => {
    const { connector, server } = await start([]);
    const { folders } = server.mailbox;
    folders.update(folders.children(folders.named('contacts').number)[0] ?? folders.named('contacts'), { parent: folders.named('deleteditems').number });
    const collections = await connector.collections(signal);
    expect(collections.filter(({ state }) => state === 'deleted').map(({ name, readOnly }) => [name, readOnly])).toEqual([['Deleted Items/Suppliers', true], ['Deleted Items', true]]);
  });
});

describe('bringing back what the server does not move', () => {
  it('puts the exported stream into the folder, marked, and leaves the other where it is', async () => {
    const { connector, server, named } = await start([/<m:MoveItem>/]);
    const { found, folder, lostNumber } = await loseOne(connector, server, named);
    const marker = connector.keyFor(folder, 'lost');
    const moved = await connector.move?.(found.collection, found.item.key, folder, found.item.version, marker, signal);
    const back = (await connector.fetch(folder, [marker], signal)).get(marker);
    expect(back?.key).toBe(moved?.key);
    expect(server.log.changes().filter(({ kind }) => kind === 'create').at(-1)).toMatchObject({ to: 'contacts' });
    expect(server.mailbox.itemByNumber(lostNumber)?.folder).toBe(server.mailbox.folders.named('recoverableitemsdeletions').number);
  });

  it('marks an item after its move where it may not be changed before', async () => {
    let refusals = 0;
    const { connector, server, named } = await start([/<m:UpdateItem/], () => (refusals += 1) <= 1);
    const { found, folder, lostNumber } = await loseOne(connector, server, named);
    const marker = connector.keyFor(folder, 'lost');
    const moved = await connector.move?.(found.collection, found.item.key, folder, found.item.version, marker, signal);
    expect((await connector.fetch(folder, [marker], signal)).get(marker)?.key).toBe(moved?.key);
    expect(server.mailbox.itemByNumber(lostNumber)?.folder).toBe(server.mailbox.folders.named('contacts').number);
  });
});

async function loseOne(connector: Connector, server: ExchangeServer, named: (name: string) => Collection) {
  const folder = named('Contacts');
  const before = await readCollection(connector, folder);
  const [lost] = server.mailbox.itemsIn(server.mailbox.folders.named('contacts').number);
  if (lost === undefined) throw new Error('no item');
  server.mailbox.delete(lost, 'SoftDelete', BY);
  const after = await readCollection(connector, folder, before.known);
  const gone = [...before.upserts.values()].find((item) => after.known.versionOf(item.key) === undefined);
  const found = gone === undefined ? undefined : (await connector.findSetAside?.([gone], signal))?.get(gone.key);
  if (found === undefined) throw new Error('not found');
  return { found, folder, lostNumber: lost.number };
}

/** A server that refuses requests with certain words in them, as an administrator's policy does. */
async function start(refused: readonly RegExp[], isRefused: () => boolean = () => true): Promise<{ readonly server: ExchangeServer; readonly connector: Connector; readonly named: (name: string) => Collection }> {
  const clock = createHurriedClock();
  const server = await startExchangeServer({ clock, schemes: ['basic'], sample: { contacts: 16, events: 5, tasks: 3 } });
  const front = await startRefusingFront(server.url, (body) => (refused.some((words) => words.test(body)) && isRefused() ? { status: 500, body: soapFault('ErrorMoveCopyFailed', 'no') } : undefined));
  const connector = createEwsConnector(
    { url: `${front.url}/EWS/Exchange.asmx`, user: 'user@example.test', secret: () => Promise.resolve({ type: 'password', password: 'pass' }) },
    { clock, log: { debug: () => undefined, info: () => undefined, warn: () => undefined } },
  );
  closing.push(connector, front, server);
  const collections = await connector.collections(signal);
  const named = (name: string) => {
    const collection = collections.find((one) => one.name === name);
    if (collection === undefined) throw new Error(`no folder ${name}`);
    return collection;
  };
  return { server, connector, named };
}
