import { afterEach, describe, expect, it } from 'vitest';
import { readCollection } from '../../testing/connector-harness.ts';
import { type EwsMailbox, startEwsMailbox } from '../../testing/ews-mailbox.ts';

let mailbox: EwsMailbox | undefined;
afterEach(async () => mailbox?.close());

describe('a picture whose answer is empty', () => {
  it('is named as not read, and not stored as a picture of nothing', async () => {
    mailbox = await startEwsMailbox({ sample: { contacts: 60, events: 0, tasks: 0 } }, { change: (body, answer) => (body.includes('<m:GetAttachment>') ? answer.replace(/<t:Content>[^<]*<\/t:Content>/g, '') : answer) });
    const reading = await readCollection(mailbox.connector, mailbox.named('Contacts'));
    expect(reading.unfetched.length).toBeGreaterThan(0);
    expect([new Set(reading.unfetched.map(({ code }) => code)), reading.checkpoint.complete]).toEqual([new Set(['answer-malformed']), false]);
  });
});
