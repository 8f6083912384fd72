import { afterEach, describe, expect, it } from 'vitest';
import { readCollection } from '../../testing/connector-harness.ts';
import { type EwsMailbox, startEwsMailbox } from '../../testing/ews-mailbox.ts';

const { signal } = new AbortController();
let mailbox: EwsMailbox | undefined;
afterEach(async () => mailbox?.close());

describe('an occurrence that was put to another time', () => {
  it('is changed once more where it stands', async () => {
    const { connector, folder, series, text } = await startWithSeries(isMoved);
    const wanted = text.replaceAll(/<t:Subject>[^<]*/g, '<t:Subject>Put elsewhere');
    await connector.update(folder, series.key, { format: 'ews-xml', raw: Buffer.from(wanted) }, series.version, signal);
    const standing = Buffer.from((await connector.fetch(folder, [series.key], signal)).get(series.key)?.raw ?? []).toString('utf8');
    expect(timesIn(standing)).toEqual(timesIn(text));
    expect(new Set(standing.match(/<t:Subject>[^<]*/g))).toEqual(new Set(['<t:Subject>Put elsewhere']));
  });
});

function isMoved(text: string): boolean {
  return text.split('<t:CalendarItem').slice(2).some((part) => /<t:OriginalStart>([^<]*)/.exec(part)?.[1] !== /<t:Start>([^<]*)/.exec(part)?.[1]);
}

function timesIn(text: string): readonly string[] {
  return text.match(/<t:(?:OriginalStart|Start|End)>[^<]*/g) ?? [];
}

async function startWithSeries(wanted: (text: string) => boolean) {
  mailbox = await startEwsMailbox({ sample: { contacts: 0, events: 60, tasks: 0 } });
  const { connector } = mailbox;
  const folder = mailbox.named('Calendar');
  for (const series of (await readCollection(connector, folder)).upserts.values()) {
    const text = Buffer.from(series.raw).toString('utf8');
    if (text.includes('>Exception<') && wanted(text)) return { connector, folder, series, text };
  }
  throw new Error('no such series');
}
