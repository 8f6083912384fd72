import { afterEach, describe, expect, it } from 'vitest';
import { silentLog } from '../../services/system-ports.ts';
import { type BookServer, type BookServerOptions, startBookServer } from '../../testing/book-server.ts';
import { readCollection } from '../../testing/connector-harness.ts';
import { bodyFor } from '../../testing/dav-harness.ts';
import { createHurriedClock } from '../../testing/hurried-clock.ts';
import { readCursor } from './cursor.ts';

const closing: { close(): Promise<void> }[] = [];
afterEach(async () => {
  await Promise.all(closing.splice(0).map((one) => one.close()));
});

const card = (name: string, title = name) => bodyFor('carddav', `uid-${name}`, title);
const cards = (count: number) => Object.fromEntries(Array.from({ length: count }, (_, at) => [`${at}.vcf`, card(`${at}.vcf`)]));
const reports = (started: BookServer) => started.server.log.requests().filter((request) => request.method === 'REPORT' || request.method === 'PROPFIND').length;

describe('a sync token', () => {
  it('is asked with, and what it does not name has not changed', async () => {
    const started = await start({ items: cards(30) });
    const first = await readCollection(started.connector, started.book);
    expect(readCursor(first.checkpoint.cursor)).toMatchObject({ isTrusted: true, deltas: 0 });
    started.server.log.clear();
    const second = await readCollection(started.connector, started.book, first.known);
    expect([second.checkpoint.listing, second.upserts.size, second.same.size, reports(started)]).toEqual(['delta', 0, 0, 1]);
  });

  it('of a server that takes any token for a full listing is never trusted, and is tried once', async () => {
    for (const invalidToken of ['full-list', 'full-list-with-tombstones'] as const) {
      const started = await start({ items: cards(6), lies: { invalidToken } });
      const first = await readCollection(started.connector, started.book);
      expect(readCursor(first.checkpoint.cursor)).toMatchObject({ isTrusted: false, token: null });
      started.server.store.remove('book', '3.vcf');
      started.server.log.clear();
      const second = await readCollection(started.connector, started.book, first.known);
      expect([second.checkpoint.listing, second.checkpoint.complete, [...second.known.keys()].length]).toEqual(['full', true, 5]);
      expect(started.server.log.requests().filter((request) => request.method === 'REPORT')).toEqual([]);
    }
  });

  it('that has expired is no error: everything is listed, and what is gone is seen', async () => {
    for (const invalidToken of [undefined, 'error-500'] as const) {
      const started = await start({ items: cards(6), lies: invalidToken === undefined ? {} : { invalidToken } });
      const first = await readCollection(started.connector, started.book);
      started.server.store.remove('book', '3.vcf');
      started.server.store.expireTokens('book');
      const second = await readCollection(started.connector, started.book, first.known);
      expect([second.checkpoint.listing, second.checkpoint.complete, second.upserts.size, [...second.known.keys()].length]).toEqual(['full', true, 0, 5]);
    }
  });

  it('that is answered page by page is followed to the end', async () => {
    const started = await start({ items: cards(5), lies: { syncRowLimit: 3 } });
    const first = await readCollection(started.connector, started.book);
    for (let at = 5; at < 25; at += 1) started.server.store.add('book', `${at}.vcf`, card(`${at}.vcf`));
    started.server.store.remove('book', '1.vcf');
    const second = await readCollection(started.connector, started.book, first.known);
    expect([second.checkpoint.listing, second.checkpoint.complete, second.upserts.size, second.removals]).toEqual(['delta', true, 20, [started.key('1.vcf')]]);
  });

  it('whose pages lead nowhere is left after one repeat, for a full listing', async () => {
    const started = await start({ items: cards(5), lies: { syncRowLimit: 3, syncTokenStays: true } });
    const first = await readCollection(started.connector, started.book);
    for (let at = 5; at < 15; at += 1) started.server.store.add('book', `${at}.vcf`, card(`${at}.vcf`));
    started.server.log.clear();
    const second = await readCollection(started.connector, started.book, first.known);
    expect([second.checkpoint.listing, second.checkpoint.complete, [...second.known.keys()].length]).toEqual(['full', true, 15]);
    expect(reports(started)).toBeLessThan(8);
  });

  it('answered with tombstones of items never seen removes nothing', async () => {
    for (const initialSyncListsTombstones of [true, false]) {
      const started = await start({ items: cards(3), lies: { initialSyncListsTombstones } });
      started.server.store.add('book', 'early.vcf', card('early'));
      started.server.store.remove('book', 'early.vcf');
      const first = await readCollection(started.connector, started.book);
      started.server.store.add('book', 'fleeting.vcf', card('fleeting'));
      started.server.store.remove('book', 'fleeting.vcf');
      const second = await readCollection(started.connector, started.book, first.known);
      expect([[...first.known.keys()].length, second.removals, second.checkpoint.complete]).toEqual([3, [], true]);
    }
  });

  it('answered with what has not changed reads nothing again', async () => {
    const started = await start({ items: cards(3), lies: { syncResendsLast: true } });
    const first = await readCollection(started.connector, started.book);
    const second = await readCollection(started.connector, started.book, first.known);
    expect([second.upserts.size, second.removals, second.checkpoint.complete]).toEqual([0, [], true]);
  });

  it('names changes of items without an extension as of any other', async () => {
    const started = await start({ items: { noext9: card('noext9'), 'a.vcf': card('a') } });
    const first = await readCollection(started.connector, started.book);
    started.server.store.change('book', 'noext9', card('noext9', 'Another title'));
    started.server.store.add('book', '7ce3a46c0b9bc640', card('new'));
    started.server.store.remove('book', 'a.vcf');
    const second = await readCollection(started.connector, started.book, first.known);
    expect([second.checkpoint.listing, [...second.upserts.keys()].toSorted(), second.removals]).toEqual(['delta', [started.key('7ce3a46c0b9bc640'), started.key('noext9')], [started.key('a.vcf')]]);
  });

  it('does not stand in for a listing for ever', async () => {
    const clock = createHurriedClock();
    const started = await start({ items: cards(3), ports: { clock, log: silentLog } });
    let reading = await readCollection(started.connector, started.book);
    const listings: string[] = [];
    for (let round = 0; round < 22; round += 1) {
      reading = await readCollection(started.connector, started.book, reading.known);
      listings.push(reading.checkpoint.listing);
    }
    expect([listings.indexOf('full'), listings.lastIndexOf('full')]).toEqual([20, 20]);
    await clock.sleep(8 * 24 * 3600 * 1000);
    expect((await readCollection(started.connector, started.book, reading.known)).checkpoint.listing).toBe('full');
  });

  it('that moved on without naming a change is not believed', async () => {
    const started = await start({ items: cards(3) });
    const first = await readCollection(started.connector, started.book);
    // A collection made anew under the same path, whose counter has passed the old one.
    const cursor = readCursor(first.checkpoint.cursor);
    const other = await start({ items: cards(2) });
    const token = readCursor((await readCollection(other.connector, other.book)).checkpoint.cursor)?.token ?? null;
    const second = await readCollection(started.connector, started.book, { ...first.known, cursor: JSON.stringify({ format: 1, ...cursor, token }) });
    expect([second.checkpoint.complete, [...second.known.keys()].length]).toEqual([true, 3]);
  });
});

