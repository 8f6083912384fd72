import { afterEach, describe, expect, it } from 'vitest';
import type { Known } from '../connector.ts';
import { readCollection } from '../../testing/connector-harness.ts';
import { type EwsMailbox, startEwsMailbox } from '../../testing/ews-mailbox.ts';

let mailbox: EwsMailbox | undefined;
afterEach(async () => mailbox?.close());

describe('an exception of a series that is not found any more', () => {
  it('is asked for again with its series before the series is taken without it', async () => {
    const { before, recapture } = await start(1);
    const { texts, reading } = await recapture();
    expect([texts, reading.checkpoint.complete]).toEqual([before, true]);
  });

  it('is left out where the same series lacks it each time', async () => {
    const { before, recapture } = await start(Number.POSITIVE_INFINITY);
    const { texts, reading } = await recapture();
    expect([texts.length, reading.unfetched, reading.checkpoint.complete]).toEqual([before.length, [], true]);
    expect(texts.join('')).not.toContain('>Exception<');
  });

  it('leaves the series unread where that changes each time', async () => {
    const { recapture, series } = await start(Number.POSITIVE_INFINITY, (answer) => answer.replace(/ChangeKey="/g, () => `ChangeKey="${(versions += 1)}`));
    const { reading } = await recapture();
    expect([reading.unfetched.map(({ key }) => key).sort(), reading.checkpoint.complete, reading.checkpoint.because]).toEqual([series, false, 'listing-contradicted']);
  });
});

let versions = 0;

/** A calendar whose server has lost the exceptions of its series, so many times. */
async function start(times: number, change: (answer: string) => string = (answer) => answer) {
  let left = 0;
  mailbox = await startEwsMailbox({ sample: { contacts: 0, events: 12, tasks: 0 } }, {
    change(body, answer) {
      if (!body.includes('<m:GetItem>') || left <= 0) return answer;
      if (!answer.includes('>Exception<')) return change(answer);
      left -= 1;
      return answer.replace(/<m:GetItemResponseMessage .*?<\/m:GetItemResponseMessage>/gs, (message) => (message.includes('>Exception<') ? LOST : message));
    },
  });
  const { connector } = mailbox;
  const folder = mailbox.named('Calendar');
  const first = await readCollection(connector, folder);
  const textsOf = (items: Iterable<{ readonly raw: Uint8Array }>) => [...items].map(({ raw }) => Buffer.from(raw).toString('utf8')).sort();
  const full: Known = { ...first.known, full: true };
  return {
    before: textsOf(first.upserts.values()),
    series: [...first.upserts.values()].filter(({ raw }) => Buffer.from(raw).includes('>Exception<')).map(({ key }) => key).sort(),
    async recapture() {
      left = times;
      const reading = await readCollection(connector, folder, full);
      return { reading, texts: textsOf(reading.upserts.values()) };
    },
  };
}

const LOST = '<m:GetItemResponseMessage ResponseClass="Error"><m:ResponseCode>ErrorItemNotFound</m:ResponseCode><m:Items/></m:GetItemResponseMessage>';
