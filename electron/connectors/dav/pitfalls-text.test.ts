import { afterEach, describe, expect, it } from 'vitest';
import { type BookServer, type BookServerOptions, startBookServer } from '../../testing/book-server.ts';
import { aCard, anEvent } from '../../testing/builders.ts';
import { readCollection } from '../../testing/connector-harness.ts';
import type { Profile } from '../../testing/lying-dav/profiles.ts';

const closing: { close(): Promise<void> }[] = [];
afterEach(async () => {
  await Promise.all(closing.splice(0).map((one) => one.close()));
});

const PHOTO = `PHOTO:data:image/jpeg;base64,${Buffer.from('a picture '.repeat(60)).toString('base64')}`;

describe('the bytes of an item', () => {
  const bodies: Readonly<Record<string, string | Buffer>> = {
    'crlf.vcf': aCard({ uid: 'crlf', note: 'Zeile\nzwei – „Anführung“ 😀' }),
    'lf.vcf': aCard({ uid: 'lf' }).replaceAll('\r\n', '\n'),
    'mixed.vcf': aCard({ uid: 'mixed' }).replace('\r\n', '\n'),
    'bare-cr.vcf': aCard({ uid: 'bare-cr', lines: ['NOTE:a\rb'] }),
    'no-last-line-end.vcf': aCard({ uid: 'no-last' }).trimEnd(),
    'many-last-line-ends.vcf': `${aCard({ uid: 'many-last' })}\r\n\r\n`,
    'cdata-end.vcf': aCard({ uid: 'cdata-end', lines: ['NOTE:a]]>b & <c>'] }),
    'control.vcf': aCard({ uid: 'control', lines: ['NOTE:a\u0001b'] }),
    'four.vcf': aCard({ uid: 'four', version: '4.0', birthday: '1970-01-02', lines: [PHOTO, 'ANNIVERSARY:20100101'] }),
    'latin.vcf': Buffer.from(aCard({ uid: 'latin', lines: ['NOTE:caf\u00e9'] }), 'latin1'),
    'numbers.vcf': aCard({ uid: '12345', name: '2024' }),
  };

  it.each([undefined, 'radicale', 'xandikos', 'sabredav1', 'sabredav4', 'nextcloud', 'cyrus', 'davical'] satisfies (Profile | undefined)[])('are those that the server stores, to the last line end (%s)', async (profile) => {
    // Where a server gives no bytes that are no UTF-8 to GET either, there is nothing to be had.
    const items = Object.fromEntries(Object.entries(bodies).filter(([name]) => name !== 'latin.vcf' || profile === undefined || profile === 'xandikos'));
    const { connector, book, server, key } = await start({ items, ...(profile === undefined ? {} : { profile }) });
    const reading = await readCollection(connector, book);
    const expected = Object.keys(items).map((name) => [name, server.store.collection('book').items.get(name)?.body.toString('base64')]);
    expect(Object.keys(items).map((name) => [name, Buffer.from(reading.upserts.get(key(name))?.raw ?? []).toString('base64')])).toEqual(expected);
    expect([reading.unfetched, reading.checkpoint.complete]).toEqual([[], true]);
  });

  it('of a calendar are those that the server stores', async () => {
    const items = { 'a.ics': anEvent({ uid: 'a', summary: 'Über\nmorgen' }), 'lf.ics': anEvent({ uid: 'lf' }).replaceAll('\r\n', '\n'), 'cut.ics': anEvent({ uid: 'cut' }).trimEnd() };
    for (const profile of ['sabredav1', 'cyrus', 'xandikos'] as const) {
      const { connector, book, key } = await start({ protocol: 'caldav', items, profile });
      const reading = await readCollection(connector, book);
      for (const [name, text] of Object.entries(items)) expect(Buffer.from(reading.upserts.get(key(name))?.raw ?? []).toString()).toBe(text);
    }
  });

  it('of a card of version 4.0 are not those of its converted form, read alone or with others', async () => {
    for (const profile of ['sabredav4', 'nextcloud', 'cyrus'] as const) {
      const { connector, book, key, server } = await start({ items: { 'four.vcf': bodies['four.vcf'] ?? '', 'three.vcf': aCard({ uid: 'three' }) }, profile });
      const fetched = await connector.fetch(book, [key('four.vcf'), key('three.vcf')], new AbortController().signal);
      for (const name of ['four.vcf', 'three.vcf']) expect(Buffer.from(fetched.get(key(name))?.raw ?? []).toString()).toBe(server.store.text('book', name));
    }
  });

  it('cost no second request where nothing was converted', async () => {
    const { connector, book, server } = await start({ items: { 'a.vcf': aCard({ uid: 'a' }), 'b.vcf': aCard({ uid: 'b' }) }, profile: 'sabredav1' });
    server.log.clear();
    await readCollection(connector, book);
    expect(server.log.requests().map((request) => request.method)).toEqual(['PROPFIND', 'PROPFIND', 'PROPFIND', 'REPORT']);
  });
});

async function start(options: BookServerOptions): Promise<BookServer> {
  const started = await startBookServer(options);
  closing.push(started);
  return started;
}
