import { afterEach, describe, expect, it } from 'vitest';
import { readCollection } from '../../testing/connector-harness.ts';
import { type EwsMailbox, startEwsMailbox } from '../../testing/ews-mailbox.ts';

const { signal } = new AbortController();
let mailbox: EwsMailbox | undefined;
afterEach(async () => mailbox?.close());

describe('a search whose page is cut', () => {
  it('is no proof that nothing carries the marker, so that nothing is made twice', async () => {
    mailbox = await startEwsMailbox();
    const { connector, server, faults } = mailbox;
    const folder = mailbox.named('Contacts');
    const [item] = (await readCollection(connector, folder)).upserts.values();
    if (item === undefined) throw new Error('no item');
    const wantedKey = connector.keyFor(folder, 'seed');
    const sent = { wantedKey, format: 'ews-xml', raw: item.raw } as const;
    await connector.create(folder, sent, signal);
    server.log.clear();
    faults.replace({ rules: [{ fault: 'cut-page', operation: 'FindItem' }], clockSkewMs: 0 });
    const doubtful = { code: 'listing-contradicted', retry: 'later' };
    await expect(connector.create(folder, sent, signal)).rejects.toMatchObject(doubtful);
    await expect(connector.fetch(folder, [wantedKey], signal)).rejects.toMatchObject(doubtful);
    expect(server.log.changes()).toEqual([]);
  });
});
