import { expect, it } from 'vitest';

import { aCard } from '../../electron/testing/builders.ts';
import { describeConnectorContract } from '../../electron/testing/connector-contract.ts';
import { type ConnectorHarness, readCollection } from '../../electron/testing/connector-harness.ts';
import { type DavProtocol, connectDav, davItems, httpSide } from '../../electron/testing/dav-harness.ts';
import { type RealServer, describeRealServers } from './real-servers.ts';

describeRealServers('connectors', (server) => {
  for (const protocol of ['carddav', 'caldav'] as const) {
    describeConnectorContract(`a ${protocol} connector on ${server.name}`, () => startHarness(server, protocol));
  }

  it('reads items whatever their names, and a card of many lines to the byte', async () => {
    const harness = await startHarness(server, 'carddav');
    try {
      const names = ['noext9', '7ce3a46c0b9bc640', 'upper.VCF', 'a#b.vcf', 'ü.vcf'];
      for (const [index, name] of names.entries()) await harness.side.put(name, aCard({ uid: `uid-${index}`, note: 'Zeile eins\nZeile zwei; „mit“ Komma, und 😀 '.repeat(20) }));
      const [book] = (await harness.connector.collections(new AbortController().signal)).filter((collection) => collection.id === harness.collection);
      if (book === undefined) throw new Error('no address book');
      const reading = await readCollection(harness.connector, book);
      const read = [...reading.upserts].map(([key, item]) => [key.slice(book.id.length), Buffer.from(item.raw).toString()]);
      expect(Object.fromEntries(read)).toEqual(Object.fromEntries(await Promise.all(names.map(async (name) => [name, (await harness.side.read(name))?.toString()]))));
      expect(reading.checkpoint.complete).toBe(true);
    } finally {
      await harness.close();
    }
  });
});

async function startHarness(server: RealServer, protocol: DavProtocol): Promise<ConnectorHarness> {
  const running = await server.start();
  const collectionUrl = protocol === 'carddav' ? running.contactsUrl : running.calendarUrl;
  const connector = connectDav(protocol, running);
  return {
    connector,
    collection: new URL(collectionUrl).pathname,
    ...davItems(protocol),
    side: httpSide(running, collectionUrl),
    async close() {
      await connector.close();
      await running.stop();
    },
  };
}
