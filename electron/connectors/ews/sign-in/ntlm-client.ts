import { createHmac } from 'node:crypto';
import { md4 } from '../../../core/exchange/md4.ts';

const SIGNATURE = Buffer.from('NTLMSSP\0', 'latin1');
/** MS-NLMP §2.2.2.5: Unicode, target, NTLM, always sign, extended session security, target info, version, 128 and 56 bit. No key is exchanged: nothing is encrypted with it. */
const FLAGS = 0xa2888205;
/** MS-NLMP §2.2.2.10: a version of Windows must be named; this one is 10.0, with NTLM revision 15. */
const VERSION = Buffer.from([10, 0, 0, 0, 0, 0, 0, 15]);
/** MS-NLMP §2.2.2.1. */
const AV = { end: 0, flags: 6, timestamp: 7, targetName: 9, channelBindings: 10 } as const;
const MIC_IS_THERE = 0x2;
const HEAD = 88;

/** Who signs in, and to what. */
export interface NtlmIdentity {
  readonly user: string;
  readonly domain: string;
  readonly password: string;
}

export interface NtlmProof {
  /** `HTTP/host`: what the server is reached as. */
  readonly target: string;
  /** MD5 of the channel's binding (`channelBindingOf`), or undefined on a channel that has none. */
  readonly binding: Buffer | undefined;
  readonly clientChallenge: Buffer;
  readonly nowMs: number;
}

export interface NtlmChallenge {
  readonly message: Buffer;
  readonly challenge: Buffer;
  readonly targetInfo: readonly Pair[];
}

/** MS-NLMP §2.2.2.1, AV_PAIR. */
interface Pair {
  readonly id: number;
  readonly value: Buffer;
}

/** `DOMAIN\user` in its parts; an address is a user without a domain (MS-NLMP §3.1.5.2.1: the name as the user wrote it). */
export function ntlmIdentity(user: string, password: string): NtlmIdentity {
  const slash = user.indexOf('\\');
  return slash < 0 ? { user, domain: '', password } : { user: user.slice(slash + 1), domain: user.slice(0, slash), password };
}

/** The message that opens a handshake (MS-NLMP §2.2.1.1). */
export function openingMessage(): Buffer {
  const message = Buffer.alloc(40);
  SIGNATURE.copy(message);
  message.writeUInt32LE(1, 8);
  message.writeUInt32LE(FLAGS, 12);
  message.writeUInt32LE(40, 20);
  message.writeUInt32LE(40, 28);
  VERSION.copy(message, 32);
  return message;
}

/** Reads the server's challenge (MS-NLMP §2.2.1.2); undefined where it is none, or one without whole target info, which NTLMv2 needs. */
export function readChallenge(message: Buffer): NtlmChallenge | undefined {
  if (message.length < 48 || !message.subarray(0, 8).equals(SIGNATURE) || message.readUInt32LE(8) !== 2) return undefined;
  const length = message.readUInt16LE(40);
  const offset = message.readUInt32LE(44);
  if (length === 0 || offset + length > message.length) return undefined;
  const targetInfo = readPairs(message.subarray(offset, offset + length));
  return targetInfo === undefined ? undefined : { message, challenge: message.subarray(24, 32), targetInfo };
}

/**
 * The message that proves the password (MS-NLMP §3.1.5.1.2, NTLMv2 alone): bound to the channel and to the name of the server, with a MIC
 * over all three messages.
 */
export function authenticateMessage(identity: NtlmIdentity, opening: Buffer, challenge: NtlmChallenge, proof: NtlmProof): Buffer {
  const pairs = challenge.targetInfo;
  const time = pairs.find((pair) => pair.id === AV.timestamp)?.value ?? fileTime(proof.nowMs);
  const key = responseKey(identity);
  const blob = Buffer.concat([
    Buffer.from([1, 1, 0, 0, 0, 0, 0, 0]), time, proof.clientChallenge, Buffer.alloc(4), clientPairs(pairs, proof), Buffer.alloc(4),
  ]);
  const ntProof = hmac(key, Buffer.concat([challenge.challenge, blob]));
  // §3.1.5.1.2: where the server gave a time there is no LM response, and a MIC.
  const message = layOut(identity, Buffer.alloc(24), Buffer.concat([ntProof, blob]));
  // §3.3.2: without key exchange the session base key is the exported one.
  const sessionKey = hmac(key, ntProof);
  hmac(sessionKey, Buffer.concat([opening, challenge.message, message])).copy(message, 72);
  return message;
}

