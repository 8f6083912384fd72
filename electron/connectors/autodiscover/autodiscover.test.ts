import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { AppError } from '../../../shared/errors.ts';
import { FaultPicker } from '../../demo/exchange-server/faults/fault-rules.ts';
import { type ExchangeServer, type ExchangeServerOptions, startExchangeServer } from '../../demo/exchange-server/start-exchange-server.ts';
import { createHurriedClock } from '../../testing/hurried-clock.ts';
import { type AutodiscoverSettings, autodiscover } from './autodiscover.ts';

const { signal } = new AbortController();
const EMAIL = 'user@example.test';
const WITHOUT_JSON = () => new FaultPicker({ rules: [{ fault: 'status', status: 404, operation: 'GET /autodiscover/autodiscover.json' }], clockSkewMs: 0 });
const closing: { close(): Promise<void> }[] = [];
afterEach(async () => {
  await Promise.all(closing.splice(0).map((one) => one.close()));
});

describe('finding the server of a mailbox', () => {
  it('asks the places that follow from the address, without signing in', async () => {
    const server = await exchange();
    const { found, asked } = await find({ places: [server.url] }, 'yes');
    expect(found).toEqual({ kind: 'ews', url: server.ewsUrl });
    expect(asked).toEqual([new URL(server.url).host]);
    expect(server.log.requests().map(({ path, authorization }) => [path, authorization])).toEqual([['/autodiscover/autodiscover.json/v1.0/user%40example.test', '']]);
  });

  it('needs no asking for the server that the user named', async () => {
    const server = await exchange();
    expect(await find({ url: `${server.url}/` })).toEqual({ found: { kind: 'ews', url: server.ewsUrl }, asked: [] });
  });

  it('shows another host and follows it only after a yes', async () => {
    const server = await exchange();
    const first = await place({ status: 302, headers: { location: `${server.url}/autodiscover/autodiscover.json/v1.0/x` } });
    const { host } = new URL(server.url);
    expect(await find({ places: [first] }, 'yes')).toEqual({ found: { kind: 'ews', url: server.ewsUrl }, asked: [host] });
    server.log.clear();
    expect(await find({ places: [first] }, 'no')).toEqual({ found: 'autodiscover-failed', asked: [host, new URL(first).host] });
    expect(server.log.requests()).toEqual([]);
  });

  it('does not take a service on another host unasked', async () => {
    const first = await place({ body: { Protocol: 'EWS', Url: 'https://mail.example.test/EWS/Exchange.asmx' } });
    expect((await find({ places: [first] }, 'yes')).found).toEqual({ kind: 'ews', url: 'https://mail.example.test/EWS/Exchange.asmx' });
    expect((await find({ places: [first] }, 'no')).found).toBe('autodiscover-failed');
    const plain = await place({ body: { Protocol: 'EWS', Url: 'http://mail.example.test/EWS/Exchange.asmx' } });
    expect((await find({ places: [plain] }, 'no')).found).toBe('autodiscover-failed');
  });

  it.each([
    ['outlook.office365.com', 'https://graph.microsoft.com/v1.0'],
    ['outlook.office365.us', 'https://graph.microsoft.us/v1.0'],
    ['webmail.apps.mil', 'https://dod-graph.microsoft.us/v1.0'],
    ['partner.outlook.cn', 'https://microsoftgraph.chinacloudapi.cn/v1.0'],
  ])('sends a mailbox on %s to its Graph', async (host, url) => {
    const answered = await place({ body: { Protocol: 'EWS', Url: `https://${host}/EWS/Exchange.asmx` } });
    expect((await find({ places: [answered] })).found).toEqual({ kind: 'graph', url });
    const redirected = await place({ status: 302, headers: { location: `https://${host}/autodiscover/autodiscover.json` } });
    expect((await find({ places: [redirected] })).found).toEqual({ kind: 'graph', url });
    expect((await find({ url: `https://${host}/EWS/Exchange.asmx`, places: [] }, 'no', '')).found).toEqual({ kind: 'graph', url });
  });

  it('signs in to the older autodiscover where there is no newer one, after a yes', async () => {
    const server = await exchange({ schemes: ['ntlm'], faults: WITHOUT_JSON() });
    expect(await find({ places: [server.url] }, 'yes')).toEqual({ found: { kind: 'ews', url: server.ewsUrl }, asked: [new URL(server.url).host] });
    expect(server.log.requests().map(({ authorization }) => authorization)).toEqual(['', '', 'ntlm', 'ntlm']);
    server.log.clear();
    expect((await find({ places: [server.url] }, 'no')).found).toBe('autodiscover-failed');
    expect(server.log.requests().map(({ authorization }) => authorization)).toEqual(['']);
  });

  it('follows a mailbox that is known by another address in Exchange Online', async () => {
    const xml = '<?xml version="1.0"?><Autodiscover xmlns="http://schemas.microsoft.com/exchange/autodiscover/responseschema/2006"><Response xmlns="http://schemas.microsoft.com/exchange/autodiscover/outlook/responseschema/2006a"><Account><Action>redirectAddr</Action><RedirectAddr>user@example.mail.onmicrosoft.com</RedirectAddr></Account></Response></Autodiscover>';
    const asking = await place({ xml });
    expect((await find({ places: [asking] }, 'yes')).found).toEqual({ kind: 'graph', url: 'https://graph.microsoft.com/v1.0' });
  });

  it('takes the URL that was given where nothing else is found', async () => {
    const silent = await place({ status: 404 });
    expect((await find({ url: `${silent}/EWS/Exchange.asmx` })).found).toEqual({ kind: 'ews', url: `${silent}/EWS/Exchange.asmx` });
    expect((await find({ url: `${silent}/EWS/Exchange.asmx` }, 'no', 'EXAMPLE\\user')).found).toEqual({ kind: 'ews', url: `${silent}/EWS/Exchange.asmx` });
  });

  it('says why where a sign-in was refused, and that nothing was found where nothing was', async () => {
    const server = await exchange({ schemes: ['basic'], faults: WITHOUT_JSON() });
    expect((await find({ places: [server.url], secret: () => Promise.resolve({ type: 'password', password: 'wrong' }) }, 'yes')).found).toBe('auth-failed');
    expect((await find({ places: [] }, 'yes')).found).toBe('autodiscover-failed');
    const circle = await place({ status: 302, headers: { location: '/autodiscover/autodiscover.json' } });
    expect((await find({ places: [circle] }, 'yes')).found).toBe('autodiscover-failed');
  });
});

