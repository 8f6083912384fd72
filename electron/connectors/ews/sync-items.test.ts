import { afterEach, describe, expect, it } from 'vitest';
import { readCollection } from '../../testing/connector-harness.ts';
import { type EwsMailbox, startEwsMailbox } from '../../testing/ews-mailbox.ts';

let mailbox: EwsMailbox | undefined;
afterEach(async () => mailbox?.close());

describe('a sync that never ends', () => {
  it.each(['', '<t:Delete><t:ItemId Id="x" ChangeKey="y"/></t:Delete>'])('is given up though each round has a state of its own (%#)', async (changes) => {
    let rounds = 0;
    mailbox = await startEwsMailbox({}, {
      refuse(body) {
        if (!body.includes('<m:SyncFolderItems>') || rounds >= 200) return undefined;
        rounds += 1;
        return { status: 200, body: round(rounds, changes) };
      },
    });
    await expect(readCollection(mailbox.connector, mailbox.named('Contacts'))).rejects.toMatchObject({ code: 'listing-contradicted', retry: 'later' });
  });
});

function round(state: number, changes: string): string {
  const message = `<m:ResponseCode>NoError</m:ResponseCode><m:SyncState>${state}</m:SyncState><m:IncludesLastItemInRange>false</m:IncludesLastItemInRange><m:Changes>${changes}</m:Changes>`;
  return `<s:Envelope xmlns:s="http://schemas.xmlsoap.org/soap/envelope/" xmlns:m="http://schemas.microsoft.com/exchange/services/2006/messages" xmlns:t="http://schemas.microsoft.com/exchange/services/2006/types"><s:Body><m:SyncFolderItemsResponse><m:ResponseMessages><m:SyncFolderItemsResponseMessage ResponseClass="Success">${message}</m:SyncFolderItemsResponseMessage></m:ResponseMessages></m:SyncFolderItemsResponse></s:Body></s:Envelope>`;
}
