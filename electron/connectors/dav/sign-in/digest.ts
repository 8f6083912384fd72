import { createHash, randomBytes } from 'node:crypto';
import type { Challenge } from './challenges.ts';

/** What a Digest challenge asks for, as far as it is understood. */
export interface DigestChallenge {
  readonly realm: string;
  readonly nonce: string;
  readonly opaque: string | undefined;
  readonly hash: 'md5' | 'sha256' | 'sha512-256';
  /** As the server spelled it, to be sent back. */
  readonly algorithm: string | undefined;
  readonly isSession: boolean;
  /** Without it the answer is that of RFC 2069. */
  readonly hasQop: boolean;
  readonly hidesUser: boolean;
  /** The last answer was right, but its nonce is too old. */
  readonly isStale: boolean;
}

const HASHES: Readonly<Record<string, DigestChallenge['hash']>> = { 'MD5': 'md5', 'SHA-256': 'sha256', 'SHA-512-256': 'sha512-256' };
const STRENGTH: readonly DigestChallenge['hash'][] = ['md5', 'sha256', 'sha512-256'];

/** The strongest Digest challenge that can be answered, or undefined (RFC 7616 §3.7: the client takes the one it prefers). */
export function chooseDigest(challenges: readonly Challenge[]): DigestChallenge | undefined {
  const usable = challenges.map(readDigest).filter((challenge) => challenge !== undefined);
  return usable.toSorted((a, b) => STRENGTH.indexOf(b.hash) - STRENGTH.indexOf(a.hash))[0];
}

function readDigest({ scheme, parameters }: Challenge): DigestChallenge | undefined {
  const { realm, nonce, opaque, algorithm, qop } = parameters;
  if (scheme !== 'digest' || realm === undefined || nonce === undefined) return undefined;
  const [name = '', session] = (algorithm ?? 'MD5').toUpperCase().split(/-(?=SESS$)/);
  const hash = HASHES[name];
  const qops = qop?.split(',').map((one) => one.trim().toLowerCase());
  if (hash === undefined || (qops !== undefined && !qops.includes('auth'))) return undefined;
  const isTrue = (name: string) => parameters[name]?.toLowerCase() === 'true';
  return {
    realm,
    nonce,
    opaque,
    hash,
    algorithm,
    isSession: session === 'SESS',
    hasQop: qops !== undefined,
    hidesUser: isTrue('userhash'),
    isStale: isTrue('stale'),
  };
}

export interface DigestRequest {
  readonly method: string;
  /** The request target exactly as sent: path and query. */
  readonly target: string;
  readonly user: string;
  readonly password: string;
  /** How often this nonce was used, from 1. */
  readonly count: number;
  /** Fixed in tests; unguessable otherwise. */
  readonly clientNonce?: string;
}

/** The Authorization line that answers a challenge (RFC 7616 §3.4), user and password as UTF-8. */
export function answerDigest(challenge: DigestChallenge, request: DigestRequest): string {
  const digest = (text: string) => createHash(challenge.hash).update(text, 'utf8').digest('hex');
  const { realm, nonce, hasQop, isSession } = challenge;
  const clientNonce = request.clientNonce ?? randomBytes(16).toString('hex');
  const count = request.count.toString(16).padStart(8, '0');
  const secret = digest(`${request.user}:${realm}:${request.password}`);
  const first = isSession ? digest(`${secret}:${nonce}:${clientNonce}`) : secret;
  const second = digest(`${request.method}:${request.target}`);
  const response = digest(hasQop ? `${first}:${nonce}:${count}:${clientNonce}:auth:${second}` : `${first}:${nonce}:${second}`);
  const fields = [
    `username=${quoted(challenge.hidesUser ? digest(`${request.user}:${realm}`) : request.user)}`,
    `realm=${quoted(realm)}`,
    `nonce=${quoted(nonce)}`,
    `uri=${quoted(request.target)}`,
    `response="${response}"`,
    ...(challenge.algorithm === undefined ? [] : [`algorithm=${challenge.algorithm}`]),
    ...(challenge.opaque === undefined ? [] : [`opaque=${quoted(challenge.opaque)}`]),
    ...(hasQop ? [`qop=auth`, `nc=${count}`] : []),
    ...(hasQop || isSession ? [`cnonce="${clientNonce}"`] : []),
    ...(challenge.hidesUser ? ['userhash=true'] : []),
  ];
  return asHeader(`Digest ${fields.join(', ')}`);
}

function quoted(text: string): string {
  return `"${text.replaceAll(/["\\]/g, String.raw`\$&`)}"`;
}

/** Node takes a header as Latin-1; the bytes that leave are those of the text in UTF-8. */
function asHeader(text: string): string {
  return Buffer.from(text, 'utf8').toString('latin1');
}
