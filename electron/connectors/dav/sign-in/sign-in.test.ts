import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { AppError } from '../../../../shared/errors.ts';
import type { Secret } from '../../../core/ports.ts';
import { requireBasic } from '../../../demo/dav-server/basic-auth.ts';
import { readCollection } from '../../../testing/connector-harness.ts';
import { bodyFor, connectDav } from '../../../testing/dav-harness.ts';
import { createBearerGate } from '../../../testing/lying-dav/bearer-auth.ts';
import { requireDigest } from '../../../testing/lying-dav/digest-auth.ts';
import { type LyingDav, type LyingDavOptions, TEST_PASSWORD, TEST_USER, startLyingDav } from '../../../testing/lying-dav/start-lying-dav.ts';

const { signal } = new AbortController();
const closing: { close(): Promise<void> }[] = [];
afterEach(async () => {
  await Promise.all(closing.splice(0).map((one) => one.close()));
});

describe('signing in with a password', () => {
  it('sends Basic as UTF-8, once the server has asked for it', async () => {
    const { server, connector } = await start({ user: 'jürgen@example.test', password: 'pä€ßwörd:1' });
    expect(await connector.collections(signal)).toHaveLength(1);
    expect(server.log.requests().map((request) => [request.status, request.authorization]).slice(0, 2)).toEqual([
      [401, ''],
      [207, 'basic'],
    ]);
    expect(server.log.requests().filter((request) => request.status === 401)).toHaveLength(1);
  });

  it('is refused once, not again and again', async () => {
    const { server, connector } = await start({}, { type: 'password', password: 'wrong' });
    expect(await codeOf(connector.collections(signal))).toBe('auth-failed');
    expect(server.log.requests().filter((request) => request.authorization !== '')).toHaveLength(1);
  });

  it.each(['MD5', 'SHA-256'] as const)('answers Digest with %s, many requests at a time and with nonces that grow old', async (algorithm) => {
    const account = { user: TEST_USER, password: TEST_PASSWORD };
    const items = Array.from({ length: 30 }, (_, at) => ({ name: `${at}.vcf`, text: bodyFor('carddav', `${at}`, `${at}`) }));
    const { server, connector } = await start({ authenticate: requireDigest({ ...account, algorithm, requestsPerNonce: 4 }), books: [{ path: 'contacts', name: 'Contacts', kind: 'contacts', items }] }, undefined, { chunkItems: 4, connections: 1 });
    const [book] = await connector.collections(signal);
    if (book === undefined) throw new Error('no book');
    expect((await readCollection(connector, book)).upserts.size).toBe(30);
    expect(new Set(server.log.requests().map((request) => request.authorization))).toEqual(new Set(['', 'digest']));
  });

  it('does not offer a wrong password to Digest a second time', async () => {
    const authenticate = requireDigest({ user: TEST_USER, password: 'right' });
    const { server, connector } = await start({ authenticate }, { type: 'password', password: 'wrong' });
    expect(await codeOf(connector.collections(signal))).toBe('auth-failed');
    expect(server.log.requests().filter((request) => request.authorization !== '')).toHaveLength(1);
  });

  it('never sends the password in the clear where Digest is asked for', async () => {
    const seen: string[] = [];
    const account = { user: TEST_USER, password: TEST_PASSWORD };
    const { connector } = await start({
      authenticate: (next) => {
        const digest = requireDigest(account)(next);
        return (request) => {
          seen.push(request.headers['authorization'] ?? '');
          return digest(request);
        };
      },
    });
    await connector.collections(signal);
    expect(seen.filter((header) => /^basic/i.test(header) || header.includes(TEST_PASSWORD))).toEqual([]);
  });

  it('is done unasked where guests are shown less', async () => {
    const { connector } = await start({
      authenticate: (next) => (request) => {
        const asGuest = request.headers['authorization'] === undefined;
        if (!asGuest) return requireBasic(TEST_USER, TEST_PASSWORD, next)(request);
        const body = `<d:multistatus xmlns:d="DAV:"><d:response><d:href>${request.path}</d:href><d:propstat><d:prop><d:current-user-principal><d:unauthenticated/></d:current-user-principal></d:prop><d:status>HTTP/1.1 200 OK</d:status></d:propstat></d:response></d:multistatus>`;
        return { status: 207, headers: { 'content-type': 'application/xml' }, body };
      },
    });
    expect(await connector.collections(signal)).toHaveLength(1);
  });

  it('is not done where no DAV server answers', async () => {
    const { server, connector } = await start({ faults: [{ fault: { kind: 'login-page' } }] });
    expect(await codeOf(connector.collections(signal))).toBe('answer-not-dav');
    expect(new Set(server.log.requests().map((request) => request.authorization))).toEqual(new Set(['']));
  });

  it.each(['Negotiate', 'NTLM', 'Bearer realm="x"', 'Digest realm="x", nonce="y", algorithm=UNKNOWN'])('says that it can’t answer %s', async (challenge) => {
    const { connector } = await start({ authenticate: () => () => ({ status: 401, headers: { 'www-authenticate': challenge } }) });
    expect(await codeOf(connector.collections(signal))).toBe('auth-unsupported');
  });

  it('is tried as Basic where a server asks for nothing in particular', async () => {
    const { connector } = await start({ authenticate: (next) => (request) => (request.headers['authorization']?.startsWith('Basic ') === true ? next(request) : { status: 401 }) });
    expect(await connector.collections(signal)).toHaveLength(1);
  });
});

