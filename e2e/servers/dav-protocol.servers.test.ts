import { expect, it } from 'vitest';

import { observeProtocol, REAL_OBSERVATIONS } from '../../electron/testing/dav-protocol-check.ts';
import { describeRealServers } from './real-servers.ts';

describeRealServers('the row of requests that our own server is asked', (server) => {
  it('is answered by the real one as the notes on it say', async () => {
    const running = await server.start();
    try {
      expect(await observeProtocol(running, running.contactsUrl)).toEqual(REAL_OBSERVATIONS[server.name]);
    } finally {
      await running.stop();
    }
  });
});
