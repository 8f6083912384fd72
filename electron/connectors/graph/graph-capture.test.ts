import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { readGraph } from '../../core/graph/read.ts';
import { PROP } from '../../demo/exchange-server/mailbox/known-properties.ts';
import { draftOf } from '../../demo/exchange-server/mailbox/item.ts';
import { readAnew, readCollection } from '../../testing/connector-harness.ts';
import { useGraph } from '../../testing/graph-suite.ts';

const { signal } = new AbortController();
const BY = { name: 'Sync', request: null };
const context = { digest: (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex') };
const { start } = useGraph();

describe('capturing a mailbox over Graph', () => {
  it('says what the service can do and what it does not show', async () => {
    const { connector } = await start();
    expect(await connector.probe(signal)).toMatchObject({ canWrite: true, incremental: true, scheduling: 'strip-only', keys: 'given', undelete: 'copy', product: 'exchange-online' });
    const { notCaptured } = await connector.probe(signal);
    expect(notCaptured).toEqual(expect.arrayContaining(['recoverable-items-not-shown', 'deleted-items-partly-shown']));
  });

  it('finds every folder, nested ones by their path, and Deleted Items', async () => {
    const { connector, server } = await start();
    const contacts = server.mailbox.folders.named('contacts');
    const [suppliers] = server.mailbox.folders.children(contacts.number);
    if (suppliers === undefined) throw new Error('no folder');
    server.mailbox.folders.create(suppliers.number, 'Abroad', 'IPF.Contact');
    expect((await connector.collections(signal)).map(({ name, kinds, state }) => [name, kinds.join(), state ?? 'live'])).toEqual([
      ['Contacts', 'contact', 'live'], ['Contacts/Suppliers', 'contact', 'live'], ['Contacts/Suppliers/Abroad', 'contact', 'live'],
      ['Calendar', 'event', 'live'], ['Tasks', 'task', 'live'], ['Deleted Items', 'contact,event,task', 'deleted'],
    ]);
  });

  it('leaves Deleted Items out where this account may not use the API that shows them', async () => {
    const { connector, fail } = await start();
    fail({ fault: 'forbidden', operation: 'GET /v1.0/me/settings/exchange' });
    expect((await connector.collections(signal)).some(({ state }) => state === 'deleted')).toBe(false);
    expect(await connector.probe(signal)).toMatchObject({ undelete: 'none', notCaptured: expect.arrayContaining(['deleted-items-not-shown']) as unknown });
  });

  it('keeps the text of every item as the server sent it, readable, with its MAPI properties', async () => {
    const { connector, collection, server } = await start();
    const reading = await readCollection(connector, await collection('Contacts'));
    expect([reading.upserts.size, reading.checkpoint.complete, reading.checkpoint.listing]).toEqual([server.mailbox.countIn(server.mailbox.folders.named('contacts').number), true, 'full']);
    for (const item of reading.upserts.values()) {
      const record = readGraph(item.raw, context);
      expect(record.kind).toBe('contact');
      expect(record.traces).toContainEqual({ namespace: 'mapi', name: 'PidTagCreatorName', value: 'Robin Example' });
      expect(JSON.stringify(JSON.parse(Buffer.from(item.raw).toString()))).toBe(Buffer.from(item.raw).toString());
    }
  });

  it('fetches pictures only where there are some, twenty in a request', async () => {
    const { connector, collection, server } = await start({ sample: { contacts: 400, events: 0, tasks: 0 } });
    const contacts = await collection('Contacts');
    server.log.clear();
    const reading = await readCollection(connector, contacts);
    const withPhoto = [...reading.upserts.values()].filter(({ raw }) => 'photo' in JSON.parse(Buffer.from(raw).toString().replace('@synctrace.photo', 'photo'))).length;
    const photos = server.mailbox.itemsIn(server.mailbox.folders.named('contacts').number).filter(({ attachments }) => attachments.some(({ isContactPhoto }) => isContactPhoto)).length;
    expect(withPhoto).toBe(photos);
    expect(photos).toBeGreaterThan(20);
    expect(reading.checkpoint.requests).toBe(2 + Math.ceil(photos / 20));
    expect(server.log.requests()).toHaveLength(reading.checkpoint.requests);
  });

  it('keeps a series whole: its master with exceptions and cancelled occurrences', async () => {
    const { connector, collection } = await start();
    const reading = await readCollection(connector, await collection('Calendar'));
    const events = [...reading.upserts.values()].map(({ raw }) => JSON.parse(Buffer.from(raw).toString()) as Record<string, unknown>);
    const masters = events.filter(({ type }) => type === 'seriesMaster');
    expect(masters.length).toBeGreaterThan(2);
    for (const master of masters) expect([master['exceptionOccurrences'], master['cancelledOccurrences']]).toEqual([[expect.objectContaining({ type: 'exception' })], [expect.stringMatching(/^OID\..*\.\d{4}-\d\d-\d\d$/)]]);
    expect(events.filter(({ type }) => type === 'singleInstance').length + masters.length).toBe(reading.upserts.size);
  });

  it('shows what lies in Deleted Items as records in that state', async () => {
    const { connector, collection } = await start();
    const reading = await readCollection(connector, await collection('Deleted Items'));
    const records = [...reading.upserts.values()].map((item) => [item.state, readGraph(item.raw, context)] as const);
    expect(records.map(([state, { kind }]) => [state, kind]).sort()).toEqual([['deleted', 'contact'], ['deleted', 'contact'], ['deleted', 'event'], ['deleted', 'task']]);
    expect(records.every(([, { title }]) => title !== '')).toBe(true);
  });
});

describe('capturing again over Graph', () => {
  it('asks one delta query a folder beside the listing check where nothing changed', async () => {
    const { connector, collection, server } = await start({ sample: { contacts: 2400, events: 1100, tasks: 20 } });
    for (const [name, listing, delta] of [['Contacts', 3, 1], ['Calendar', 2, 0], ['Tasks', 1, 1]] as const) {
      const one = await collection(name);
      const first = await readCollection(connector, one);
      server.log.clear();
      const again = await readCollection(connector, one, first.known);
      expect([name, again.same.size, again.upserts.size, again.checkpoint.complete]).toEqual([name, first.upserts.size, 0, true]);
      expect([name, server.log.requests().length]).toEqual([name, listing + delta]);
    }
  });

  it('reads what changed, in batches, and tells what is gone by leaving it out', async () => {
    const { connector, collection, server } = await start();
    const contacts = await collection('Contacts');
    const first = await readCollection(connector, contacts);
    const items = server.mailbox.itemsIn(server.mailbox.folders.named('contacts').number);
    for (const item of items.slice(0, 3)) server.mailbox.update(item, { ...draftOf(item), bag: new Map(item.bag).set(PROP.body, 'changed') }, BY);
    for (const item of items.slice(3, 5)) server.mailbox.delete(item, 'MoveToDeletedItems', BY);
    const again = await readCollection(connector, contacts, first.known);
    expect([again.upserts.size, again.same.size, again.known.count, again.checkpoint.complete]).toEqual([3, items.length - 5, items.length - 2, true]);
  });

  it('knows a moved item by its id in the other folder', async () => {
    const { connector, collection, server } = await start();
    const [contacts, suppliers] = [await collection('Contacts'), await collection('Contacts/Suppliers')];
    const before = await readCollection(connector, contacts);
    const [item] = server.mailbox.itemsIn(server.mailbox.folders.named('contacts').number);
    const [target] = server.mailbox.folders.children(server.mailbox.folders.named('contacts').number);
    if (item === undefined || target === undefined) throw new Error('the sample has neither');
    server.mailbox.move(item, target, BY);
    const [from, to] = [await readCollection(connector, contacts, before.known), await readCollection(connector, suppliers)];
    const moved = [...before.known.keys()].filter((key) => !from.same.has(key) && !from.upserts.has(key));
    expect(moved).toHaveLength(1);
    expect([from.checkpoint.complete, to.upserts.has(moved[0] ?? '')]).toEqual([true, true]);
    expect((await connector.fetch(contacts, moved, signal)).size).toBe(0);
  });

  it('reads everything anew where that is asked for', async () => {
    const { connector, collection } = await start();
    const calendar = await collection('Calendar');
    const first = await readCollection(connector, calendar);
    const again = await readCollection(connector, calendar, readAnew(first.known));
    expect([again.upserts.size, again.same.size]).toEqual([first.upserts.size, 0]);
  });

  it('reads a page at a time where most changed', async () => {
    const { connector, collection, server } = await start({ sample: { contacts: 1200, events: 0, tasks: 0 } });
    const contacts = await collection('Contacts');
    const first = await readCollection(connector, contacts);
    const items = server.mailbox.itemsIn(server.mailbox.folders.named('contacts').number);
    for (const item of items) server.mailbox.update(item, { ...draftOf(item), bag: new Map(item.bag).set(PROP.body, 'changed') }, BY);
    server.log.clear();
    const again = await readCollection(connector, contacts, first.known);
    expect(again.upserts.size).toBe(items.length);
    // Two pages of the delta, two of ids, two of items, the pictures.
    expect(server.log.requests().length).toBeLessThanOrEqual(6 + 6);
  });
});

describe('a folder that no list names any more', () => {
  it('is gone where it was removed, and in doubt where it may not be read', async () => {
    const { connector, collection, server, fail } = await start();
    // As a capture asks for it: with what the last snapshot kept.
    const kept = async (name: string) => ({ ...(await collection(name)), kinds: [], readOnly: true });
    const [suppliers, deleted] = [await kept('Contacts/Suppliers'), await kept('Deleted Items')];
    const { state: _state, ...lying } = deleted;
    const [folder] = server.mailbox.folders.children(server.mailbox.folders.named('contacts').number);
    if (folder !== undefined) server.mailbox.folders.remove(folder);
    await expect(readCollection(connector, suppliers)).rejects.toMatchObject({ code: 'collection-gone' });
    expect([...(await readCollection(connector, lying)).upserts.values()].every(({ state }) => state === 'deleted')).toBe(true);
    fail({ fault: 'forbidden', operation: 'GET /v1.0/admin' });
    await expect(readCollection(connector, lying)).rejects.toMatchObject({ code: 'consent-missing' });
  });

  it('is gone where a person threw it away, though it still answers by its id', async () => {
    const { connector, collection, server } = await start();
    const suppliers = { ...(await collection('Contacts/Suppliers')), kinds: [] };
    expect((await readCollection(connector, suppliers)).upserts.size).toBe(5);
    const { folders } = server.mailbox;
    const [folder] = folders.children(folders.named('contacts').number);
    if (folder !== undefined) folders.update(folder, { parent: folders.named('deleteditems').number });
    expect((await connector.collections(signal)).map(({ name }) => name)).not.toContain('Contacts/Suppliers');
    await expect(readCollection(connector, suppliers)).rejects.toMatchObject({ code: 'collection-gone' });
  });

  it('does without tasks where To Do refuses this sign-in', async () => {
    const { connector, fail } = await start();
    fail({ fault: 'forbidden', operation: 'GET /v1.0/me/todo' });
    expect((await connector.collections(signal)).map(({ name }) => name)).toEqual(['Contacts', 'Contacts/Suppliers', 'Calendar', 'Deleted Items']);
    expect((await connector.probe(signal)).notCaptured).toContain('todo-not-shown');
  });
});
