import { afterEach, describe, expect, it } from 'vitest';
import { type ExchangeServer, PRACTICE_ACCOUNT, type ExchangeServerOptions, startExchangeServer } from '../../demo/exchange-server/start-exchange-server.ts';
import { readCollection } from '../../testing/connector-harness.ts';
import { createHurriedClock } from '../../testing/hurried-clock.ts';
import type { Connector } from '../connector.ts';
import { createEwsConnector } from './create-ews-connector.ts';

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

async function start(options: Partial<ExchangeServerOptions> = {}): Promise<{ readonly server: ExchangeServer; readonly connector: Connector }> {
  const clock = createHurriedClock();
  const server = await startExchangeServer({ clock, schemes: ['basic'], ...options });
  const connector = createEwsConnector(
    { url: server.ewsUrl, user: PRACTICE_ACCOUNT.user, secret: () => Promise.resolve({ type: 'password', password: PRACTICE_ACCOUNT.password }) },
    { clock, log: { debug: () => undefined, info: () => undefined, warn: () => undefined } },
  );
  closing.push(connector, server);
  return { server, connector };
}