/** NTOWFv2 (MS-NLMP §3.3.2). */
export function responseKey(identity: NtlmIdentity): Buffer {
  return hmac(md4(Buffer.from(identity.password, 'utf16le')), Buffer.from(identity.user.toUpperCase() + identity.domain, 'utf16le'));
}

function layOut(identity: NtlmIdentity, lm: Buffer, nt: Buffer): Buffer {
  const head = Buffer.alloc(HEAD);
  SIGNATURE.copy(head);
  head.writeUInt32LE(3, 8);
  head.writeUInt32LE(FLAGS, 60);
  VERSION.copy(head, 64);
  const parts: Buffer[] = [head];
  let offset = HEAD;
  const place = (at: number, value: Buffer) => {
    head.writeUInt16LE(value.length, at);
    head.writeUInt16LE(value.length, at + 2);
    head.writeUInt32LE(offset, at + 4);
    offset += value.length;
    parts.push(value);
  };
  place(28, Buffer.from(identity.domain, 'utf16le'));
  place(36, Buffer.from(identity.user, 'utf16le'));
  place(44, Buffer.alloc(0));
  place(12, lm);
  place(20, nt);
  place(52, Buffer.alloc(0));
  return Buffer.concat(parts);
}

function clientPairs(fromServer: readonly Pair[], proof: NtlmProof): Buffer {
  const kept = fromServer.filter((pair) => pair.id !== AV.flags && pair.id !== AV.channelBindings && pair.id !== AV.targetName);
  const flags = Buffer.alloc(4);
  flags.writeUInt32LE((fromServer.find((pair) => pair.id === AV.flags)?.value.readUInt32LE(0) ?? 0) | MIC_IS_THERE);
  const own: readonly Pair[] = [
    { id: AV.flags, value: flags },
    // §3.1.5.1.2: sixteen zeros say that the channel has no binding.
    { id: AV.channelBindings, value: proof.binding ?? Buffer.alloc(16) },
    { id: AV.targetName, value: Buffer.from(proof.target, 'utf16le') },
    { id: AV.end, value: Buffer.alloc(0) },
  ];
  return Buffer.concat([...kept, ...own].map(({ id, value }) => {
    const head = Buffer.alloc(4);
    head.writeUInt16LE(id, 0);
    head.writeUInt16LE(value.length, 2);
    return Buffer.concat([head, value]);
  }));
}

/** Lengths of the values that are read. */
const LENGTHS: ReadonlyMap<number, number> = new Map([[AV.flags, 4], [AV.timestamp, 8]]);

function readPairs(info: Buffer): readonly Pair[] | undefined {
  const pairs: Pair[] = [];
  for (let at = 0; at + 4 <= info.length; ) {
    const id = info.readUInt16LE(at);
    const length = info.readUInt16LE(at + 2);
    if (id === AV.end) break;
    if (at + 4 + length > info.length || length !== (LENGTHS.get(id) ?? length)) return undefined;
    pairs.push({ id, value: info.subarray(at + 4, at + 4 + length) });
    at += 4 + length;
  }
  return pairs;
}

/** MS-DTYP §2.3.3: a FILETIME counts 100 ns since 1601. */
function fileTime(nowMs: number): Buffer {
  const time = Buffer.alloc(8);
  time.writeBigUInt64LE((BigInt(Math.trunc(nowMs)) + 11_644_473_600_000n) * 10_000n);
  return time;
}

function hmac(key: Uint8Array, data: Uint8Array): Buffer {
  return createHmac('md5', key).update(data).digest();
}
