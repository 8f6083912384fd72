import { createHmac, X509Certificate } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { ntlmChallenge, provesPassword, readNtlmAnswer } from '../../../demo/exchange-server/auth/ntlm.ts';
import { TLS_FIXTURES } from '../../../testing/tls-fixtures.ts';
import { channelBindingOf } from './channel-binding.ts';
import { authenticateMessage, ntlmIdentity, openingMessage, readChallenge, responseKey } from './ntlm-client.ts';

const identity = { user: 'User', domain: 'Domain', password: 'Password' };
const nowMs = Date.UTC(2026, 10, 24, 12);
const serverChallenge = Buffer.from('0123456789abcdef', 'hex');

describe('NTLMv2 as a client', () => {
  it('derives the key of the specification’s example (MS-NLMP §4.2.4.1.1)', () => {
    expect(responseKey(identity).toString('hex')).toBe('0c868a403bfd7a93a3001ef22ef02e3f');
  });

  it('proves the password, bound to the channel, in a message that the server reads', () => {
    const binding = channelBindingOf(new X509Certificate(TLS_FIXTURES.good).raw);
    const message = answer(binding);
    const read = readNtlmAnswer(message);
    if (read === null) throw new Error('unread');
    expect([read.user, read.domain]).toEqual(['User', 'Domain']);
    expect(provesPassword(read, 'Password', serverChallenge, binding)).toBe(true);
    expect(provesPassword(read, 'Password', serverChallenge, Buffer.alloc(16, 1))).toBe(false);
    expect(provesPassword(read, 'password', serverChallenge, binding)).toBe(false);
  });

  it('says where a channel has no binding, instead of leaving it open', () => {
    const read = readNtlmAnswer(answer(undefined));
    if (read === null) throw new Error('unread');
    expect(provesPassword(read, 'Password', serverChallenge, Buffer.alloc(16))).toBe(true);
  });

  it('seals all three messages with a MIC (MS-NLMP §3.1.5.1.2)', () => {
    const message = answer(undefined);
    const mic = Buffer.from(message.subarray(72, 88));
    const unsealed = Buffer.from(message);
    unsealed.fill(0, 72, 88);
    const proof = message.subarray(message.readUInt32LE(24), message.readUInt32LE(24) + 16);
    const sessionKey = createHmac('md5', responseKey(identity)).update(proof).digest();
    const expected = createHmac('md5', sessionKey).update(Buffer.concat([openingMessage(), challengeMessage(), unsealed])).digest();
    expect(mic.toString('hex')).toBe(expected.toString('hex'));
  });

  it('takes a name as it is written', () => {
    expect(ntlmIdentity('EXAMPLE\\user', 'x')).toEqual({ user: 'user', domain: 'EXAMPLE', password: 'x' });
    expect(ntlmIdentity('user@example.test', 'x')).toEqual({ user: 'user@example.test', domain: '', password: 'x' });
  });

  it('reads no challenge out of what is none', () => {
    for (const bytes of [Buffer.alloc(0), openingMessage(), challengeMessage().subarray(0, 50), Buffer.alloc(100)]) expect(readChallenge(bytes)).toBeUndefined();
  });

  it('reads no challenge whose pairs are cut off or too short (MS-NLMP §2.2.2.1)', () => {
    const whole = challengeMessage();
    const [at, length] = [whole.readUInt32LE(44), whole.readUInt16LE(40)];
    const withInfo = (info: Buffer) => {
      const head = Buffer.from(whole.subarray(0, at));
      head.writeUInt16LE(info.length, 40);
      head.writeUInt16LE(info.length, 42);
      return Buffer.concat([head, info]);
    };
    const end = Buffer.alloc(4);
    expect(readChallenge(withInfo(whole.subarray(at, at + length)))).toBeDefined();
    expect(readChallenge(withInfo(end))).toBeDefined();
    const pair = (id: number, value: readonly number[], saidLength = value.length) => Buffer.from([id, 0, saidLength, 0, ...value]);
    for (const info of [pair(6, [1, 0]), pair(7, [1, 2, 3]), pair(2, [1, 2], 40)]) expect(readChallenge(withInfo(Buffer.concat([info, end])))).toBeUndefined();
  });
});

describe('the binding of a channel', () => {
  it('hashes the certificate as its signature does, and at least by SHA-256 (RFC 5929 §4.1)', () => {
    // Calculated elsewhere, from the fixture and from SEQUENCE { SEQUENCE {}, SEQUENCE { sha384WithRSAEncryption } }.
    expect(channelBindingOf(new X509Certificate(TLS_FIXTURES.good).raw).toString('hex')).toBe('788e6a2cce7daa39512fdab54c89bbe7');
    expect(channelBindingOf(Buffer.from('300f3000300b06092a864886f70d01010c', 'hex')).toString('hex')).toBe('dbecbc32ea9db325d5b1de6d3faa6ff6');
  });
});

function challengeMessage(): Buffer {
  return ntlmChallenge(serverChallenge, nowMs);
}

function answer(binding: Buffer | undefined): Buffer {
  const challenge = readChallenge(challengeMessage());
  if (challenge === undefined) throw new Error('unread');
  return authenticateMessage(identity, openingMessage(), challenge, { target: 'HTTP/127.0.0.1', binding, clientChallenge: Buffer.alloc(8, 0xaa), nowMs });
}
