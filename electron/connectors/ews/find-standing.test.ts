import { afterEach, describe, expect, it } from 'vitest';
import { readCollection } from '../../testing/connector-harness.ts';
import { type EwsMailbox, startEwsMailbox } from '../../testing/ews-mailbox.ts';

const { signal } = new AbortController();
let mailbox: EwsMailbox | undefined;
afterEach(async () => mailbox?.close());

describe('an item whose answer does not say where it lies', () => {
  it('never counts as gone', async () => {
    mailbox = await startEwsMailbox({}, { change: (body, answer) => (body.includes('<m:GetItem>') ? answer.replace(/<t:ParentFolderId [^>]*>/g, '') : answer) });
    const { connector, server } = mailbox;
    const folder = mailbox.named('Contacts');
    const [item] = (await readCollection(connector, folder)).upserts.values();
    if (item === undefined) throw new Error('no item');
    server.log.clear();
    await expect(connector.fetch(folder, [item.key], signal)).rejects.toMatchObject({ code: 'answer-malformed' });
    await expect(connector.delete(folder, item.key, item.version, signal)).rejects.toMatchObject({ code: 'answer-malformed' });
    expect(server.log.changes()).toEqual([]);
  });
});
