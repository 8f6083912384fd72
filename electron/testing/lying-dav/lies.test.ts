import { afterEach, describe, expect, it } from 'vitest';

import { ADDRESS_DATA, CONTENT_LENGTH, ETAG, RESOURCE_TYPE } from '../../demo/dav-server/names.ts';
import { aCard, anEvent, aTask } from '../builders.ts';
import { nameOfHref, sendRaw, type RawAnswer } from '../dav-client.ts';
import { HONEST_OBSERVATION, observeProtocol, REAL_OBSERVATIONS } from '../dav-protocol-check.ts';
import type { Lies } from './lies.ts';
import { PROFILE_NAMES, type Profile } from './profiles.ts';
import { startLyingDav, type LyingDav } from './start-lying-dav.ts';

const NS = 'xmlns:d="DAV:" xmlns:card="urn:ietf:params:xml:ns:carddav"';
const servers: LyingDav[] = [];

afterEach(async () => {
  await Promise.all(servers.splice(0).map((server) => server.close()));
});

describe('a profile', () => {
  it.each([
    ['radicale', REAL_OBSERVATIONS.radicale],
    ['xandikos', REAL_OBSERVATIONS.xandikos],
    ['sabredav1', REAL_OBSERVATIONS.sabredav],
  ] as const)('of %s answers the protocol check as the real server does', async (profile, expected) => {
    const server = await start({ profile, items: [] });
    expect(await observeProtocol(server, server.bookUrl('contacts'))).toEqual(expected);
  });

  it.each([
    ['sabredav4', { multigetMissing: 'omitted', duplicateUid: 201 }],
    ['nextcloud', { multigetMissing: 'omitted', duplicateUid: 400 }],
    ['cyrus', { duplicateUid: 201 }],
    ['davical', { etagOnCreate: false, bytesKept: false, multigetMissing: 'omitted', duplicateUid: 201, garbage: 201, sync: syncWith({ invalidToken: 207 }) }],
    [
      'sogo',
      {
        createOnExisting: 204,
        bytesKept: false,
        duplicateUid: 201,
        staleDelete: 204,
        freshDelete: 404,
        sync: syncWith({ invalidToken: 207 }),
      },
    ],
  ] as const)('of %s lies where the notes on it say so, and nowhere else', async (profile, differences) => {
    const server = await start({ profile, items: [] });
    const observed = await observeProtocol(server, server.bookUrl('contacts'));
    expect(observed).toEqual({ ...HONEST_OBSERVATION, ...differences });
  });
});

describe('every profile', () => {
  it.each(PROFILE_NAMES)('of %s stores an event and a task, and lists both', async (profile) => {
    const server = await startLyingDav({ profile, books: [{ path: 'calendar', name: 'Calendar', kind: 'calendar' }] });
    servers.push(server);
    const url = server.bookUrl('calendar');
    const statuses = [];
    for (const [name, body] of [['e.ics', anEvent()], ['t.ics', aTask()]] as const) statuses.push((await sendRaw(server, { method: 'PUT', url: url + name, body })).status);
    const listing = await sendRaw(server, { method: 'PROPFIND', url, headers: { depth: '1' } });
    expect([statuses, listing.rows.filter((row) => row.found.has(ETAG)).length, server.notified()]).toEqual([[201, 201], 2, []]);
  });
});

