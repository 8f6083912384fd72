import { describe, expect, it } from 'vitest';
import { PROP } from '../../demo/exchange-server/mailbox/known-properties.ts';
import { draftOf } from '../../demo/exchange-server/mailbox/item.ts';
import { readCollection } from '../../testing/connector-harness.ts';
import { useGraph } from '../../testing/graph-suite.ts';

const { signal } = new AbortController();
const BY = { name: 'Sync', request: null };
const { start } = useGraph();

const SOME = { sample: { contacts: 1500, events: 30, tasks: 5 } };

describe('a Graph service that is overloaded or cut off', () => {
  it('is left alone for as long as it asks, and read whole', async () => {
    const { connector, collection, fail, clock, server } = await start();
    const contacts = await collection('Contacts');
    fail({ fault: 'busy', backOffMs: 25_925, times: 2 });
    const reading = await readCollection(connector, contacts);
    expect([reading.checkpoint.complete, reading.upserts.size]).toEqual([true, server.mailbox.countIn(server.mailbox.folders.named('contacts').number)]);
    expect(clock.waits().filter((ms) => ms >= 26_000)).toHaveLength(2);
  });

  it('is asked again only for the parts of a batch that it put off', async () => {
    const { connector, collection, fail, clock, server } = await start();
    const contacts = await collection('Contacts');
    const first = await readCollection(connector, contacts);
    for (const item of server.mailbox.itemsIn(server.mailbox.folders.named('contacts').number).slice(0, 8)) server.mailbox.update(item, { ...draftOf(item), bag: new Map(item.bag).set(PROP.body, 'x') }, BY);
    server.log.clear();
    fail({ fault: 'busy-inside', operation: 'POST /v1.0/$batch', backOffMs: 7_000 });
    const again = await readCollection(connector, contacts, first.known);
    expect([again.upserts.size, again.checkpoint.complete]).toEqual([8, true]);
    // 8 parts, then 4, 2 and 1; a lone one is not put off.
    const sizes = server.log.requests().filter(({ path }) => path.endsWith('/$batch')).map(({ requestBytes }) => requestBytes);
    expect(sizes.slice(0, 4).every((size, index) => index === 0 || size < (sizes[index - 1] ?? 0) * 0.6)).toBe(true);
    expect(clock.waits().filter((ms) => ms === 7_000).length).toBeGreaterThanOrEqual(3);
  });

  it('is never sent more than four requests at a time', async () => {
    const { connector, collection, server, fail } = await start();
    const contacts = await collection('Contacts');
    server.log.clear();
    fail({ fault: 'stall' });
    const own = new AbortController();
    const fetches = Array.from({ length: 12 }, (_, at) => connector.fetch(contacts, [String(at)], own.signal));
    for (let turns = 0; turns < 1000 && server.log.requests().length < 4; turns += 1) await new Promise((resolve) => setImmediate(resolve));
    for (let turns = 0; turns < 50; turns += 1) await new Promise((resolve) => setImmediate(resolve));
    expect(server.log.requests()).toHaveLength(4);
    own.abort(new Error('stop'));
    expect((await Promise.allSettled(fetches)).map(({ status }) => status)).toEqual(Array.from({ length: 12 }, () => 'rejected'));
  });

  it('loses nothing by connections that break and answers that are cut off', async () => {
    const { connector, collection, fail, server } = await start(SOME);
    const contacts = await collection('Contacts');
    fail({ fault: 'reset', skip: 1, times: 2 }, { fault: 'cut-off', skip: 2, times: 2 }, { fault: 'status', status: 502, skip: 3, times: 1 });
    const reading = await readCollection(connector, contacts);
    expect([reading.checkpoint.complete, reading.upserts.size]).toEqual([true, server.mailbox.countIn(server.mailbox.folders.named('contacts').number)]);
  });

  it('is given up within a moment when the user cancels', async () => {
    const { connector, collection, fail } = await start();
    const contacts = await collection('Contacts');
    fail({ fault: 'stall' });
    const own = new AbortController();
    const reading = readCollection(connector, contacts, undefined, own.signal);
    setImmediate(() => own.abort(new Error('stop')));
    await expect(reading).rejects.toThrow('stop');
  });

  it('falls back to single items where a page fails again and again', async () => {
    const { connector, collection, fail, server } = await start();
    const contacts = await collection('Contacts');
    const path = `GET /v1.0/me/contactFolders/${encodeURIComponent(contacts.id)}/contacts`;
    // The delta query passes, the page of whole items does not.
    fail({ fault: 'status', status: 500, operation: path, skip: 1, times: 2 });
    const reading = await readCollection(connector, contacts);
    expect([reading.checkpoint.complete, reading.upserts.size]).toEqual([true, server.mailbox.countIn(server.mailbox.folders.named('contacts').number)]);
  });
});

