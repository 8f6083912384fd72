import { afterEach, describe, expect, it } from 'vitest';
import { readCollection } from '../../testing/connector-harness.ts';
import { type EwsMailbox, startEwsMailbox } from '../../testing/ews-mailbox.ts';

const { signal } = new AbortController();
const closing: { close(): Promise<void> }[] = [];
afterEach(async () => {
  await Promise.all(closing.splice(0).map((one) => one.close()));
});

describe('capturing a mailbox over EWS', () => {
  it('finds every folder with records, and those that keep deleted ones', async () => {
    const { connector } = await start();
    const collections = await connector.collections(signal);
    expect(collections.map(({ name, kinds, state, readOnly }) => [name, kinds.join(), state ?? 'live', readOnly])).toEqual([
      ['Contacts', 'contact', 'live', false],
      ['Contacts/Suppliers', 'contact', 'live', false],
      ['Calendar', 'event', 'live', false],
      ['Tasks', 'task', 'live', false],
      ['Deleted Items', 'contact,event,task', 'deleted', true],
      ['Recoverable Items/Deletions', 'contact,event,task', 'recoverable', true],
      ['Recoverable Items/Purges', 'contact,event,task', 'recoverable', true],
    ]);
  });

  it('reads every record once, and the next time only what changed, in few requests', async () => {
    const { connector, server } = await start({ sample: { contacts: 240, events: 60, tasks: 10 } });
    const [contacts] = await connector.collections(signal);
    if (contacts === undefined) throw new Error('no folder');
    const reading = await readCollection(connector, contacts);
    expect([reading.upserts.size, reading.checkpoint.complete, reading.checkpoint.listing]).toEqual([210, true, 'full']);
    // One sync, one listing, five batches of fifty, one of pictures.
    expect(reading.checkpoint.requests).toBe(8);
    server.log.clear();
    const again = await readCollection(connector, contacts, reading.known);
    expect([again.same.size, again.upserts.size, again.checkpoint.complete]).toEqual([210, 0, true]);
    expect(server.log.requests().map(({ operation }) => operation)).toEqual(['SyncFolderItems', 'FindItem']);
  });
});

async function start(options: Parameters<typeof startEwsMailbox>[0] = {}): Promise<EwsMailbox> {
  const mailbox = await startEwsMailbox(options);
  closing.push(mailbox);
  return mailbox;
}
