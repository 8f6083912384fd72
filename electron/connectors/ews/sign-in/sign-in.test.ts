import { X509Certificate } from 'node:crypto';
import { afterEach, describe, expect, it } from 'vitest';
import { AppError } from '../../../../shared/errors.ts';
import type { Secret } from '../../../core/ports.ts';
import { FaultPicker } from '../../../demo/exchange-server/faults/fault-rules.ts';
import { type ExchangeServer, type ExchangeServerOptions, startExchangeServer } from '../../../demo/exchange-server/start-exchange-server.ts';
import { readCollection } from '../../../testing/connector-harness.ts';
import { createHurriedClock } from '../../../testing/hurried-clock.ts';
import { TLS_FIXTURES } from '../../../testing/tls-fixtures.ts';
import type { Connector } from '../../connector.ts';
import { createEwsConnector } from '../create-ews-connector.ts';
import type { EwsSettings } from '../settings.ts';
import { channelBindingOf } from './channel-binding.ts';

const { signal } = new AbortController();
const closing: { close(): Promise<void> }[] = [];
afterEach(async () => {
  await Promise.all(closing.splice(0).map((one) => one.close()));
});

const PASSWORD: Secret = { type: 'password', password: 'pass' };
const TLS = { key: TLS_FIXTURES.key, cert: TLS_FIXTURES.good };
const BINDING = channelBindingOf(new X509Certificate(TLS_FIXTURES.good).raw);

describe('signing in by NTLM', () => {
  it('shakes hands once, on the one connection that everything goes over', async () => {
    const { connector, server } = await start({ schemes: ['ntlm'] });
    await captureAll(connector);
    const requests = server.log.requests();
    expect(requests.length).toBeGreaterThan(20);
    expect(new Set(requests.map(({ connection }) => connection))).toEqual(new Set([0]));
    expect(requests.map(({ status, authorization }) => `${status} ${authorization}`).slice(0, 4)).toEqual(['401 ', '401 ntlm', '200 ntlm', '200 ']);
    expect(requests.filter(({ authorization }) => authorization === 'ntlm')).toHaveLength(2);
    expect(Math.max(...requests.map(({ inFlight }) => inFlight))).toBe(1);
  });

  it('binds itself to the channel, as a server with Extended Protection requires', async () => {
    const { connector, server } = await start({ schemes: ['ntlm'], tls: TLS, channelBinding: BINDING });
    expect(await connector.collections(signal)).toHaveLength(7);
    expect(server.log.requests().filter(({ status }) => status === 401)).toHaveLength(2);
  });

  it('comes before Basic where both are offered, so that the password does not leave the machine', async () => {
    const { connector, server } = await start({ schemes: ['basic', 'ntlm'] });
    await connector.collections(signal);
    expect(new Set(server.log.requests().map(({ authorization }) => authorization))).toEqual(new Set(['', 'ntlm']));
  });

  it('gives way to Basic where something ends TLS in between, if the server takes that', async () => {
    const { connector, server } = await start({ schemes: ['ntlm', 'basic'], tls: TLS, channelBinding: Buffer.alloc(16, 7) });
    expect(await connector.collections(signal)).toHaveLength(7);
    expect(server.log.requests().filter(({ authorization }) => authorization === 'ntlm')).toHaveLength(2);
  });

  it('is refused once, not again and again', async () => {
    const { connector, server } = await start({ schemes: ['ntlm'] }, { secret: () => Promise.resolve({ type: 'password', password: 'wrong' }) });
    expect(await codeOf(connector.collections(signal))).toBe('auth-failed');
    expect(server.log.requests().map(({ authorization }) => authorization)).toEqual(['', 'ntlm', 'ntlm']);
  });

  it('names the channel’s binding where a password that was good before is refused', async () => {
    const binding = Buffer.from(BINDING);
    const { connector, server } = await start({ schemes: ['ntlm'], tls: TLS, channelBinding: binding, faults: new FaultPicker({ rules: [{ fault: 'reset', index: 6, times: 1 }], clockSkewMs: 0 }) });
    await connector.probe(signal);
    binding.fill(7);
    expect(await codeOf(captureAll(connector))).toBe('channel-binding-required');
    expect(server.log.requests().at(-1)?.status).toBe(401);
  });

  it('shakes hands anew when the connection was lost, and loses nothing', async () => {
    const { connector, server } = await start({ schemes: ['ntlm'], faults: new FaultPicker({ rules: [{ fault: 'reset', skip: 5, times: 2 }], clockSkewMs: 0 }) });
    expect(await captureAll(connector)).toBe(await captureAll(connector));
    expect(new Set(server.log.requests().map(({ connection }) => connection)).size).toBeGreaterThan(1);
  });
});

