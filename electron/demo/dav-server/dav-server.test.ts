import { afterEach, describe, expect, it } from 'vitest';

import { startDavServer, type BookSeed, type DavServer } from './start-dav-server.ts';

const account = { user: 'user', password: 'pass wörd €' };
const servers: DavServer[] = [];
const NS = 'xmlns:d="DAV:" xmlns:card="urn:ietf:params:xml:ns:carddav" xmlns:cal="urn:ietf:params:xml:ns:caldav" xmlns:ic="http://apple.com/ns/ical/"';

afterEach(async () => {
  await Promise.all(servers.splice(0).map((server) => server.close()));
});

describe('the practice server', () => {
  it('lets nobody in without the password, and takes it in UTF-8', async () => {
    const server = await start([contacts()]);
    const status = async (authorization: string) => (await fetch(server.bookUrl('contacts'), { method: 'OPTIONS', headers: { authorization } })).status;
    expect(await status('')).toBe(401);
    expect(await status(`Basic ${Buffer.from('user:wrong').toString('base64')}`)).toBe(401);
    expect(await status(`Basic ${Buffer.from('user:pass wörd €', 'utf8').toString('base64')}`)).toBe(200);
  });

  it('can be discovered from the bare address', async () => {
    const server = await start([contacts()]);
    const wellKnown = await fetch(`${server.url}/.well-known/carddav`, { redirect: 'manual' });
    expect([wellKnown.status, wellKnown.headers.get('location')]).toEqual([301, '/']);
    const root = await send(server, 'PROPFIND', '/', `<d:propfind ${NS}><d:prop><d:current-user-principal/></d:prop></d:propfind>`);
    expect(root.text).toContain('<d:current-user-principal><d:href>/principals/user/</d:href>');
    const principal = await send(server, 'PROPFIND', '/principals/user/', `<d:propfind ${NS}><d:prop><card:addressbook-home-set/><cal:calendar-home-set/></d:prop></d:propfind>`);
    expect(hrefsIn(principal.text)).toEqual(['/principals/user/', '/addressbooks/user/', '/calendars/user/']);
    const home = await send(server, 'PROPFIND', '/addressbooks/user/', `<d:propfind ${NS}><d:prop><d:resourcetype/><d:displayname/></d:prop></d:propfind>`);
    expect(hrefsIn(home.text)).toEqual(['/addressbooks/user/', '/addressbooks/user/contacts/']);
  });

  it('refuses a DOCTYPE, broken XML and listings without end', async () => {
    const server = await start([contacts()]);
    const bomb = '<!DOCTYPE x [<!ENTITY a "aaaa">]><d:propfind xmlns:d="DAV:"><d:prop><d:displayname/>&a;</d:prop></d:propfind>';
    expect((await send(server, 'PROPFIND', '/', bomb)).status).toBe(400);
    expect((await send(server, 'PROPFIND', '/', '<d:propfind')).status).toBe(400);
    expect((await send(server, 'PROPFIND', '/', '', { depth: 'infinity' })).status).toBe(403);
  });

  it('gives the same bytes back that it was given, through multiget too', async () => {
    const server = await start([contacts()]);
    const text = card('uid-1', 'NOTE:5 < 6 & "quotes"\r\n ]]> folded\tand é 漢 😀');
    await send(server, 'PUT', '/addressbooks/user/contacts/a%20%23b.vcf', text);
    expect((await send(server, 'GET', '/addressbooks/user/contacts/a%20%23b.vcf')).text).toBe(text);
    const multiget = await send(server, 'REPORT', '/addressbooks/user/contacts/', multigetOf('/addressbooks/user/contacts/a%20%23b.vcf'));
    expect(unescape(/<card:address-data>(.*?)<\/card:address-data>/s.exec(multiget.text)?.[1] ?? '')).toBe(text);
  });

  it('cuts a sync where the client wants fewer rows, and goes on from there to everything', async () => {
    const server = await start([{ ...contacts(), items: ['a', 'b', 'c', 'd', 'e'].map((name) => ({ name: `${name}.vcf`, text: card(name) })) }]);
    const seen: string[] = [];
    let token = '';
    const statuses: boolean[] = [];
    for (let round = 0; round < 3; round += 1) {
      const answer = await send(server, 'REPORT', '/addressbooks/user/contacts/', syncOf(token, 2));
      seen.push(...hrefsIn(answer.text).filter((href) => href.endsWith('.vcf')));
      statuses.push(answer.text.includes('507 Insufficient Storage'));
      token = tokenIn(answer.text);
    }
    expect(seen.map((href) => href.slice(-5))).toEqual(['a.vcf', 'b.vcf', 'c.vcf', 'd.vcf', 'e.vcf']);
    expect(statuses).toEqual([true, true, false]);
  });

  it('tells another device of what was removed since its token, and refuses a token that has expired', async () => {
    const server = await start([{ ...contacts(), items: [{ name: 'a.vcf', text: card('a') }] }]);
    const token = tokenIn((await send(server, 'REPORT', '/addressbooks/user/contacts/', syncOf(''))).text);
    server.store.remove('contacts', 'a.vcf');
    expect((await send(server, 'REPORT', '/addressbooks/user/contacts/', syncOf(token))).text).toContain('a.vcf</d:href><d:status>HTTP/1.1 404 Not Found');
    server.store.expireTokens('contacts');
    const expired = await send(server, 'REPORT', '/addressbooks/user/contacts/', syncOf(token));
    expect([expired.status, expired.text.includes('<d:valid-sync-token/>')]).toEqual([403, true]);
  });

  it('goes on after a restart from its dump: same content, names and tokens', async () => {
    const before = await start([{ ...contacts(), items: ['a', 'b'].map((name) => ({ name: `${name}.vcf`, text: card(name) })) }]);
    const token = tokenIn((await send(before, 'REPORT', '/addressbooks/user/contacts/', syncOf(''))).text);
    before.store.remove('contacts', 'a.vcf');
    before.store.add('contacts', 'c.vcf', card('c'));
    const dump = JSON.parse(JSON.stringify(before.store.dump()));
    const after = await startDavServer({ ...account, dump });
    servers.push(after);
    expect(after.store.dump()).toEqual(dump);
    const changed = await send(after, 'REPORT', '/addressbooks/user/contacts/', syncOf(token));
    expect(hrefsIn(changed.text).map((href) => href.slice(-5))).toEqual(['a.vcf', 'c.vcf']);
    expect(after.store.etag('contacts', 'b.vcf')).toBe(before.store.etag('contacts', 'b.vcf'));
  });

  it('takes no token of another server, even one that counts alike', async () => {
    const [one, other] = [await start([contacts()]), await start([contacts()])];
    const token = tokenIn((await send(one, 'REPORT', '/addressbooks/user/contacts/', syncOf(''))).text);
    expect((await send(other, 'REPORT', '/addressbooks/user/contacts/', syncOf(token))).status).toBe(403);
  });

  it('filters a query by what the card says', async () => {
    const server = await start([{ ...contacts(), items: ['a', 'b'].map((name) => ({ name: `${name}.vcf`, text: card(name, name === 'b' ? 'NOTE:Tall' : undefined) })) }]);
    const queryOf = (filter: string) => `<card:addressbook-query ${NS}><d:prop><d:getetag/></d:prop><card:filter>${filter}</card:filter></card:addressbook-query>`;
    const found = async (filter: string) => hrefsIn((await send(server, 'REPORT', '/addressbooks/user/contacts/', queryOf(filter))).text).map((href) => href.slice(-5));
    expect(await found('<card:prop-filter name="FN"/>')).toEqual(['a.vcf', 'b.vcf']);
    expect(await found('<card:prop-filter name="NOTE"><card:text-match match-type="starts-with">ta</card:text-match></card:prop-filter>')).toEqual(['b.vcf']);
    expect(await found('<card:prop-filter name="UID"><card:text-match match-type="equals">a</card:text-match></card:prop-filter>')).toEqual(['a.vcf']);
    expect(await found('<card:prop-filter name="NOTE"><card:is-not-defined/></card:prop-filter>')).toEqual(['a.vcf']);
  });

  it('makes a calendar with its properties, enforces its components and finds events by time', async () => {
    const server = await start([]);
    const body = `<cal:mkcalendar ${NS}><d:set><d:prop><d:displayname>Work &amp; play</d:displayname><ic:calendar-color>#ff0000</ic:calendar-color><cal:supported-calendar-component-set><cal:comp name="VEVENT"/></cal:supported-calendar-component-set></d:prop></d:set></cal:mkcalendar>`;
    expect((await send(server, 'MKCALENDAR', '/calendars/user/work/', body)).status).toBe(201);
    expect((await send(server, 'MKCALENDAR', '/calendars/user/work/', body)).status).toBe(405);
    const asked = await send(server, 'PROPFIND', '/calendars/user/work/', `<d:propfind ${NS}><d:prop><d:displayname/><ic:calendar-color/><cal:supported-calendar-component-set/></d:prop></d:propfind>`);
    for (const expected of ['Work &amp; play', '<ic:calendar-color>#ff0000<', '<cal:comp name="VEVENT"></cal:comp>']) expect(asked.text).toContain(expected);
    expect((await send(server, 'PUT', '/calendars/user/work/e.ics', calendarObject('VEVENT', 'DTSTART:20260401T090000Z\r\nDTEND:20260401T100000Z'))).status).toBe(201);
    expect((await send(server, 'PUT', '/calendars/user/work/t.ics', calendarObject('VTODO', 'DUE:20260401T090000Z'))).status).toBe(403);
    const between = async (start: string, end: string) =>
      hrefsIn((await send(server, 'REPORT', '/calendars/user/work/', timeQuery(start, end))).text).map((href) => href.slice(-5));
    expect(await between('20260401T000000Z', '20260402T000000Z')).toEqual(['e.ics']);
    expect(await between('20260402T000000Z', '20260403T000000Z')).toEqual([]);
  });

  it('logs every write with what really came of it', async () => {
    const server = await start([contacts()]);
    await send(server, 'PUT', '/addressbooks/user/contacts/a.vcf', card('a'));
    await send(server, 'PUT', '/addressbooks/user/contacts/a.vcf', card('a'), { 'if-none-match': '*' });
    await send(server, 'DELETE', '/addressbooks/user/contacts/a.vcf');
    const writes = server.log.writes();
    expect(writes.map(({ method, status, changes }) => [method, status, changes.map(({ before, after }) => [before !== null, after !== null])])).toEqual([
      ['PUT', 201, [[false, true]]],
      ['PUT', 412, []],
      ['DELETE', 204, [[true, false]]],
    ]);
    expect(writes[0]?.changes[0]?.after).toBe(writes[2]?.changes[0]?.before);
    expect(JSON.stringify(server.log.requests())).not.toContain('Basic ');
  });

  it('answers a path that climbs or is badly encoded with 400, and one that is not there with 404', async () => {
    const server = await start([contacts()]);
    const statuses = [];
    for (const path of ['/addressbooks/user/contacts/%zz.vcf', '/addressbooks/user/contacts/%2e%2e%2fx.vcf', '/addressbooks/other/', '/addressbooks/user/contacts/none.vcf']) {
      statuses.push((await send(server, 'GET', path)).status);
    }
    expect(statuses).toEqual([400, 400, 404, 404]);
  });
});

