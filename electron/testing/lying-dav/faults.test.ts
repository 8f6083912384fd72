import { createHash } from 'node:crypto';

import { afterEach, describe, expect, it } from 'vitest';

import { readXml } from '../../demo/dav-server/read-xml.ts';
import { aCard } from '../builders.ts';
import { basicHeader } from '../dav-client.ts';
import { createBearerGate } from './bearer-auth.ts';
import { startCredentialTrap } from './credential-trap.ts';
import { requireDigest } from './digest-auth.ts';
import { randomFaultSchedule } from './fault-schedule.ts';
import type { Fault, FaultSchedule } from './faults.ts';
import { HOSTILE_SHAPES } from './hostile-xml.ts';
import { startLyingDav, type LyingDav, type LyingDavOptions } from './start-lying-dav.ts';

const servers: { close(): Promise<void> }[] = [];

afterEach(async () => {
  await Promise.all(servers.splice(0).map((server) => server.close()));
});

describe('a fault', () => {
  it.each([
    ['login-page', { kind: 'login-page' }, 200, /<html>/],
    ['empty reply', { kind: 'empty-reply' }, 200, /^$/],
    ['empty multistatus', { kind: 'empty-multistatus' }, 207, /<d:multistatus [^>]*>\s*<\/d:multistatus>/],
    ['lost index', { kind: 'lost-index' }, 207, /^(?!.*\.vcf).*contacts\/<\/d:href>/s],
    ['foreign hrefs', { kind: 'foreign-hrefs', origin: 'http://other.example.test' }, 207, /<d:href>http:\/\/other\.example\.test\/addressbooks/],
    ['cut off, chunked', { kind: 'cut-off', framing: 'chunked', share: 0.5 }, 207, /^(?!.*<\/d:multistatus>).*<d:response>/s],
    ['cut off, exact length', { kind: 'cut-off', framing: 'exact-length', share: 0.5 }, 207, /^(?!.*<\/d:multistatus>).*<d:response>/s],
    ['cut off, until close', { kind: 'cut-off', framing: 'close', share: 0.5 }, 207, /^(?!.*<\/d:multistatus>).*<d:response>/s],
  ] satisfies readonly [string, Fault, number, RegExp][])('of kind %s looks like an answer', async (_, fault, status, body) => {
    const server = await start({ faults: [{ fault }] });
    const response = await list(server);
    expect([response.status, await response.text()]).toEqual([status, expect.stringMatching(body)]);
  });

  it.each([
    { kind: 'reset' },
    { kind: 'half-close' },
    { kind: 'lost-reply' },
    { kind: 'cut-off', framing: 'content-length', share: 0.5 },
    { kind: 'cut-off', framing: 'reset', share: 0.5 },
  ] satisfies readonly Fault[])('of kind $kind breaks the connection', async (fault) => {
    const server = await start({ faults: [{ fault }] });
    await expect(list(server).then((response) => response.text())).rejects.toThrow();
  });

  it('that loses a reply lets the write happen, one that resets does not', async () => {
    const server = await start({
      faults: [
        { fault: { kind: 'lost-reply' }, when: { method: 'PUT', path: 'lost' } },
        { fault: { kind: 'reset' }, when: { method: 'PUT', path: 'reset' } },
      ],
    });
    await expect(put(server, 'lost.vcf')).rejects.toThrow();
    await expect(put(server, 'reset.vcf')).rejects.toThrow();
    expect([server.store.has('contacts', 'lost.vcf'), server.store.has('contacts', 'reset.vcf')]).toEqual([true, false]);
    expect(server.log.writes().map(({ status, changes }) => [status, changes.length])).toEqual([
      [0, 1],
      [0, 0],
    ]);
  });

  it('that stalls, drips or never ends goes on until the client gives up', async () => {
    for (const fault of [{ kind: 'stall' }, { kind: 'drip', everyMs: 1 }, { kind: 'endless-body' }] satisfies readonly Fault[]) {
      const server = await start({ faults: [{ fault }] });
      await expect(list(server, AbortSignal.timeout(60)).then((response) => response.text())).rejects.toThrow('aborted');
    }
  });

  it('that delays lets requests pile up, and the log counts them', async () => {
    const server = await start({ faults: [{ fault: { kind: 'delay', milliseconds: 30 } }] });
    await Promise.all(Array.from({ length: 3 }, async () => (await list(server)).text()));
    expect(server.log.requests().map((record) => record.inFlight)).toEqual([1, 2, 3]);
  });

  it('that is a gzip bomb is small on the wire and large behind it', async () => {
    const server = await start({ faults: [{ fault: { kind: 'gzip-bomb', megabytes: 8 } }] });
    expect((await (await list(server)).text()).length).toBeGreaterThan(8 * 1024 * 1024);
  });

  const isWellFormed = new Set(['numeric-references', 'many-attributes']);
  it.each(HOSTILE_SHAPES)('of hostile XML, %s, arrives as it is', async (shape) => {
    const server = await start({ faults: [{ fault: { kind: 'hostile-xml', shape } }] });
    const response = await list(server);
    const text = await response.text();
    expect([response.status, text.length > 100]).toEqual([207, true]);
    if (!isWellFormed.has(shape)) expect(() => readXml(text)).toThrow();
  });

  it('that redirects or throttles says so in the headers', async () => {
    const server = await start({
      faults: [
        { fault: { kind: 'redirect', status: 302, location: 'http://127.0.0.1:9{path}' }, times: 1 },
        { fault: { kind: 'status', status: 429, retryAfter: '2' }, times: 1 },
        { fault: { kind: 'status', status: 401 }, times: 1 },
      ],
    });
    expect((await list(server)).headers.get('location')).toBe('http://127.0.0.1:9/addressbooks/user/contacts/');
    const throttled = await list(server);
    expect([throttled.status, throttled.headers.get('retry-after')]).toEqual([429, '2']);
    expect((await list(server)).headers.get('www-authenticate')).toContain('Basic');
    expect((await list(server)).status).toBe(207);
    expect(server.applied().map(({ request, fault }) => [request, fault.kind])).toEqual([
      [0, 'redirect'],
      [1, 'status'],
      [2, 'status'],
    ]);
  });
});