async function exchange(options: Partial<ExchangeServerOptions> = {}): Promise<ExchangeServer> {
  const server = await startExchangeServer({ clock: createHurriedClock(), ...options });
  closing.push(server);
  return server;
}

/** A web server that answers as told: the newer autodiscover, and the older one where there is XML for it. */
async function place(answer: { readonly status?: number; readonly headers?: Record<string, string>; readonly body?: unknown; readonly xml?: string }): Promise<string> {
  const server = createServer((request, response) => {
    if (request.url?.endsWith('.xml') === true && answer.xml !== undefined) {
      response.writeHead(request.headers.authorization === undefined ? 401 : 200, { 'www-authenticate': 'Basic realm="x"', 'content-type': 'text/xml' });
      response.end(answer.xml);
      return;
    }
    response.writeHead(answer.status ?? (answer.body === undefined ? 404 : 200), { 'content-type': 'application/json', ...answer.headers });
    response.end(answer.body === undefined ? '' : JSON.stringify(answer.body));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  closing.push({ close: () => new Promise((resolve) => void (server.close(() => resolve()), server.closeAllConnections())) });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

async function find(settings: Partial<AutodiscoverSettings>, says: 'yes' | 'no' = 'no', email = EMAIL): Promise<{ readonly found: unknown; readonly asked: readonly string[] }> {
  const asked: string[] = [];
  const ask = (host: string) => {
    asked.push(host);
    return Promise.resolve(says === 'yes');
  };
  const ports = { clock: createHurriedClock(), log: { debug: () => undefined, info: () => undefined, warn: () => undefined } };
  const found = await autodiscover(email, { secret: () => Promise.resolve({ type: 'password', password: 'pass' }), ...settings }, ask, ports, signal).catch((error: unknown) => (error instanceof AppError ? error.code : error));
  return { found, asked };
}
