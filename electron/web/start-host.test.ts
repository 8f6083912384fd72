import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import { startHost, type Host } from './start-host.ts';

/** An engine that sends back what it gets, and ends on the frame `crash`. */
const ENGINE = `
import { parentPort, workerData } from 'node:worker_threads';
parentPort.on('message', (message) => {
  if (message.type === 'end') return parentPort.close();
  message.port.on('message', (frame) => (frame === 'crash' ? process.exit(1) : message.port.postMessage(frame)));
});
parentPort.postMessage({ type: 'started', summary: null, problem: workerData.start.casePath === null ? null : { code: 'case-locked', context: {} } });
`;

let folder = '';
let host: Host;
const sockets: WebSocket[] = [];

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'synctrace-host-'));
  mkdirSync(join(folder, 'page/assets'), { recursive: true });
  writeFileSync(join(folder, 'page/index.html'), '<!doctype html><title>page</title>');
  writeFileSync(join(folder, 'page/assets/a.js'), 'export {}');
  writeFileSync(join(folder, 'page/.sources'), 'not for the page');
  writeFileSync(join(folder, 'secret.html'), 'secret');
  symlinkSync(join(folder, 'secret.html'), join(folder, 'page/link.html'));
  writeFileSync(join(folder, 'engine.mjs'), ENGINE);
});
afterEach(async () => {
  for (const socket of sockets.splice(0)) socket.terminate();
  await host.close();
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function start(options: { port?: number; casePath?: string } = {}): Promise<Host> {
  host = await startHost({ ...options, pageFolder: join(folder, 'page'), engineProgram: join(folder, 'engine.mjs') });
  return host;
}

interface Answer {
  readonly status: number;
  readonly body: string;
  readonly headers: Readonly<Record<string, unknown>>;
}

/** A request exactly as written: no client here that would tidy the path or the headers. */
function ask(path: string, { method = 'GET', headers = {}, body = '' }: { method?: string; headers?: Record<string, string>; body?: string } = {}): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const call = request({ host: '127.0.0.1', port: host.port, path, method, headers: { host: `127.0.0.1:${host.port}`, ...headers } }, (response) => {
      let text = '';
      response.setEncoding('utf8').on('data', (chunk: string) => (text += chunk));
      response.on('end', () => resolve({ status: response.statusCode ?? 0, body: text, headers: response.headers }));
    });
    call.on('error', reject);
    call.end(body);
  });
}

function origin(): string {
  return `http://127.0.0.1:${host.port}`;
}

function tokenOf(url: string): string {
  return new URL(url).hash.replace('#token=', '');
}

function exchange(token: string, headers: Record<string, string> = {}): Promise<Answer> {
  return ask('/session', { method: 'POST', headers: { 'origin': origin(), 'content-type': 'application/json', ...headers }, body: JSON.stringify({ token }) });
}

async function session(): Promise<string> {
  return (JSON.parse((await exchange(tokenOf(host.url))).body) as { session: string }).session;
}

function connect(key: string, options: { origin?: string; host?: string; path?: string } = {}): Promise<WebSocket | 'refused'> {
  const headers = options.host === undefined ? {} : { host: options.host };
  const socket = new WebSocket(`ws://127.0.0.1:${host.port}${options.path ?? '/rpc'}`, ['synctrace', key], { origin: options.origin ?? origin(), headers });
  sockets.push(socket);
  return new Promise((resolve) => {
    socket.once('open', () => resolve(socket));
    socket.once('error', () => resolve('refused'));
  });
}

function next(socket: WebSocket): Promise<string | Buffer> {
  return new Promise((resolve) => {
    socket.once('message', (data: Buffer, isBinary) => resolve(isBinary ? data : data.toString()));
  });
}

