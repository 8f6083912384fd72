import { X509Certificate } from 'node:crypto';
import { get } from 'node:https';

import { afterEach, describe, expect, it } from 'vitest';

import { startLyingDav, type LyingDav } from './lying-dav/start-lying-dav.ts';
import { createTestAuthority, makeSelfSigned, type TlsMaterial } from './test-certificates.ts';

const servers: LyingDav[] = [];

afterEach(async () => {
  await Promise.all(servers.splice(0).map((server) => server.close()));
});

describe('test certificates', () => {
  const authority = createTestAuthority();
  const ips = ['127.0.0.1'];

  it.each([
    ['good', authority.issue({ ips }), null],
    ['expired', authority.issue({ ips, from: '180101000000Z', to: '190101000000Z' }), 'CERT_HAS_EXPIRED'],
    ['not valid yet', authority.issue({ ips, from: '480101000000Z' }), 'CERT_NOT_YET_VALID'],
    ['for another host', authority.issue({ dns: ['other.example.test'] }), 'ERR_TLS_CERT_ALTNAME_INVALID'],
    ['self-signed', makeSelfSigned({ ips }), 'DEPTH_ZERO_SELF_SIGNED_CERT'],
    ['of another authority', createTestAuthority('Another').issue({ ips }), 'UNABLE_TO_VERIFY_LEAF_SIGNATURE'],
  ])('that are %s are judged so by TLS itself', async (_, tls, code) => {
    expect(await codeOfRequest(tls, authority.certificate)).toBe(code);
  });

  it('chain to the authority that issued them', () => {
    const certificate = new X509Certificate(authority.issue({ dns: ['dav.example.test'], ips }).cert);
    const issuer = new X509Certificate(authority.certificate);
    expect([certificate.checkIssued(issuer), certificate.verify(issuer.publicKey), issuer.ca, certificate.subjectAltName]).toEqual([
      true,
      true,
      true,
      'DNS:dav.example.test, IP Address:127.0.0.1',
    ]);
  });
});

async function codeOfRequest(tls: TlsMaterial, ca: string): Promise<string | null> {
  const server = await startLyingDav({ tls });
  servers.push(server);
  return new Promise((resolve) => {
    get(`${server.url}/`, { ca, agent: false }, (response) => {
      response.resume();
      resolve(null);
    }).on('error', (error: NodeJS.ErrnoException) => resolve(error.code ?? error.message));
  });
}
