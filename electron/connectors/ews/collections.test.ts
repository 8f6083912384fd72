import { afterEach, describe, expect, it } from 'vitest';
import { type EwsMailbox, startEwsMailbox } from '../../testing/ews-mailbox.ts';

const { signal } = new AbortController();
let mailbox: EwsMailbox | undefined;
afterEach(async () => mailbox?.close());

describe('a folder of Recoverable Items that is not given', () => {
  it.each(['ErrorInternalServerTransientError', 'ErrorMailboxStoreUnavailable', 'NoError'])('ends the listing where that may pass (%s)', async (code) => {
    const { answer, connector } = await start();
    answer.code = code;
    await expect(connector.collections(signal)).rejects.toMatchObject({ retry: 'later' });
  });

  it('is asked for again where that passes', async () => {
    const { answer, connector } = await start();
    Object.assign(answer, { code: 'ErrorInternalServerTransientError', times: 2 });
    expect((await connector.collections(signal)).filter(({ state }) => state === 'recoverable')).toHaveLength(2);
  });

  it('is left out, and that is told, where it may not be opened', async () => {
    const { answer, connector } = await start();
    answer.code = 'ErrorAccessDenied';
    expect((await connector.collections(signal)).map(({ name }) => name)).not.toContain('Recoverable Items/Purges');
    expect((await connector.probe(signal)).notCaptured).toContain('recoverable-items-not-allowed');
  });
});

async function start() {
  const answer = { code: '', times: Number.POSITIVE_INFINITY };
  mailbox = await startEwsMailbox({}, {
    change(body, text) {
      if (!body.includes('<m:GetFolder>') || answer.code === '' || answer.times <= 0) return text;
      answer.times -= 1;
      const lastAt = text.lastIndexOf('<m:GetFolderResponseMessage ');
      const message = `<m:GetFolderResponseMessage ResponseClass="${answer.code === 'NoError' ? 'Success' : 'Error'}"><m:ResponseCode>${answer.code}</m:ResponseCode><m:Folders/></m:GetFolderResponseMessage>`;
      return text.slice(0, lastAt) + message + text.slice(text.lastIndexOf('</m:ResponseMessages>'));
    },
  });
  return { answer, connector: mailbox.connector };
}