describe('a schedule', () => {
  it('hits the requests that it names, by index, method, path, report and count', async () => {
    const fault: Fault = { kind: 'status', status: 503 };
    const server = await start({
      faults: [
        { fault, when: { index: 1 } },
        { fault, when: { report: 'addressbook-multiget' } },
        { fault, when: { method: ['PUT'], path: /b\.vcf$/ }, skip: 1, times: 1 },
      ],
    });
    const statuses = [(await list(server)).status, (await list(server)).status];
    const multiget = '<?xml version="1.0"?><c:addressbook-multiget xmlns:c="urn:ietf:params:xml:ns:carddav" xmlns:d="DAV:"><d:href>/x</d:href></c:addressbook-multiget>';
    statuses.push((await send(server, 'REPORT', multiget)).status);
    for (let round = 0; round < 3; round += 1) statuses.push((await put(server, 'b.vcf')).status);
    expect(statuses).toEqual([207, 503, 503, 201, 503, 204]);
  });

  it('made at random is the same for the same seed', () => {
    const options = { requests: 200, rate: 0.3 };
    const schedule: FaultSchedule = randomFaultSchedule(11, options);
    expect(randomFaultSchedule(11, options)).toEqual(schedule);
    expect(randomFaultSchedule(12, options)).not.toEqual(schedule);
    expect(schedule.length).toBeGreaterThan(40);
    expect(schedule.length).toBeLessThan(80);
  });
});

