import { afterEach, describe, expect, it } from 'vitest';
import type { Collection, Connector } from '../connector.ts';
import { type Reading, readAnew, readCollection } from '../../testing/connector-harness.ts';
import { bodyFor, connectDav, type DavProtocol } from '../../testing/dav-harness.ts';
import { type Lies } from '../../testing/lying-dav/lies.ts';
import { PROFILE_NAMES, type Profile } from '../../testing/lying-dav/profiles.ts';
import { type LyingDav, startLyingDav } from '../../testing/lying-dav/start-lying-dav.ts';
import type { Limits } from '../http/limits.ts';

const { signal } = new AbortController();
const closing: { close(): Promise<void> }[] = [];
afterEach(async () => {
  await Promise.all(closing.splice(0).map((one) => one.close()));
});

describe('a listing', () => {
  it.each(PROFILE_NAMES)('takes every href, whatever its name, as %s writes it', async (profile) => {
    for (const protocol of ['carddav', 'caldav'] as const) {
      const names = ['noext9', '7ce3a46c0b9bc640', '12345', 'a:b@c', 'ünï', 'with space', '100%', 'a+b', 'x.VCF', 'last.ics'];
      const { connector, book } = await start(protocol, { profile }, Object.fromEntries(names.map((name) => [name, bodyFor(protocol, `uid-${name}`, name)])));
      const reading = await readCollection(connector, book);
      expect([protocol, [...reading.upserts.keys()].map((key) => key.slice(book.id.length)).toSorted(), reading.checkpoint.complete]).toEqual([protocol, names.toSorted(), true]);
    }
  });

  it('leaves out the collection itself and collections inside it', async () => {
    const { connector, book, server } = await start('carddav', { lies: { queryListsCollection: true } }, { 'a.vcf': bodyFor('carddav', 'a', 'A') });
    expect([...(await readCollection(connector, book)).upserts.keys()]).toEqual([`${book.id}a.vcf`]);
    expect(server.log.requests().some((request) => request.method === 'GET')).toBe(false);
  });

  it('is one request, and the multigets are chunks of few, read ahead but not far', async () => {
    const cards = Object.fromEntries(Array.from({ length: 250 }, (_, at) => [`${at}.vcf`, bodyFor('carddav', `${at}`, `${at}`)]));
    const { connector, book, server } = await start('carddav', {}, cards);
    server.log.clear();
    expect((await readCollection(connector, book)).upserts.size).toBe(250);
    const reports = server.log.requests().filter((request) => request.method === 'REPORT');
    // Three chunks, and the question whether a token that was never issued is refused.
    expect(reports).toHaveLength(4);
    expect(Math.max(...server.log.requests().map((request) => request.inFlight))).toBeLessThanOrEqual(3);
  });

  it('is chunked by size too', async () => {
    const cards = Object.fromEntries(Array.from({ length: 6 }, (_, at) => [`${at}.vcf`, bodyFor('carddav', `${at}`, `${at}`)]));
    const { connector, book, server } = await start('carddav', {}, cards, { chunkBytes: 400 });
    await readCollection(connector, book);
    expect(server.log.requests().filter((request) => request.method === 'REPORT').length).toBeGreaterThanOrEqual(3 + 1);
  });

  it('does not go on reading where nobody takes what it read', async () => {
    const cards = Object.fromEntries(Array.from({ length: 100 }, (_, at) => [`${at}.vcf`, bodyFor('carddav', `${at}`, `${at}`)]));
    const { connector, book, server } = await start('carddav', {}, cards, { chunkItems: 5 });
    server.log.clear();
    for await (const item of connector.changes(book, { cursor: null, count: 0, versionOf: () => undefined, keys: () => [], full: false }, signal)) {
      if (item.type === 'upsert') break;
    }
    expect(server.log.requests().filter((request) => request.method === 'REPORT').length).toBeLessThanOrEqual(4);
  });
});

describe('a multiget', () => {
  const cards = (count: number) => Object.fromEntries(Array.from({ length: count }, (_, at) => [`${at}.vcf`, bodyFor('carddav', `${at}`, `Card ${at}`)]));

  it.each(['omitted', 'whole-report-404', undefined] as const)('in which an item is gone meanwhile loses no other (%s)', async (multigetMissing) => {
    const { connector, book, server } = await start('carddav', { lies: multigetMissing === undefined ? {} : { multigetMissing } }, cards(20));
    let isGone = false;
    // Gone between listing and multiget, in both readings.
    const first = await readCollection(connector, book);
    server.setFaults([]);
    const known = { ...first.known, cursor: null, versionOf: () => undefined };
    const second = connector.changes(book, { ...known, full: true }, signal);
    const keys: string[] = [];
    for await (const item of second) {
      if (item.type === 'upsert') keys.push(item.key);
      if (!isGone) {
        server.store.remove('contacts', '19.vcf');
        isGone = true;
      }
    }
    expect(keys).toHaveLength(20);
    const fetched = await connector.fetch(book, [...first.known.keys()], signal);
    expect(fetched.size).toBe(19);
  });

  it('that leaves rows or data out is completed one by one', async () => {
    for (const lies of [{ multigetOmits: (name) => name.startsWith('1') }, { multigetWithoutData: (name) => name.startsWith('1') }] satisfies Lies[]) {
      const { connector, book } = await start('carddav', { lies }, cards(20));
      const reading = await readCollection(connector, book);
      expect([reading.upserts.size, reading.unfetched, reading.checkpoint.complete]).toEqual([20, [], true]);
    }
  });

  it('that is refused for its size is halved until it is not', async () => {
    const { connector, book, server } = await start('carddav', { lies: { multigetLimit: 3 } }, cards(20));
    expect((await readCollection(connector, book)).upserts.size).toBe(20);
    expect(server.log.requests().filter((request) => request.method === 'GET')).toEqual([]);
  });

  it('that is not there at all is done without', async () => {
    const { connector, book, server } = await start('carddav', {}, cards(60), { chunkItems: 20 });
    server.setFaults([{ fault: { kind: 'status', status: 501 }, when: { report: 'addressbook-multiget' } }]);
    expect((await readCollection(connector, book)).upserts.size).toBe(60);
    expect(server.log.requests().filter((request) => request.method === 'REPORT').length).toBeLessThan(40);
  });

  it('that a proxy cuts at some size is asked for in smaller ones', async () => {
    const { connector, book, server } = await start('carddav', {}, cards(20));
    server.setFaults([{ fault: { kind: 'cut-off', framing: 'chunked', share: 0.5 }, when: { report: 'addressbook-multiget' }, times: 3 }]);
    const reading = await readCollection(connector, book);
    expect([reading.upserts.size, reading.checkpoint.complete]).toEqual([20, true]);
  });

  it('whose item can’t be read at all leaves that one, named, and the reading incomplete', async () => {
    const { connector, book, server } = await start('carddav', { lies: { multigetOmits: (name) => name === '7.vcf' } }, cards(10));
    server.setFaults([{ fault: { kind: 'status', status: 500 }, when: { method: 'GET', path: '7.vcf' } }]);
    const reading = await readCollection(connector, book);
    expect([reading.upserts.size, reading.unfetched, reading.checkpoint]).toMatchObject([
      9,
      [{ key: `${book.id}7.vcf`, code: 'server-error' }],
      { complete: false, because: 'server-error', cursor: null },
    ]);
  });
});

