import { createHmac } from 'node:crypto';
import { Agent, request } from 'node:http';

import { afterEach, describe, expect, it } from 'vitest';

import { md4 } from '../../../core/exchange/md4.ts';
import { startExchangeServer, type ExchangeServer } from '../start-exchange-server.ts';
import { provesPassword, readNtlmAnswer } from './ntlm.ts';

const servers: ExchangeServer[] = [];
const agents: Agent[] = [];

afterEach(async () => {
  agents.splice(0).forEach((agent) => agent.destroy());
  await Promise.all(servers.splice(0).map((server) => server.close()));
});

describe('MD4', () => {
  it('digests the texts of RFC 1320 as that does', () => {
    const hex = (text: string) => Buffer.from(md4(Buffer.from(text, 'latin1'))).toString('hex');
    expect(['', 'a', 'abc', 'message digest', '1234567890'.repeat(8)].map(hex)).toEqual([
      '31d6cfe0d16ae931b73c59d7e0c089c0', 'bde52cb31de33e46245e05fbdbd6fb24', 'a448017aaf21d8525fc10ae87aa6729d', 'd9130a8164549fe818874806e1c7014b', 'e33b4ddc9c38f2199c3e7b164fcc0536',
    ]);
  });
});

describe('NTLMv2', () => {
  it('takes the example of the specification (MS-NLMP §4.2.4)', () => {
    const blob = Buffer.from('01010000000000000000000000000000aaaaaaaaaaaaaaaa0000000002000c0044006f006d00610069006e0001000c005300650072007600650072000000000000000000', 'hex');
    const proof = Buffer.from('68cd0ab851e51c96aabc927bebef6a1c', 'hex');
    const answer = { user: 'User', domain: 'Domain', response: Buffer.concat([proof, blob]), message: Buffer.alloc(0) };
    const challenge = Buffer.from('0123456789abcdef', 'hex');
    expect(provesPassword(answer, 'Password', challenge)).toBe(true);
    expect(provesPassword(answer, 'password', challenge)).toBe(false);
    expect(provesPassword(answer, 'Password', Buffer.alloc(8))).toBe(false);
    expect(provesPassword(answer, 'Password', challenge, Buffer.alloc(16, 1))).toBe(false);
  });

  it('signs in a connection by one handshake, and no other connection', async () => {
    const server = await start();
    const agent = keepAlive();
    expect(await shakeHands(server, agent, 'pass')).toBe(302);
    expect(await ask(server, agent)).toMatchObject({ status: 302 });
    expect(await ask(server, keepAlive())).toMatchObject({ status: 401 });
    expect(await shakeHands(server, keepAlive(), 'wrong')).toBe(401);
    expect(new Set(server.log.requests().map((one) => one.connection))).toEqual(new Set([0, 1, 2]));
  });

  it('refuses an answer that is bound to no channel where that is required', async () => {
    const binding = Buffer.alloc(16, 7);
    const server = await start(binding);
    expect(await shakeHands(server, keepAlive(), 'pass')).toBe(401);
    expect(await shakeHands(server, keepAlive(), 'pass', binding)).toBe(302);
  });

  it('reads nothing from an answer that is cut off', () => {
    expect(readNtlmAnswer(Buffer.from('NTLMSSP\0\x03\0\0\0', 'latin1'))).toBeNull();
  });
});

async function start(channelBinding: Buffer | null = null): Promise<ExchangeServer> {
  const server = await startExchangeServer({ clock: { nowMs: () => Date.UTC(2026, 10, 24) }, schemes: ['ntlm'], channelBinding });
  servers.push(server);
  return server;
}

function keepAlive(): Agent {
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  agents.push(agent);
  return agent;
}

/** The whole handshake on one connection; answers the last status. */
async function shakeHands(server: ExchangeServer, agent: Agent, password: string, binding: Buffer | null = null): Promise<number> {
  const opening = Buffer.concat([Buffer.from('NTLMSSP\0\x01\0\0\0', 'latin1'), Buffer.from('05820820', 'hex'), Buffer.alloc(24)]);
  const { challenge } = await ask(server, agent, opening);
  const message = Buffer.from(challenge, 'base64');
  const info = message.subarray(message.readUInt32LE(44), message.readUInt32LE(44) + message.readUInt16LE(40));
  return (await ask(server, agent, answerTo(message.subarray(24, 32), info, password, binding))).status;
}

function answerTo(challenge: Buffer, info: Buffer, password: string, binding: Buffer | null): Buffer {
  const [user, domain] = [Buffer.from('user', 'utf16le'), Buffer.from('EXAMPLE', 'utf16le')];
  const hmac = (key: Uint8Array, data: Uint8Array) => createHmac('md5', key).update(data).digest();
  const key = hmac(md4(Buffer.from(password, 'utf16le')), Buffer.from('USEREXAMPLE', 'utf16le'));
  const bound = binding === null ? info : Buffer.concat([Buffer.from([10, 0, 16, 0]), binding, info]);
  const blob = Buffer.concat([Buffer.from([1, 1, 0, 0, 0, 0, 0, 0]), Buffer.alloc(8), Buffer.alloc(8, 5), Buffer.alloc(4), bound, Buffer.alloc(4)]);
  const response = Buffer.concat([hmac(key, Buffer.concat([challenge, blob])), blob]);
  const head = Buffer.alloc(64);
  head.write('NTLMSSP\0\x03', 'latin1');
  let at = 64;
  for (const [offset, part] of [[20, response], [28, domain], [36, user]] as const) {
    head.writeUInt16LE(part.length, offset);
    head.writeUInt16LE(part.length, offset + 2);
    head.writeUInt32LE(at, offset + 4);
    at += part.length;
  }
  return Buffer.concat([head, response, domain, user]);
}

function ask(server: ExchangeServer, agent: Agent, message: Buffer | null = null): Promise<{ readonly status: number; readonly challenge: string }> {
  return new Promise((resolve, reject) => {
    const headers = message === null ? {} : { authorization: `NTLM ${message.toString('base64')}` };
    const sent = request(server.ewsUrl, { agent, headers }, (response) => {
      response.resume();
      response.once('end', () => resolve({ status: response.statusCode ?? 0, challenge: String(response.headers['www-authenticate'] ?? '').replace('NTLM ', '') }));
    });
    sent.once('error', reject);
    sent.end();
  });
}