describe('sign-in', () => {
  it('by Digest lets the right answer in, calls an old nonce stale and refuses a replay', async () => {
    const server = await start({ authenticate: requireDigest({ user: 'user', password: 'pass', requestsPerNonce: 2 }) });
    const challenge = async (authorization: string) => list(server, undefined, authorization);
    const first = await challenge('');
    const nonce = nonceOf(first);
    const answers = [];
    for (const count of [1, 1, 2, 3]) answers.push(await challenge(digestHeader('pass', nonce, count)));
    expect(answers.map((answer) => [answer.status, answer.headers.get('www-authenticate')?.includes('stale=true') ?? false])).toEqual([
      [207, false],
      [401, false],
      [207, false],
      [401, true],
    ]);
    expect((await challenge(digestHeader('pass', nonceOf(answers[3] as Response), 1))).status).toBe(207);
    expect((await challenge(digestHeader('wrong', nonceOf(answers[3] as Response), 2))).status).toBe(401);
  });

  it('by bearer token ends after its requests and goes on with a new one', async () => {
    const gate = createBearerGate(2);
    const server = await start({ authenticate: gate.authenticate });
    const statuses = [];
    for (let request = 0; request < 3; request += 1) statuses.push((await list(server, undefined, `Bearer ${gate.token()}`)).status);
    statuses.push((await list(server, undefined, `Bearer ${gate.renew()}`)).status);
    expect([statuses, gate.renewals()]).toEqual([[207, 207, 401, 207], 1]);
  });

  it('is noted by the trap when credentials are brought to it', async () => {
    const trap = await startCredentialTrap();
    servers.push(trap);
    await fetch(`${trap.origin}/x`, { headers: { authorization: 'Basic eDp5' } });
    await fetch(`${trap.localhostOrigin}/y`);
    expect(trap.requests()).toEqual([
      { method: 'GET', path: '/x', authorization: 'Basic eDp5', cookie: undefined },
      { method: 'GET', path: '/y', authorization: undefined, cookie: undefined },
    ]);
  });
});

async function start(options: LyingDavOptions): Promise<LyingDav> {
  const items = Array.from({ length: 5 }, (_, at) => ({ name: `${at}.vcf`, text: aCard({ uid: `card-${at}` }) }));
  const server = await startLyingDav({ ...options, books: [{ path: 'contacts', name: 'Contacts', kind: 'contacts', items }] });
  servers.push(server);
  return server;
}

const LISTING = '<d:propfind xmlns:d="DAV:"><d:prop><d:getetag/></d:prop></d:propfind>';

function list(server: LyingDav, signal?: AbortSignal, authorization = basicHeader(server)): Promise<Response> {
  return fetch(server.bookUrl('contacts'), {
    method: 'PROPFIND',
    redirect: 'manual',
    headers: { authorization, depth: '1' },
    body: LISTING,
    ...(signal === undefined ? {} : { signal }),
  });
}

function send(server: LyingDav, method: string, body: string): Promise<Response> {
  return fetch(server.bookUrl('contacts'), { method, headers: { authorization: basicHeader(server), depth: '1' }, body });
}

function put(server: LyingDav, name: string): Promise<Response> {
  return fetch(server.bookUrl('contacts') + name, { method: 'PUT', headers: { authorization: basicHeader(server) }, body: aCard({ uid: name }) });
}

function nonceOf(response: Response): string {
  return /[ ,]nonce="([^"]*)"/.exec(response.headers.get('www-authenticate') ?? '')?.[1] ?? '';
}

function digestHeader(password: string, nonce: string, count: number): string {
  const hash = (text: string) => createHash('md5').update(text).digest('hex');
  const realm = 'SyncTrace tests';
  const uri = '/addressbooks/user/contacts/';
  const nc = count.toString(16).padStart(8, '0');
  const response = hash([hash(`user:${realm}:${password}`), nonce, nc, 'cnonce', 'auth', hash(`PROPFIND:${uri}`)].join(':'));
  return `Digest username="user", realm="${realm}", nonce="${nonce}", uri="${uri}", qop=auth, nc=${nc}, cnonce="cnonce", response="${response}"`;
}