describe('signing in otherwise', () => {
  it('sends a password by Basic once the server has asked for it, as UTF-8', async () => {
    const account = { user: 'user@example.test', password: 'pä€ß:1', displayName: 'Robin Example' };
    const { connector, server } = await start({ schemes: ['basic'], accounts: [account] }, { secret: () => Promise.resolve({ type: 'password', password: account.password }) });
    expect(await connector.collections(signal)).toHaveLength(7);
    expect(server.log.requests().map(({ authorization }) => authorization)).toEqual(['', 'basic', 'basic']);
  });

  it('takes a fresh token where the old one is refused, once', async () => {
    let asked = 0;
    const refresh = (token: string) => () => {
      asked += 1;
      return Promise.resolve(token);
    };
    const good = await start({ schemes: ['bearer'] }, { secret: () => Promise.resolve({ type: 'bearer', token: 'old', refresh: refresh('test-token') }) });
    expect(await good.connector.collections(signal)).toHaveLength(7);
    expect(asked).toBe(1);
    const bad = await start({ schemes: ['bearer'] }, { secret: () => Promise.resolve({ type: 'bearer', token: 'old', refresh: refresh('wrong') }) });
    expect([await codeOf(bad.connector.collections(signal)), asked]).toEqual(['auth-failed', 2]);
  });

  it('says that it can’t answer what it does not know', async () => {
    const { connector } = await start({ schemes: ['bearer'] });
    expect(await codeOf(connector.collections(signal))).toBe('auth-unsupported');
  });

  it('says that the clocks are apart where a sign-in that needs the time is refused', async () => {
    const { connector } = await start({ schemes: ['bearer'], faults: new FaultPicker({ rules: [], clockSkewMs: 3_600_000 }) }, { secret: () => Promise.resolve({ type: 'bearer', token: 'stale' }) });
    const error: unknown = await connector.collections(signal).catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ code: 'clock-wrong', context: { minutes: 60 } });
  });

  it('acts for another mailbox, named in the request and its header', async () => {
    const service = { user: 'service@example.test', password: 'pass', displayName: 'Service' };
    const owner = { user: 'user@example.test', password: 'other', displayName: 'Robin Example' };
    const { connector } = await start({ schemes: ['basic'], accounts: [owner, service] }, { user: service.user, mailbox: owner.user });
    expect(await connector.collections(signal)).toHaveLength(7);
    const lost = await start({ schemes: ['basic'], accounts: [owner, service] }, { user: service.user, mailbox: 'nobody@example.test' });
    expect(await codeOf(lost.connector.collections(signal))).toBe('mailbox-not-found');
  });
});

async function captureAll(connector: Connector): Promise<number> {
  let count = 0;
  for (const collection of await connector.collections(signal)) count += (await readCollection(connector, collection)).upserts.size;
  return count;
}

async function codeOf(attempt: Promise<unknown>): Promise<unknown> {
  return attempt.then(
    () => 'done',
    (error: unknown) => (error instanceof AppError ? error.code : error),
  );
}

async function start(options: Partial<ExchangeServerOptions>, settings: Partial<EwsSettings> = {}): Promise<{ readonly server: ExchangeServer; readonly connector: Connector }> {
  const clock = createHurriedClock();
  const server = await startExchangeServer({ clock, ...options });
  const connector = createEwsConnector(
    { url: server.ewsUrl, user: 'user@example.test', secret: () => Promise.resolve(PASSWORD), ca: TLS_FIXTURES.authority, ...settings },
    { clock, log: { debug: () => undefined, info: () => undefined, warn: () => undefined } },
  );
  closing.push(connector, server);
  return { server, connector };
}
