import { createHmac, timingSafeEqual } from 'node:crypto';

import { md4 } from '../../../core/exchange/md4.ts';

const SIGNATURE = Buffer.from('NTLMSSP\0', 'latin1');
/** Unicode, NTLM, target, target info, extended session security, 128 and 56 bit, version (MS-NLMP §2.2.2.5). */
const FLAGS = 0xa2898205;
const TARGET = 'EXAMPLE';
/** MS-NLMP §2.2.2.1: ids of the pairs in a target info. */
const AV = { end: 0, server: 1, domain: 2, dnsServer: 3, dnsDomain: 4, timestamp: 7, flags: 6, channelBindings: 10 } as const;

/** What a client's last message says, with everything that has to be checked. */
export interface NtlmAnswer {
  readonly user: string;
  readonly domain: string;
  readonly response: Buffer;
  readonly message: Buffer;
}

/** 1 where it opens a handshake, 3 where it answers a challenge, 0 where it is no message of NTLM. */
export function ntlmMessageType(message: Buffer): number {
  return message.length >= 12 && message.subarray(0, 8).equals(SIGNATURE) ? message.readUInt32LE(8) : 0;
}

/** The server's message (MS-NLMP §2.2.1.2) with this challenge of eight bytes. */
export function ntlmChallenge(challenge: Buffer, nowMs: number): Buffer {
  const target = Buffer.from(TARGET, 'utf16le');
  const info = targetInfo(nowMs);
  const message = Buffer.alloc(56);
  SIGNATURE.copy(message);
  message.writeUInt32LE(2, 8);
  writeField(message, 12, target.length, 56);
  message.writeUInt32LE(FLAGS, 20);
  challenge.copy(message, 24);
  writeField(message, 40, info.length, 56 + target.length);
  Buffer.from([10, 0, 0x61, 0x4a, 0, 0, 0, 15]).copy(message, 48);
  return Buffer.concat([message, target, info]);
}

/** Reads a client's last message (MS-NLMP §2.2.1.3); null where it is cut off. */
export function readNtlmAnswer(message: Buffer): NtlmAnswer | null {
  if (message.length < 64) return null;
  const field = (at: number) => message.subarray(message.readUInt32LE(at + 4), message.readUInt32LE(at + 4) + message.readUInt16LE(at));
  return { response: Buffer.from(field(20)), domain: field(28).toString('utf16le'), user: field(36).toString('utf16le'), message };
}

/**
 * True where the answer proves the password to this challenge by NTLMv2 (MS-NLMP §3.3.2). Where `binding` is given, the answer must be bound to
 * the channel as well (§3.1.5.1.2), as Extended Protection asks for. LM and NTLMv1 are never good enough.
 */
export function provesPassword(answer: NtlmAnswer, password: string, challenge: Buffer, binding: Buffer | null = null): boolean {
  if (answer.response.length < 44) return false;
  const key = hmac(md4(Buffer.from(password, 'utf16le')), Buffer.from(answer.user.toUpperCase() + answer.domain, 'utf16le'));
  const proof = answer.response.subarray(0, 16);
  const blob = answer.response.subarray(16);
  if (!timingSafeEqual(hmac(key, Buffer.concat([challenge, blob])), proof)) return false;
  return binding === null || (pairIn(blob.subarray(28), AV.channelBindings)?.equals(binding) ?? false);
}

function hmac(key: Uint8Array, data: Uint8Array): Buffer {
  return createHmac('md5', key).update(data).digest();
}

function targetInfo(nowMs: number): Buffer {
  const text = (id: number, value: string) => pair(id, Buffer.from(value, 'utf16le'));
  const time = Buffer.alloc(8);
  // MS-DTYP §2.3.3: a FILETIME counts 100 ns since 1601.
  time.writeBigUInt64LE((BigInt(nowMs) + 11_644_473_600_000n) * 10_000n);
  return Buffer.concat([
    text(AV.domain, TARGET), text(AV.server, 'EXCHANGE'), text(AV.dnsDomain, 'example.test'), text(AV.dnsServer, 'exchange.example.test'), pair(AV.timestamp, time),
    pair(AV.end, Buffer.alloc(0)),
  ]);
}

function pair(id: number, value: Buffer): Buffer {
  const head = Buffer.alloc(4);
  head.writeUInt16LE(id, 0);
  head.writeUInt16LE(value.length, 2);
  return Buffer.concat([head, value]);
}

function pairIn(pairs: Buffer, id: number): Buffer | undefined {
  for (let at = 0; at + 4 <= pairs.length; ) {
    const length = pairs.readUInt16LE(at + 2);
    if (pairs.readUInt16LE(at) === AV.end) return undefined;
    if (pairs.readUInt16LE(at) === id) return pairs.subarray(at + 4, at + 4 + length);
    at += 4 + length;
  }
  return undefined;
}

function writeField(message: Buffer, at: number, length: number, offset: number): void {
  message.writeUInt16LE(length, at);
  message.writeUInt16LE(length, at + 2);
  message.writeUInt32LE(offset, at + 4);
}