describe('a lying server', () => {
  it('leaves existing rows out of a multiget, or their data', async () => {
    const server = await start({ lies: { multigetOmits: (name) => name === 'a.vcf', multigetWithoutData: (name) => name === 'b.vcf' } });
    const answer = await multiget(server, ['a.vcf', 'b.vcf', 'c.vcf']);
    expect(answer.rows.map((row) => [nameOfHref(row.href), row.found.has(ADDRESS_DATA)])).toEqual([
      ['b.vcf', false],
      ['c.vcf', true],
    ]);
  });

  it('cuts a sync off and never moves its token', async () => {
    const server = await start({ lies: { syncRowLimit: 2, syncTokenStays: true } });
    const first = await sync(server, '');
    const second = await sync(server, first.syncToken ?? '');
    expect([first.rows.map((row) => row.status), second.syncToken]).toEqual([[200, 200, 507], first.syncToken]);
  });

  it('answers a bad token with a full list, with or without what was removed', async () => {
    for (const [invalidToken, statuses] of [['full-list', [200, 200]], ['full-list-with-tombstones', [200, 200, 404]]] as const) {
      const server = await start({ lies: { invalidToken } });
      server.store.remove('contacts', 'b.vcf');
      const answer = await sync(server, 'data:,999-999');
      expect([answer.status, answer.rows.map((row) => row.status)]).toEqual([207, statuses]);
    }
  });

  it('lists what was removed in the very first sync', async () => {
    const server = await start({ lies: { initialSyncListsTombstones: true } });
    server.store.remove('contacts', 'b.vcf');
    expect((await sync(server, '')).rows.map((row) => [nameOfHref(row.href), row.status])).toEqual([
      ['a.vcf', 200],
      ['c.vcf', 200],
      ['b.vcf', 404],
    ]);
  });

  it('sends the last change again though nothing happened since', async () => {
    const server = await start({ lies: { syncResendsLast: true } });
    const { syncToken = '' } = await sync(server, '');
    expect((await sync(server, syncToken)).rows.map((row) => nameOfHref(row.href))).toEqual(['c.vcf']);
  });

  it('moves every ETag at each listing while no body changes', async () => {
    const server = await start({ lies: { etagsMove: true } });
    const etags = async () => (await list(server)).rows.flatMap((row) => row.found.get(ETAG) ?? []);
    const [before, after] = [await etags(), await etags()];
    expect(after.filter((etag) => before.includes(etag))).toEqual([]);
    expect(server.log.changes()).toEqual([]);
  });

  it('gives all new items one ETag, as SOGo, another after a change, and the first again after deletion', async () => {
    const server = await start({ profile: 'sogo' });
    const names = ['a.vcf', 'b.vcf'];
    expect(names.map((name) => server.store.etag('contacts', name))).toEqual(['"gcs00000000"', '"gcs00000000"']);
    server.store.change('contacts', 'a.vcf', aCard({ uid: 'a', note: 'changed' }));
    expect(server.store.etag('contacts', 'a.vcf')).toBe('"gcs00000001"');
    server.store.remove('contacts', 'a.vcf');
    server.store.add('contacts', 'a.vcf', aCard({ uid: 'a' }));
    expect(server.store.etag('contacts', 'a.vcf')).toBe('"gcs00000000"');
  });

  it('stores a card under a name of its own and says where, as Google', async () => {
    const server = await start({ profile: 'google' });
    const answer = await put(server, 'new.vcf', aCard({ uid: 'new' }), { 'if-none-match': '*' });
    const name = nameOfHref(answer.headers.get('location') ?? '');
    expect([answer.status, name.endsWith('.vcf'), server.store.has('contacts', name), server.store.has('contacts', 'new.vcf')]).toEqual([201, false, true, false]);
  });

  it('serves a card of 4.0 as 3.0 by default while its length says what is stored', async () => {
    const text = aCard({ version: '4.0', uid: 'four', birthday: '1984-03-12', lines: ['PHOTO:data:image/png;base64,iVBORw0KGgo='] });
    for (const [profile, photo] of [['sabredav4', 'PHOTO;ENCODING=b;TYPE=PNG:iVBORw0KGgo='], ['cyrus', 'PHOTO:data:image/png']] as const) {
      const server = await start({ profile, items: [{ name: 'four.vcf', text }] });
      const plain = dataOf(await multiget(server, ['four.vcf']));
      const asked = dataOf(await multiget(server, ['four.vcf'], ' content-type="text/vcard" version="4.0"'));
      // Cyrus writes CDATA, in which a strict reader sees LF.
      const lines = (value: string) => value.split(/\r?\n/);
      expect([lines(plain).includes('VERSION:3.0'), lines(plain).includes(photo), lines(asked)]).toEqual([true, true, lines(text)]);
      expect((await list(server)).rows.at(-1)?.found.get(CONTENT_LENGTH)).toBe(String(Buffer.byteLength(text)));
    }
  });

  it('writes CDATA that a text splits in two, raw control characters, LF and hrefs of its own form', async () => {
    const text = aCard({ uid: 'x', note: 'one ]]> two', lines: ['X-BELL:a\u0007b'] });
    const raw = async (lies: Lies) => {
      const server = await start({ lies, items: [{ name: 'é:1.vcf', text }] });
      return (await fetchText(server, multigetBody(server, ['é:1.vcf']))).replace(/^.*?<d:response>/s, '');
    };
    expect(await raw({ cdata: true })).toContain('one ]]]]><![CDATA[> two');
    expect(await raw({ rawControlCharacters: true })).toContain('a\u0007b');
    expect(await raw({ lineEnds: 'lf' })).not.toMatch(/\r|&#13;/);
    expect(await raw({ hrefs: (href) => `https://other.example.test${href}` })).toContain('<d:href>https://other.example.test/addressbooks/user/contacts/%C3%A9%3A1.vcf');
  });

  it('lists among its calendars what is none: an inbox, an outbox and files', async () => {
    const server = await start({ lies: { scheduleCollections: true, homeListsFiles: true } });
    const answer = await sendRaw(server, { method: 'PROPFIND', url: server.calendarsHomeUrl, headers: { depth: '1' } });
    expect(answer.rows.map((row) => [nameOfHref(row.href), row.found.get(RESOURCE_TYPE)?.includes('{DAV:}collection')])).toEqual([
      ['user', true],
      ['Inbox', true],
      ['Outbox', true],
      ['personal.ics', false],
      ['personal.xml', false],
    ]);
  });

  it.each([
    ['radicale', 409],
    ['xandikos', 207],
    ['sabredav1', 201],
    ['davical', 201],
    ['sogo', 409],
    ['cyrus', 403],
  ] as const)('as %s answers a UID that stands twice in a calendar with %i', async (profile, status) => {
    const server = await startLyingDav({ profile, books: [{ path: 'calendar', name: 'Calendar', kind: 'calendar', items: [{ name: 'a.ics', text: anEvent() }] }] });
    servers.push(server);
    expect((await sendRaw(server, { method: 'PUT', url: `${server.bookUrl('calendar')}b.ics`, body: anEvent() })).status).toBe(status);
  });

  it('loses what real rewriting loses, and still gives an ETag', async () => {
    const server = await start({ profile: 'radicale' });
    const sent = 'BEGIN:VCARD\r\nVERSION:3.0\r\nUID:r\r\nFN:Rae\r\nN:Rae;;;;\r\nTEL;TYPE=HOME;TYPE=VOICE:1\r\nx-thing:y\r\nNOTE:kept, lost\r\nEND:VCARD\r\n';
    const answer = await put(server, 'r.vcf', sent);
    expect(answer.headers.get('etag')).toBe(server.store.etag('contacts', 'r.vcf'));
    expect(server.store.text('contacts', 'r.vcf')).toBe('BEGIN:VCARD\r\nFN:Rae\r\nN:Rae;;;;\r\nNOTE:kept\r\nTEL;TYPE=HOME,VOICE:1\r\nUID:r\r\nVERSION:3.0\r\nX-THING:y\r\nEND:VCARD\r\n');
  });

  it('refuses inside a 207 without storing, and stores garbage with a 201', async () => {
    const refusing = await start({ lies: { refusesInside207: true } });
    const refused = await put(refusing, 'g.vcf', 'garbage');
    expect([refused.status, refused.rows[0]?.status, refusing.store.has('contacts', 'g.vcf')]).toEqual([207, 412, false]);
    const storing = await start({ lies: { storesGarbage: true } });
    expect([(await put(storing, 'g.vcf', 'garbage')).status, storing.store.text('contacts', 'g.vcf')]).toEqual([201, 'garbage']);
  });

  it.each([
    ['error', false, 500],
    ['error-with-filter', false, 207],
    ['error-with-filter', true, 500],
    ['all', true, 207],
  ] as const)('answers a query as `%s` (filter: %s) with %i', async (query, hasFilter, status) => {
    const server = await start({ lies: { query } });
    const filter = hasFilter ? '<card:filter><card:prop-filter name="UID"><card:text-match match-type="equals">a</card:text-match></card:prop-filter></card:filter>' : '';
    const answer = await report(server, `<card:addressbook-query ${NS}><d:prop><d:getetag/></d:prop>${filter}</card:addressbook-query>`);
    expect([answer.status, answer.rows.length]).toEqual([status, status === 207 ? 3 : 0]);
  });
});

function syncWith(differences: Partial<NonNullable<typeof HONEST_OBSERVATION.sync>>) {
  return { ...HONEST_OBSERVATION.sync, ...differences };
}

async function start(options: { profile?: Profile; lies?: Lies; items?: readonly { name: string; text: string }[] }): Promise<LyingDav> {
  const items = options.items ?? ['a', 'b', 'c'].map((uid) => ({ name: `${uid}.vcf`, text: aCard({ uid }) }));
  const server = await startLyingDav({ ...options, books: [{ path: 'contacts', name: 'Contacts', kind: 'contacts', items }] });
  servers.push(server);
  return server;
}

function put(server: LyingDav, name: string, body: string, headers: Record<string, string> = {}): Promise<RawAnswer> {
  return sendRaw(server, { method: 'PUT', url: server.bookUrl('contacts') + encodeURIComponent(name), headers, body });
}

function list(server: LyingDav): Promise<RawAnswer> {
  const body = `<d:propfind ${NS}><d:prop><d:getetag/><d:getcontentlength/></d:prop></d:propfind>`;
  return sendRaw(server, { method: 'PROPFIND', url: server.bookUrl('contacts'), headers: { depth: '1' }, body });
}

function sync(server: LyingDav, token: string): Promise<RawAnswer> {
  return report(server, `<d:sync-collection ${NS}><d:sync-token>${token}</d:sync-token><d:sync-level>1</d:sync-level><d:prop><d:getetag/></d:prop></d:sync-collection>`);
}

function multiget(server: LyingDav, names: readonly string[], version = ''): Promise<RawAnswer> {
  return report(server, multigetBody(server, names, version));
}

function multigetBody(server: LyingDav, names: readonly string[], version = ''): string {
  const hrefs = names.map((name) => `<d:href>${server.store.href('contacts', name)}</d:href>`).join('');
  return `<card:addressbook-multiget ${NS}><d:prop><d:getetag/><card:address-data${version}/></d:prop>${hrefs}</card:addressbook-multiget>`;
}

function report(server: LyingDav, body: string): Promise<RawAnswer> {
  return sendRaw(server, { method: 'REPORT', url: server.bookUrl('contacts'), headers: { depth: '1' }, body });
}

async function fetchText(server: LyingDav, body: string): Promise<string> {
  const authorization = `Basic ${Buffer.from(`${server.user}:${server.password}`).toString('base64')}`;
  return (await fetch(server.bookUrl('contacts'), { method: 'REPORT', headers: { authorization, depth: '1' }, body })).text();
}

function dataOf(answer: RawAnswer): string {
  return answer.rows[0]?.found.get(ADDRESS_DATA) ?? '';
}