describe('the loopback host', () => {
  it('serves the page with a policy that allows nothing but itself', async () => {
    await start();
    const answer = await ask('/');
    expect(answer).toMatchObject({ status: 200, body: '<!doctype html><title>page</title>' });
    const policy = String(answer.headers['content-security-policy']);
    expect(policy).toContain("default-src 'none'; script-src 'self'; style-src 'self'");
    expect(policy).not.toMatch(/unsafe|\*/);
    expect(answer.headers['access-control-allow-origin']).toBeUndefined();
    expect(answer.headers['x-frame-options']).toBe('DENY');
  });

  it('serves nothing from outside the folder, whatever the path says', async () => {
    await start();
    const paths = ['/../secret.html', '/%2e%2e/secret.html', '/assets/../../secret.html', '/assets/..%2f..%2fsecret.html', '/..%5csecret.html', '//etc/passwd', '/link.html', '/.sources', '/assets', '/assets/', '/index.html%00.js', `${origin()}/../secret.html`];
    const statuses = await Promise.all(paths.map(async (path) => (await ask(path)).status));
    expect(statuses).toEqual(paths.map(() => 404));
    expect((await ask('/assets/a.js')).status).toBe(200);
  });

  it('refuses a name that a stranger points at this machine', async () => {
    await start();
    expect((await ask('/', { headers: { host: `evil.example:${host.port}` } })).status).toBe(421);
    expect((await ask('/', { headers: { host: '127.0.0.1' } })).status).toBe(421);
    expect((await exchange(tokenOf(host.url), { host: `evil.example:${host.port}` })).status).toBe(421);
  });

  it('exchanges the token once, for one browser', async () => {
    await start();
    expect((await exchange('wrong')).status).toBe(403);
    expect((await exchange(tokenOf(host.url))).status).toBe(200);
    expect((await exchange(tokenOf(host.url))).status).toBe(403);
  });

  it('exchanges no token for a page of another origin or for a plain form', async () => {
    await start();
    expect((await exchange(tokenOf(host.url), { origin: 'http://evil.example' })).status).toBe(403);
    expect((await exchange(tokenOf(host.url), { 'content-type': 'text/plain' })).status).toBe(403);
    expect((await ask('/session')).status).toBe(405);
    expect((await ask('/session', { method: 'POST', headers: { 'origin': origin(), 'content-type': 'application/json' }, body: `{"token":"${'x'.repeat(5000)}"}` })).status).toBe(403);
  });

  it('lets a socket in with a session, and neither without one nor from elsewhere', async () => {
    await start();
    expect(await connect('x')).toBe('refused');
    expect(await connect(tokenOf(host.url))).toBe('refused');
    const key = await session();
    expect(await connect(key, { origin: 'http://evil.example' })).toBe('refused');
    expect(await connect(key, { host: `evil.example:${host.port}` })).toBe('refused');
    expect(await connect(key, { path: '/other' })).toBe('refused');
    expect(await connect(key)).not.toBe('refused');
  });

  it('relays text and bytes to the engine and back as they are', async () => {
    await start();
    const socket = await connect(await session());
    if (socket === 'refused') throw new Error('refused');
    socket.send('{"i":"1"}');
    expect(await next(socket)).toBe('{"i":"1"}');
    socket.send(Buffer.from([0, 255, 1]));
    expect(await next(socket)).toEqual(Buffer.from([0, 255, 1]));
  });

  it('closes the sockets of an engine that ended by itself, and starts it anew', async () => {
    await start();
    const key = await session();
    const socket = await connect(key);
    if (socket === 'refused') throw new Error('refused');
    const closed = new Promise((resolve) => socket.once('close', resolve));
    socket.send('crash');
    await closed;
    const again = await connect(key);
    if (again === 'refused') throw new Error('refused');
    again.send('alive');
    expect(await next(again)).toBe('alive');
  });

  it('says when the port is taken', async () => {
    await start();
    await expect(startHost({ port: host.port, pageFolder: join(folder, 'page'), engineProgram: join(folder, 'engine.mjs') })).rejects.toMatchObject({ code: 'port-in-use', context: { port: host.port } });
  });

  it('hands the page a case that waits for its passphrase', async () => {
    await start({ casePath: '/cases/locked.synctrace' });
    expect(host.problem).toEqual({ code: 'case-locked', context: {} });
    expect(JSON.parse((await exchange(tokenOf(host.url))).body)).toMatchObject({ open: '/cases/locked.synctrace' });
  });

  it('listens on this machine alone', async () => {
    await start();
    expect(host.url).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/#token=[\w-]{43}$/);
  });
});