describe('a Graph service that does not tell all', () => {
  it('is not believed where a page was cut: nothing counts as gone', async () => {
    for (const name of ['Contacts', 'Calendar', 'Tasks', 'Deleted Items']) {
      const { connector, collection, fail } = await start(SOME);
      const one = await collection(name);
      const first = await readCollection(connector, one);
      fail({ fault: 'cut-page', operation: 'GET /v1.0' });
      const again = await readCollection(connector, one, first.known);
      expect([name, again.checkpoint.complete, again.checkpoint.because, again.known.count]).toEqual([name, false, 'listing-contradicted', first.known.count]);
      fail();
      const last = await readCollection(connector, one, again.known);
      expect([name, last.checkpoint.complete, last.known.count]).toEqual([name, true, first.known.count]);
    }
  });

  it('makes no first capture look whole that is not', async () => {
    for (const name of ['Contacts', 'Calendar', 'Tasks', 'Deleted Items']) {
      const { connector, collection, fail, server } = await start(SOME);
      const one = await collection(name);
      const whole = (await readCollection(connector, one)).upserts.size;
      fail({ fault: 'cut-page', operation: 'GET /v1.0', times: 1 });
      const delta = await readCollection(connector, one);
      fail({ fault: 'cut-page', operation: 'GET /v1.0', skip: 1, times: 1 });
      const listing = await readCollection(connector, one);
      for (const reading of [delta, listing]) expect([name, reading.checkpoint.complete ? reading.upserts.size : 'doubtful']).toEqual([name, reading.checkpoint.complete ? whole : 'doubtful']);
      expect(server.log.changes()).toEqual([]);
    }
  });

  it('is not believed where it finds no mark and its page was cut: no second one is made', async () => {
    for (const [name, raw] of [['Contacts', { givenName: 'Ada' }], ['Tasks', { title: 'Call', status: 'notStarted' }]] as const) {
      const { connector, collection, fail, server } = await start({ sample: { contacts: 3, events: 0, tasks: 0 } });
      const one = await collection(name);
      const item = { wantedKey: connector.keyFor(one, 'x'), format: 'graph-json' as const, raw: Buffer.from(JSON.stringify(raw)) };
      await connector.create(one, item, signal);
      server.log.clear();
      fail({ fault: 'cut-page' });
      await expect(connector.create(one, item, signal)).rejects.toMatchObject({ code: 'listing-contradicted', retry: 'later' });
      await expect(connector.fetch(one, [item.wantedKey], signal)).rejects.toMatchObject({ code: 'listing-contradicted' });
      fail({ fault: 'cut-page', times: 1 });
      await expect(connector.create(one, item, signal)).rejects.toMatchObject({ retry: name === 'Tasks' ? 'later' : 'never' });
      expect([name, server.log.changes()]).toEqual([name, []]);
    }
  });

  it('is read in full where it forgot its delta states', async () => {
    const { connector, collection, server } = await start();
    const contacts = await collection('Contacts');
    const first = await readCollection(connector, contacts);
    server.mailbox.expireStates();
    const again = await readCollection(connector, contacts, first.known);
    expect([again.checkpoint.complete, again.same.size, again.upserts.size]).toEqual([true, first.upserts.size, 0]);
    expect(again.checkpoint.cursor).not.toBe(first.checkpoint.cursor);
  });

  it('may answer in any order', async () => {
    const { connector, collection, fail } = await start();
    const calendar = await collection('Calendar');
    const straight = await readCollection(connector, calendar);
    fail({ fault: 'wrong-order' });
    const reversed = await readCollection(connector, calendar);
    expect([...reversed.upserts.keys()].sort()).toEqual([...straight.upserts.keys()].sort());
    for (const [key, item] of straight.upserts) expect(Buffer.from(reversed.upserts.get(key)?.raw ?? []).equals(item.raw)).toBe(true);
  });

  it('is not followed in circles', async () => {
    const { connector, collection, fail } = await start(SOME);
    const contacts = await collection('Contacts');
    fail({ fault: 'repeated-link' });
    await expect(readCollection(connector, contacts)).rejects.toMatchObject({ code: 'answer-malformed' });
  });

  it('gives every request an id of its own, which stands with the error', async () => {
    const { connector, collection, fail } = await start();
    const contacts = await collection('Contacts');
    fail({ fault: 'status', status: 500 });
    await expect(connector.fetch(contacts, ['x'], signal)).rejects.toMatchObject({ code: 'server-error', context: { status: 500, requestId: expect.stringMatching(/^[0-9a-f-]{36}$/) as unknown } });
  });
});
