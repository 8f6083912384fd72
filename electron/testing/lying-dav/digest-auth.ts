import { createHash, timingSafeEqual } from 'node:crypto';

import type { DavHandler, DavReply, DavRequest } from '../../demo/dav-server/messages.ts';

export interface DigestOptions {
  readonly user: string;
  readonly password: string;
  readonly realm?: string;
  readonly algorithm?: 'MD5' | 'SHA-256';
  /** After so many requests the nonce is replaced and the client told that it is stale. */
  readonly requestsPerNonce?: number;
}

/** Digest authentication (RFC 7616) with `qop=auth`, whose nonce changes; a count that does not grow is refused as a replay. */
export function requireDigest(options: DigestOptions): (next: DavHandler) => DavHandler {
  const { user, password, realm = 'SyncTrace tests', algorithm = 'MD5', requestsPerNonce = Infinity } = options;
  const hash = (text: string) => createHash(algorithm === 'MD5' ? 'md5' : 'sha256').update(text, 'utf8').digest('hex');
  let round = 1;
  let used = 0;
  let lastCount = 0;
  const nonce = () => hash(`nonce ${round} of ${realm}`);

  const challenge = (isStale: boolean): DavReply => ({
    status: 401,
    headers: { 'www-authenticate': `Digest realm="${realm}", qop="auth", algorithm=${algorithm}, nonce="${nonce()}", opaque="opaque-${round}"${isStale ? ', stale=true' : ''}` },
  });

  const judge = (request: DavRequest): 'let-in' | 'refused' | 'stale' => {
    const given = readParameters(request.headers['authorization'] ?? '');
    if (given === null || given['username'] !== user || given['realm'] !== realm) return 'refused';
    const secret = hash(`${user}:${realm}:${password}`);
    const target = hash(`${request.method}:${given['uri'] ?? ''}`);
    const expected = hash([secret, given['nonce'], given['nc'], given['cnonce'], given['qop'], target].join(':'));
    if (!isEqual(expected, given['response'] ?? '') || !(given['uri'] ?? '').startsWith(request.path)) return 'refused';
    const count = Number.parseInt(given['nc'] ?? '', 16);
    if (given['nonce'] !== nonce()) return 'stale';
    if (!(count > lastCount)) return 'refused';
    if (used >= requestsPerNonce) {
      round += 1;
      used = 0;
      lastCount = 0;
      return 'stale';
    }
    used += 1;
    lastCount = count;
    return 'let-in';
  };

  return (next) => (request) => {
    if (request.path.startsWith('/.well-known/')) return next(request);
    const verdict = judge(request);
    return verdict === 'let-in' ? next(request) : challenge(verdict === 'stale');
  };
}

function readParameters(header: string): Record<string, string> | null {
  if (!/^digest /i.test(header)) return null;
  const parameters: Record<string, string> = {};
  for (const match of header.matchAll(/(\w+)=(?:"([^"]*)"|([^\s,]+))/g)) parameters[match[1] ?? ''] = match[2] ?? match[3] ?? '';
  return parameters;
}

function isEqual(expected: string, given: string): boolean {
  return expected.length === given.length && timingSafeEqual(Buffer.from(expected), Buffer.from(given));
}
