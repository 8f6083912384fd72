import { afterEach, describe, expect, it } from 'vitest';
import { readCollection } from '../../testing/connector-harness.ts';
import { type EwsMailbox, startEwsMailbox } from '../../testing/ews-mailbox.ts';

let mailbox: EwsMailbox | undefined;
afterEach(async () => mailbox?.close());

describe('a known record that the server gives as something else', () => {
  it('is named as not read, and not taken for deleted', async () => {
    let isArmed = false;
    mailbox = await startEwsMailbox({}, { change: (body, answer) => (isArmed && body.includes('<m:GetItem>') ? answer.replaceAll('t:Contact>', 't:Message>') : answer) });
    const { connector } = mailbox;
    const folder = mailbox.named('Contacts');
    const before = await readCollection(connector, folder);
    isArmed = true;
    const reading = await readCollection(connector, folder, { ...before.known, full: true });
    expect([reading.upserts.size, reading.unfetched.length, reading.checkpoint.complete, reading.checkpoint.because]).toEqual([0, before.upserts.size, false, 'answer-malformed']);
    // What was never a record stays out without a word.
    const first = await readCollection(connector, folder);
    expect([first.upserts.size, first.unfetched, first.checkpoint.complete]).toEqual([0, [], true]);
  });
});
