import { afterEach, describe, expect, it } from 'vitest';
import { AppError } from '../../../shared/errors.ts';
import { readRaw } from '../../core/read-raw.ts';
import { readCollection } from '../../testing/connector-harness.ts';
import { type EwsMailbox, startEwsMailbox } from '../../testing/ews-mailbox.ts';
import type { FetchedItem } from '../connector.ts';

const { signal } = new AbortController();
const closing: { close(): Promise<void> }[] = [];
afterEach(async () => {
  await Promise.all(closing.splice(0).map((one) => one.close()));
});

describe('putting back what was lost over EWS', () => {
  it.each(['Contacts', 'Calendar', 'Tasks'])('makes every item of %s anew as it was, and tells nobody', async (name) => {
    const { connector, server, named } = await start({ sample: { contacts: 40, events: 20, tasks: 10 } });
    const folder = named(name);
    const before = await readCollection(connector, folder);
    for (const item of before.upserts.values()) await connector.delete(folder, item.key, item.version, signal);
    for (const [key, item] of before.upserts) {
      const wantedKey = connector.keyFor(folder, key);
      const { key: made } = await connector.create(folder, { wantedKey, format: 'ews-xml', raw: item.raw }, signal);
      const standing = (await connector.fetch(folder, [wantedKey], signal)).get(wantedKey);
      expect(standing?.key).toBe(made);
      expect(fieldsOf(standing)).toEqual(fieldsOf(item));
    }
    expect((await readCollection(connector, folder)).upserts.size).toBe(before.upserts.size);
    expect(server.log.notifications()).toEqual([]);
  });

  it.each(['Contacts', 'Calendar', 'Tasks'])('changes items of %s back, property by property, and tells nobody', async (name) => {
    const { connector, server, named } = await start({ sample: { contacts: 16, events: 10, tasks: 6 } });
    const folder = named(name);
    const items = [...(await readCollection(connector, folder)).upserts.values()];
    for (const [at, item] of items.entries()) {
      const other = items[(at + 1) % items.length] ?? item;
      const changed = await connector.update(folder, item.key, { format: 'ews-xml', raw: other.raw }, item.version, signal);
      const between = (await connector.fetch(folder, [changed.key], signal)).get(changed.key);
      expect(fieldsOf(between)).toEqual(fieldsOf(other));
      await connector.update(folder, item.key, { format: 'ews-xml', raw: item.raw }, between?.version ?? '', signal);
      expect(fieldsOf((await connector.fetch(folder, [item.key], signal)).get(item.key))).toEqual(fieldsOf(item));
    }
    expect(server.log.notifications()).toEqual([]);
  });

  it('refuses to write over what changed meanwhile', async () => {
    const { connector, named, server } = await start();
    const folder = named('Contacts');
    const [item] = (await readCollection(connector, folder)).upserts.values();
    if (item === undefined) throw new Error('no item');
    const [newer] = server.mailbox.itemsIn(server.mailbox.folders.named('contacts').number);
    if (newer === undefined) throw new Error('no item');
    const stale = `${item.version}x`;
    expect(await codeOf(connector.update(folder, item.key, { format: 'ews-xml', raw: item.raw }, stale, signal))).toBe('write-conflict');
    expect(await codeOf(connector.delete(folder, item.key, stale, signal))).toBe('write-conflict');
    const wantedKey = connector.keyFor(folder, 'one');
    await connector.create(folder, { wantedKey, format: 'ews-xml', raw: item.raw }, signal);
    expect(await codeOf(connector.create(folder, { wantedKey, format: 'ews-xml', raw: item.raw }, signal))).toBe('write-conflict');
  });

  it.each(['MoveToDeletedItems', 'SoftDelete', 'HardDelete'] as const)('finds again what was lost by %s, and brings the same item back', async (disposal) => {
    const { connector, server, named } = await start();
    const folder = named('Calendar');
    const before = await readCollection(connector, folder);
    const [lost] = server.mailbox.itemsIn(server.mailbox.folders.named('calendar').number);
    if (lost === undefined) throw new Error('no item');
    server.mailbox.delete(lost, disposal, { name: 'a program', request: null });
    const after = await readCollection(connector, folder, before.known);
    const gone = [...before.upserts.values()].find((item) => !after.known.versionOf(item.key));
    if (gone === undefined) throw new Error('nothing gone');
    const found = (await connector.findSetAside?.([gone], signal))?.get(gone.key);
    expect([found?.item.state, fieldsOf(found?.item)]).toEqual([disposal === 'MoveToDeletedItems' ? 'deleted' : 'recoverable', fieldsOf(gone)]);
    const marker = connector.keyFor(folder, gone.key);
    if (found === undefined) throw new Error('not found');
    expect(await codeOf(connector.move?.(found.collection, found.item.key, folder, 'stale', marker, signal))).toBe('write-conflict');
    const moved = await connector.move?.(found.collection, found.item.key, folder, found.item.version, marker, signal);
    const back = (await connector.fetch(folder, [marker], signal)).get(marker);
    expect([back?.key, fieldsOf(back)]).toEqual([moved?.key, fieldsOf(gone)]);
    expect(server.log.changes().at(-1)).toMatchObject({ kind: 'move', number: lost.number, to: 'calendar' });
    expect(server.log.notifications()).toEqual([]);
  });

  it('finds items by the UID that their bodies have', async () => {
    const { connector, named } = await start();
    for (const name of ['Contacts', 'Calendar', 'Tasks']) {
      const folder = named(name);
      const items = [...(await readCollection(connector, folder)).upserts.values()];
      const uids = items.map((item) => uidOf(item));
      const found = await connector.findByUid(folder, [...uids, 'not there'], signal);
      expect([...found].map(([uid, keys]) => [uid, ...keys])).toEqual(expect.arrayContaining(items.map((item) => [uidOf(item), item.key])));
      expect(found.size).toBe(items.length);
    }
  });
});

const context = { digest: (bytes: Uint8Array) => Buffer.from(bytes).toString('base64') };

function fieldsOf(item: FetchedItem | undefined): unknown {
  if (item === undefined) return undefined;
  const { kind, title, fields } = readRaw(item.format, item.raw, context);
  return { kind, title, fields };
}

function uidOf(item: FetchedItem): string {
  return readRaw(item.format, item.raw, context).uid ?? '';
}

async function codeOf(attempt: Promise<unknown> | undefined): Promise<unknown> {
  return attempt?.then(
    () => 'done',
    (error: unknown) => (error instanceof AppError ? error.code : error),
  );
}

async function start(options: Parameters<typeof startEwsMailbox>[0] = {}): Promise<EwsMailbox> {
  const mailbox = await startEwsMailbox(options);
  closing.push(mailbox);
  return mailbox;
}
