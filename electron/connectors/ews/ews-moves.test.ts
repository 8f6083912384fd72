import { afterEach, describe, expect, it } from 'vitest';
import type { AppError } from '../../../shared/errors.ts';
import { soapFault } from '../../demo/exchange-server/ews/xml.ts';
import { emptyDraft } from '../../demo/exchange-server/mailbox/item.ts';
import { readCollection } from '../../testing/connector-harness.ts';
import { type EwsMailbox, startEwsMailbox } from '../../testing/ews-mailbox.ts';

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

describe('bringing back a group', () => {
  it('marks it as the group that it is, which a server insists on', async () => {
    const bodies: string[] = [];
    const mailbox = await start([/<m:UpdateItem/], (body) => bodies.push(body) < 0);
    const { connector, server, named } = mailbox;
    const group = server.mailbox.create(server.mailbox.folders.named('deleteditems'), emptyDraft('IPM.DistList'), BY);
    const folder = named('Deleted Items');
    const item = [...(await readCollection(connector, folder)).upserts.values()].find(({ raw }) => Buffer.from(raw).includes('<t:DistributionList'));
    if (item === undefined) throw new Error('no group');
    await connector.move?.(folder, item.key, named('Contacts'), item.version, connector.keyFor(named('Contacts'), 'group'), signal);
    expect(bodies.map((body) => /<t:ExtendedFieldURI [^>]*\/><(t:\w+)>/.exec(body)?.[1])).toEqual(['t:DistributionList']);
    expect(server.mailbox.itemByNumber(group.number)?.folder).toBe(server.mailbox.folders.named('contacts').number);
  });
});

describe('bringing back what the server does not move', () => {
  it('puts the exported stream into the folder, marked, and leaves the other where it is', async () => {
    const mailbox = await start([/<m:MoveItem>/]);
    const { connector, server } = mailbox;
    const { found, folder, lostNumber } = await loseOne(mailbox);
    const marker = connector.keyFor(folder, 'lost');
    const moved = await connector.move?.(found.collection, found.item.key, folder, found.item.version, marker, signal);
    const back = (await connector.fetch(folder, [marker], signal)).get(marker);
    expect(back?.key).toBe(moved?.key);
    expect(server.log.changes().filter(({ kind }) => kind === 'create').at(-1)).toMatchObject({ to: 'contacts' });
    expect(server.mailbox.itemByNumber(lostNumber)?.folder).toBe(server.mailbox.folders.named('recoverableitemsdeletions').number);
  });

  it('marks an item after its move where it may not be changed before', async () => {
    let refusals = 0;
    const mailbox = await start([/<m:UpdateItem/], () => (refusals += 1) <= 1);
    const { connector, server } = mailbox;
    const { found, folder, lostNumber } = await loseOne(mailbox);
    const marker = connector.keyFor(folder, 'lost');
    const moved = await connector.move?.(found.collection, found.item.key, folder, found.item.version, marker, signal);
    expect((await connector.fetch(folder, [marker], signal)).get(marker)?.key).toBe(moved?.key);
    expect(server.mailbox.itemByNumber(lostNumber)?.folder).toBe(server.mailbox.folders.named('contacts').number);
  });

  it.each([
    ['marked before', [/<m:MoveItem>/], 'done'],
    ['never marked', [/<m:MoveItem>/, /<m:UpdateItem/], 'write-conflict'],
  ] as const)('puts no second one there after a lost reply (%s)', async (_what, refused, end) => {
    const mailbox = await start(refused);
    const { connector, server, faults, named } = mailbox;
    const { found, folder } = await loseOne(mailbox);
    const marker = connector.keyFor(folder, 'lost');
    const move = async () => {
      const lying = (await connector.fetch(found.collection, [found.item.key], signal)).get(found.item.key);
      return connector.move?.(found.collection, found.item.key, folder, lying?.version ?? '', marker, signal);
    };
    faults.replace({ rules: [{ fault: 'lost-reply', operation: 'UploadItems', times: 1 }], clockSkewMs: 0 });
    await expect(move()).rejects.toMatchObject({ code: 'server-unreachable', retry: 'later' });
    const standing = await readCollection(connector, named('Contacts'));
    const again = await move().then((moved) => (standing.upserts.has(moved?.key ?? '') ? 'done' : 'elsewhere'), (error: unknown) => (error as AppError).code);
    expect(again).toBe(end);
    expect(server.log.changes().filter(({ kind, to }) => kind === 'create' && to === 'contacts')).toHaveLength(1);
  });
});

describe('moving what is in use', () => {
  it('makes no copy where the move is refused: two would stand then', async () => {
    const { connector, server, named } = await start([/<m:MoveItem>/]);
    for (const to of ['Contacts/Suppliers', 'Deleted Items']) {
      const [item] = (await readCollection(connector, named('Contacts'))).upserts.values();
      if (item === undefined) throw new Error('no item');
      const moving = connector.move?.(named('Contacts'), item.key, named(to), item.version, connector.keyFor(named(to), 'moved'), signal);
      await expect(moving).rejects.toMatchObject({ code: 'write-refused' });
    }
    expect(server.log.changes().filter(({ kind }) => kind === 'create' || kind === 'copy' || kind === 'move')).toEqual([]);
  });
});

async function loseOne({ connector, server, named }: EwsMailbox) {
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
async function start(refused: readonly RegExp[], isRefused: (body: string) => boolean = () => true): Promise<EwsMailbox> {
  const refuse = (body: string) => (refused.some((words) => words.test(body)) && isRefused(body) ? { status: 500, body: soapFault('ErrorMoveCopyFailed', 'no') } : undefined);
  const mailbox = await startEwsMailbox({ sample: { contacts: 16, events: 5, tasks: 3 } }, { refuse });
  closing.push(mailbox);
  return mailbox;
}