describe('signing in with a token', () => {
  it('takes a fresh token when the old one is refused, many requests at a time', async () => {
    const gate = createBearerGate(5);
    const items = Array.from({ length: 40 }, (_, at) => ({ name: `${at}.vcf`, text: bodyFor('carddav', `${at}`, `${at}`) }));
    const secret: Secret = { type: 'bearer', token: gate.token(), refresh: () => Promise.resolve(gate.renew()) };
    const { connector } = await start({ authenticate: gate.authenticate, books: [{ path: 'contacts', name: 'Contacts', kind: 'contacts', items }] }, secret, { chunkItems: 4 });
    const [book] = await connector.collections(signal);
    if (book === undefined) throw new Error('no book');
    expect((await readCollection(connector, book)).upserts.size).toBe(40);
    expect(gate.renewals()).toBeGreaterThan(1);
  });

  it('gives up where a fresh token is refused too, or there is none', async () => {
    const gate = createBearerGate();
    let asked = 0;
    const refresh = () => Promise.resolve(`wrong-${(asked += 1)}`);
    const stubborn = await start({ authenticate: gate.authenticate }, { type: 'bearer', token: 'wrong', refresh });
    expect([await codeOf(stubborn.connector.collections(signal)), asked]).toEqual(['auth-failed', 1]);
    const without = await start({ authenticate: gate.authenticate }, { type: 'bearer', token: 'wrong' });
    expect(await codeOf(without.connector.collections(signal))).toBe('auth-failed');
  });
});

describe('a connection that fails', () => {
  it('is told apart from a refusal', async () => {
    const free = createServer();
    await new Promise<void>((resolve) => free.listen(0, '127.0.0.1', resolve));
    const { port } = free.address() as AddressInfo;
    await new Promise((resolve) => free.close(resolve));
    const connector = connectDav('carddav', { user: 'user', password: 'secret', url: `http://127.0.0.1:${port}/` });
    closing.push(connector);
    expect(await codeOf(connector.probe(signal))).toBe('server-unreachable');
  });
});

async function start(options: LyingDavOptions = {}, secret?: Secret, limits: Record<string, number> = {}): Promise<{ server: LyingDav; connector: ReturnType<typeof connectDav> }> {
  const server = await startLyingDav({ books: [{ path: 'contacts', name: 'Contacts', kind: 'contacts' }], ...options });
  const connector = connectDav('carddav', server, { limits, ...(secret === undefined ? {} : { secret: () => Promise.resolve(secret) }) });
  closing.push(connector, server);
  return { server, connector };
}

async function codeOf(attempt: Promise<unknown>): Promise<unknown> {
  return attempt.then(
    () => 'done',
    (error: unknown) => (error instanceof AppError ? error.code : error),
  );
}
