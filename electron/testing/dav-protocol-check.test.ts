import { afterEach, describe, expect, it } from 'vitest';

import { startDavServer, type DavServer } from '../demo/dav-server/start-dav-server.ts';
import { HONEST_OBSERVATION, observeProtocol } from './dav-protocol-check.ts';

const account = { user: 'zoë', password: 'pä€ß:word' };
const servers: DavServer[] = [];

afterEach(async () => {
  await Promise.all(servers.splice(0).map((server) => server.close()));
});

describe('the practice server', () => {
  it('answers the row of requests that real servers are asked as RFC 6352 and RFC 6578 say', async () => {
    const server = await startDavServer({ ...account, books: [{ path: 'contacts', name: 'Contacts', kind: 'contacts' }] });
    servers.push(server);

    expect(await observeProtocol(account, server.bookUrl('contacts'))).toEqual(HONEST_OBSERVATION);
  });
});
