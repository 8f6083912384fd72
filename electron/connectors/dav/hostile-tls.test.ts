import { createServer, type Server } from 'node:https';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { AppError } from '../../../shared/errors.ts';
import { bodyFor, connectDav } from '../../testing/dav-harness.ts';
import { startLyingDav } from '../../testing/lying-dav/start-lying-dav.ts';
import { TLS_FIXTURES } from '../../testing/tls-fixtures.ts';

const { signal } = new AbortController();
const { key, good, authority, otherAuthority } = TLS_FIXTURES;
const closing: { close(): Promise<void> }[] = [];
afterEach(async () => {
  await Promise.all(closing.splice(0).map((one) => one.close()));
});

describe('a server behind TLS', () => {
  it('is trusted by the authority that the account names', async () => {
    const server = await start(good);
    const connector = connectDav('carddav', server, { ca: authority });
    closing.push(connector);
    expect(await connector.collections(signal)).toHaveLength(1);
  });

  it.each([
    ['whose authority is not known', good, undefined],
    ['whose authority is another than the account names', good, otherAuthority],
    ['whose certificate has expired', TLS_FIXTURES.expired, authority],
    ['whose certificate is for another host', TLS_FIXTURES.wrongHost, authority],
    ['whose certificate is its own', TLS_FIXTURES.selfSigned, undefined],
    ['whose certificate is its own, beside a known authority', TLS_FIXTURES.selfSigned, authority],
  ])('%s is refused before a password is sent', async (_, cert, ca) => {
    const server = await start(cert);
    expect(await codeOf(server, ca)).toBe('server-refused-tls');
    expect(server.log.requests()).toEqual([]);
  });

  it('is refused even where the environment turns checking off', async () => {
    const server = await start(good);
    process.env['NODE_TLS_REJECT_UNAUTHORIZED'] = '0';
    try {
      expect(await codeOf(server, undefined)).toBe('server-refused-tls');
    } finally {
      delete process.env['NODE_TLS_REJECT_UNAUTHORIZED'];
    }
    expect(server.log.requests()).toEqual([]);
  });

  it.each(['TLSv1', 'TLSv1.1'] as const)('that only speaks %s is refused', async (version) => {
    let requests = 0;
    const old = createServer({ key, cert: good, minVersion: version, maxVersion: version, ciphers: 'DEFAULT@SECLEVEL=0' }, (_, response) => {
      requests += 1;
      response.end();
    });
    const port = await listen(old);
    expect(await codeOf({ url: `https://127.0.0.1:${port}/`, user: 'user', password: 'secret' }, authority)).toBe('server-refused-tls');
    expect(requests).toBe(0);
  });

  it('is not taken for one where plain http answers', async () => {
    const plain = await startLyingDav({ books: [] });
    closing.push(plain);
    expect(await codeOf({ ...plain, url: plain.url.replace('http:', 'https:') }, authority)).toBe('server-refused-tls');
  });
});

async function start(cert: string) {
  const items = [{ name: 'a.vcf', text: bodyFor('carddav', 'a', 'A') }];
  const server = await startLyingDav({ tls: { key, cert }, books: [{ path: 'contacts', name: 'Contacts', kind: 'contacts', items }] });
  closing.push(server);
  return server;
}

async function listen(server: Server): Promise<number> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  closing.push({ close: () => new Promise<void>((resolve) => server.close(() => resolve())) });
  return (server.address() as AddressInfo).port;
}

async function codeOf(account: { readonly url: string; readonly user: string; readonly password: string }, ca: string | undefined): Promise<unknown> {
  const connector = connectDav('carddav', account, ca === undefined ? {} : { ca });
  closing.push(connector);
  return connector.collections(signal).then(
    () => 'done',
    (error: unknown) => (error instanceof AppError ? error.code : error),
  );
}
