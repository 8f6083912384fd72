import { expect, it } from 'vitest';

import { HONEST_OBSERVATION, observeProtocol, type ProtocolObservation, type SyncObservation } from '../../electron/testing/dav-protocol-check.ts';
import { describeRealServers, type RealServer } from './real-servers.ts';

const SYNC = HONEST_OBSERVATION.sync as SyncObservation;

/** Where each of them goes its own way. */
const DIFFERENCES: Readonly<Record<RealServer['name'], Partial<ProtocolObservation>>> = {
  radicale: { freshUpdate: 201, bytesKept: false, garbage: 400, freshDelete: 200 },
  // RFC 6578 would have it answer 403 to a token that it does not know.
  xandikos: { duplicateUid: 201, garbage: 207, sync: { ...SYNC, invalidToken: 500 } },
  sabredav: { multigetMissing: 'refused', duplicateUid: 201, sync: null },
};

describeRealServers('the row of requests that our own server is asked', (server) => {
  it('is answered by the real one as the notes on it say', async () => {
    const running = await server.start();
    try {
      expect(await observeProtocol(running, running.contactsUrl)).toEqual({ ...HONEST_OBSERVATION, ...DIFFERENCES[server.name] });
    } finally {
      await running.stop();
    }
  });
});