describe('what vanished from a listing', () => {
  const three = { 'a.vcf': bodyFor('carddav', 'a', 'A'), 'b.vcf': bodyFor('carddav', 'b', 'B'), 'c.vcf': bodyFor('carddav', 'c', 'C') };
  const lostIndex = { fault: { kind: 'lost-index' }, when: { method: 'PROPFIND', path: 'contacts' } } as const;

  it('but still answers makes the listing doubtful', async () => {
    const { connector, book, server } = await start('carddav', { lies: { sync: 'none' } }, three);
    const first = await readCollection(connector, book);
    server.setFaults([lostIndex]);
    for (const known of [first.known, readAnew(first.known)]) {
      const reading = await readCollection(connector, book, known);
      expect(reading.checkpoint).toMatchObject({ listing: 'full', complete: false, because: 'listing-contradicted', cursor: null });
    }
  });

  it('to the last, without a word of it, is believed only when everything is read anew', async () => {
    const { connector, book, server } = await start('carddav', { lies: { sync: 'none' } }, three);
    const first = await readCollection(connector, book);
    for (const name of Object.keys(three)) server.store.remove('contacts', name);
    expect((await readCollection(connector, book, first.known)).checkpoint).toMatchObject({ complete: false, because: 'listing-empty' });
    expect((await readCollection(connector, book, readAnew(first.known))).checkpoint).toMatchObject({ complete: true });
  });

  it('to the last is believed where each is named as gone', async () => {
    const { connector, book, server } = await start('carddav', {}, three);
    const first = await readCollection(connector, book);
    for (const name of Object.keys(three)) server.store.remove('contacts', name);
    const reading = await readCollection(connector, book, first.known);
    expect([reading.removals.toSorted(), reading.checkpoint.listing, reading.checkpoint.complete]).toEqual([Object.keys(three).map((name) => book.id + name), 'delta', true]);
  });

  it('and can’t be asked for leaves it open', async () => {
    const { connector, book, server } = await start('carddav', { lies: { sync: 'none' } }, three);
    const first = await readCollection(connector, book);
    server.store.remove('contacts', 'a.vcf');
    server.setFaults([{ fault: { kind: 'status', status: 403 }, when: { method: 'GET' } }]);
    expect((await readCollection(connector, book, first.known)).checkpoint).toMatchObject({ complete: false, because: 'forbidden' });
  });

  it('is asked for by few requests, however much it is', async () => {
    const many = Object.fromEntries(Array.from({ length: 200 }, (_, at) => [`${at}.vcf`, bodyFor('carddav', `${at}`, `${at}`)]));
    const { connector, book, server } = await start('carddav', { lies: { sync: 'none' } }, many);
    const first = await readCollection(connector, book);
    for (let at = 0; at < 150; at += 1) server.store.remove('contacts', `${at}.vcf`);
    server.log.clear();
    const reading: Reading = await readCollection(connector, book, first.known);
    expect([[...reading.known.keys()].length, reading.checkpoint.complete]).toEqual([50, true]);
    expect(server.log.requests().filter((request) => request.method === 'GET')).toHaveLength(10);
  });
});

async function start(
  protocol: DavProtocol,
  options: { readonly profile?: Profile; readonly lies?: Lies },
  items: Readonly<Record<string, string>>,
  limits: Partial<Limits> = {},
): Promise<{ server: LyingDav; connector: Connector; book: Collection }> {
  const path = protocol === 'carddav' ? 'contacts' : 'calendar';
  const seed = { path, name: 'Book', kind: protocol === 'carddav' ? 'contacts' : 'calendar', items: Object.entries(items).map(([name, text]) => ({ name, text })) } as const;
  const server = await startLyingDav({ books: [seed], ...options });
  const connector = connectDav(protocol, server, { limits });
  closing.push(connector, server);
  const [book] = await connector.collections(signal);
  if (book === undefined) throw new Error('no book');
  return { server, connector, book };
}