function contacts(): BookSeed {
  return { path: 'contacts', name: 'Contacts', kind: 'contacts' };
}

async function start(books: readonly BookSeed[]): Promise<DavServer> {
  const server = await startDavServer({ ...account, books });
  servers.push(server);
  return server;
}

async function send(server: DavServer, method: string, path: string, body?: string, headers: Record<string, string> = { depth: '1' }) {
  const authorization = `Basic ${Buffer.from(`${account.user}:${account.password}`, 'utf8').toString('base64')}`;
  const response = await fetch(server.url + path, { method, headers: { authorization, ...headers }, ...(body === undefined ? {} : { body }) });
  return { status: response.status, text: await response.text() };
}

function card(uid: string, extra = 'TITLE:None'): string {
  return `BEGIN:VCARD\r\nVERSION:3.0\r\nUID:${uid}\r\nFN:Person ${uid}\r\nN:${uid};Person;;;\r\n${extra}\r\nEND:VCARD\r\n`;
}

function calendarObject(name: string, lines: string): string {
  return `BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//Example//Test//EN\r\nBEGIN:${name}\r\nUID:${name}\r\nDTSTAMP:20260301T000000Z\r\n${lines}\r\nEND:${name}\r\nEND:VCALENDAR\r\n`;
}

function multigetOf(href: string): string {
  return `<card:addressbook-multiget ${NS}><d:prop><card:address-data/></d:prop><d:href>${href}</d:href></card:addressbook-multiget>`;
}

function syncOf(token: string, limit?: number): string {
  const limited = limit === undefined ? '' : `<d:limit><d:nresults>${limit}</d:nresults></d:limit>`;
  return `<d:sync-collection ${NS}><d:sync-token>${token}</d:sync-token><d:sync-level>1</d:sync-level>${limited}<d:prop><d:getetag/></d:prop></d:sync-collection>`;
}

function timeQuery(start: string, end: string): string {
  return `<cal:calendar-query ${NS}><d:prop><d:getetag/></d:prop><cal:filter><cal:comp-filter name="VCALENDAR"><cal:comp-filter name="VEVENT"><cal:time-range start="${start}" end="${end}"/></cal:comp-filter></cal:comp-filter></cal:filter></cal:calendar-query>`;
}

function hrefsIn(text: string): readonly string[] {
  return [...text.matchAll(/<d:href>(.*?)<\/d:href>/g)].map((match) => match[1] ?? '');
}

function tokenIn(text: string): string {
  return /<d:sync-token>(.*?)<\/d:sync-token>/.exec(text)?.[1] ?? '';
}

function unescape(xml: string): string {
  return xml.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&quot;', '"').replaceAll('&#13;', '\r').replaceAll('&amp;', '&');
}
