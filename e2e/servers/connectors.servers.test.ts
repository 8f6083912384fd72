import { describeConnectorContract } from '../../electron/testing/connector-contract.ts';
import type { ConnectorHarness } from '../../electron/testing/connector-harness.ts';
import { type DavProtocol, bodyFor, connectDav, httpSide } from '../../electron/testing/dav-harness.ts';
import { type RealServer, describeRealServers } from './real-servers.ts';

describeRealServers('connectors', (server) => {
  for (const protocol of ['carddav', 'caldav'] as const) {
    describeConnectorContract(`a ${protocol} connector on ${server.name}`, () => startHarness(server, protocol));
  }
});

async function startHarness(server: RealServer, protocol: DavProtocol): Promise<ConnectorHarness> {
  const running = await server.start();
  const collectionUrl = protocol === 'carddav' ? running.contactsUrl : running.calendarUrl;
  const connector = connectDav(protocol, running);
  return {
    connector,
    collection: new URL(collectionUrl).pathname,
    side: httpSide(running, collectionUrl),
    body: (uid, title) => bodyFor(protocol, uid, title),
    async close() {
      await connector.close();
      await running.stop();
    },
  };
}