describe('a server without sync-collection', () => {
  it('is listed, and only what has another ETag or length is read', async () => {
    const started = await start({ items: cards(6), lies: { sync: 'none' } });
    const first = await readCollection(started.connector, started.book);
    expect(first.checkpoint.cursor).toBeNull();
    started.server.store.change('book', '2.vcf', card('2.vcf', 'Another title'));
    const second = await readCollection(started.connector, started.book, first.known);
    expect([[...second.upserts.keys()], second.same.size, second.checkpoint.listing]).toEqual([[started.key('2.vcf')], 5, 'full']);
  });

  it('whose ETag comes again for other content is seen through by the length', async () => {
    const started = await start({ items: cards(2), lies: { sync: 'none', etagOf: () => '"always"' } });
    const first = await readCollection(started.connector, started.book);
    started.server.store.change('book', '1.vcf', card('1.vcf', 'A longer title than before'));
    expect([...(await readCollection(started.connector, started.book, first.known)).upserts.keys()]).toEqual([started.key('1.vcf')]);
  });

  it('whose ETags count from zero for each new item is read anew each time', async () => {
    const started = await start({ items: { 'a.vcf': card('a', 'Anna') }, profile: 'sogo' });
    const first = await readCollection(started.connector, started.book);
    started.server.store.remove('book', 'a.vcf');
    started.server.store.add('book', 'a.vcf', card('a', 'Emma'));
    const second = await readCollection(started.connector, started.book, first.known);
    expect(second.upserts.get(started.key('a.vcf'))?.version).toBe(first.upserts.get(started.key('a.vcf'))?.version);
    expect(Buffer.from(second.upserts.get(started.key('a.vcf'))?.raw ?? []).toString()).toContain('Emma');
  });

  it('whose ETags move without a change is read anew, and nothing is lost', async () => {
    const started = await start({ items: cards(4), lies: { sync: 'none', etagsMove: true } });
    const first = await readCollection(started.connector, started.book);
    const second = await readCollection(started.connector, started.book, first.known);
    expect([second.upserts.size, second.checkpoint.complete]).toEqual([4, true]);
  });
});

async function start(options: BookServerOptions): Promise<BookServer> {
  const started = await startBookServer(options);
  closing.push(started);
  return started;
}
