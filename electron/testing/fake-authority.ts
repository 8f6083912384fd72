import { createHash, randomBytes } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { onTestFinished } from 'vitest';
import type { AuthoritySend } from '../services/sign-in/authority-network.ts';

/** How the authority answers; a test changes it as it goes. */
export interface AuthorityHabits {
  /** How often a device code is not entered yet. */
  pending: number;
  /** Says once to look less often. */
  slowDown: boolean;
  /** What a grant is refused with: its kind, and the number of the refusal. */
  refuse: Partial<Record<'device_code' | 'refresh_token' | 'authorization_code' | 'authorize', readonly [error: string, number: number]>>;
  /** Permissions that somebody has granted. */
  granted: Set<string>;
}

/** An authority on loopback that grants tokens as Microsoft's does, and what it was asked. */
export interface FakeAuthority {
  readonly habits: AuthorityHabits;
  /** Each request to it: `device_code Contacts.Read …` */
  readonly asked: string[];
  /** Carries what is meant for Microsoft's sign-in to this machine. */
  readonly send: AuthoritySend;
  /** Goes through the sign-in page as a browser does, to wherever it leads. */
  browse(address: string): Promise<number>;
}

/** Starts one; it ends with the test. */
export async function startFakeAuthority(): Promise<FakeAuthority> {
  const habits: AuthorityHabits = { pending: 0, slowDown: false, refuse: {}, granted: new Set() };
  const asked: string[] = [];
  const challenges = new Map<string, string>();
  const server = createServer((request, response) => void answer(request, response));
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  onTestFinished(() => new Promise<void>((done) => void server.close(() => done())));
  const { port } = server.address() as AddressInfo;
  const routed = (url: URL): string => `http://127.0.0.1:${port}${url.pathname}${url.search}`;
  let tokens = 0;

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? '/', 'http://127.0.0.1');
    if (url.pathname.endsWith('/oauth2/v2.0/authorize')) return authorize(url.searchParams, response);
    const form = new URLSearchParams(await textOf(request));
    const scopes = (form.get('scope') ?? '').split(' ').map((scope) => scope.split('/').at(-1) ?? '');
    if (url.pathname.endsWith('/oauth2/v2.0/devicecode')) {
      asked.push('devicecode');
      return json(response, 200, { device_code: 'device', user_code: 'ABCD-EFGH', verification_uri: 'https://login.microsoftonline.com/device', expires_in: 900, interval: 5, message: 'enter it' });
    }
    if (!url.pathname.endsWith('/oauth2/v2.0/token')) return json(response, 404, { error: 'not_found' });
    const grant = (form.get('grant_type') ?? '').split(':').at(-1) as 'device_code' | 'refresh_token' | 'authorization_code';
    asked.push(`${grant} ${scopes.filter((scope) => scope.includes('.')).join(' ')}`);
    if (grant === 'device_code' && habits.slowDown) {
      habits.slowDown = false;
      return json(response, 400, { error: 'slow_down' });
    }
    if (grant === 'device_code' && habits.pending > 0) {
      habits.pending -= 1;
      return json(response, 400, { error: 'authorization_pending' });
    }
    const refused = habits.refuse[grant];
    if (refused !== undefined) return json(response, 400, { error: refused[0], error_codes: [refused[1]], error_description: `AADSTS${refused[1]}: robin@example.test may not.` });
    if (grant === 'authorization_code' && challenges.get(form.get('code') ?? '') !== digest(form.get('code_verifier') ?? '')) return json(response, 400, { error: 'invalid_grant', error_codes: [501481] });
    const lacking = grant === 'refresh_token' ? scopes.filter((scope) => scope.includes('.') && !habits.granted.has(scope)) : [];
    if (lacking.length > 0) return json(response, 400, { error: 'invalid_grant', suberror: 'consent_required', error_codes: [65001], error_description: 'AADSTS65001: no consent.' });
    for (const scope of scopes) habits.granted.add(scope);
    tokens += 1;
    json(response, 200, grantOf(tokens, form.get('scope') ?? ''));
  }

  function authorize(query: URLSearchParams, response: ServerResponse): void {
    asked.push(`authorize ${query.get('response_mode') ?? ''} ${query.get('code_challenge_method') ?? ''} ${query.get('login_hint') ?? ''}`);
    const back = new URL(query.get('redirect_uri') ?? '');
    back.searchParams.set('state', query.get('state') ?? '');
    const refused = habits.refuse.authorize;
    if (refused === undefined) {
      const code = randomBytes(8).toString('hex');
      challenges.set(code, query.get('code_challenge') ?? '');
      back.searchParams.set('code', code);
    } else {
      back.searchParams.set('error', refused[0]);
      back.searchParams.set('error_description', `AADSTS${refused[1]}: robin@example.test may not.`);
    }
    response.writeHead(302, { location: back.href }).end();
  }

  return {
    habits,
    asked,
    async send({ method, url, headers, body }, signal) {
      const answered = await fetch(routed(url), { method, headers, signal, ...(body === undefined ? {} : { body }) });
      return { status: answered.status, headers: Object.fromEntries(answered.headers), json: (await answered.json()) as Record<string, unknown> };
    },
    browse: async (address) => (await fetch(routed(new URL(address)), { headers: { connection: 'close' } })).status,
  };
}

function grantOf(count: number, scope: string): Record<string, unknown> {
  const part = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url');
  const who = { oid: 'user-1', tid: 'tenant-1', preferred_username: 'robin@example.test', name: 'Robin Example', aud: 'app-1', iss: 'https://login.microsoftonline.com/tenant-1/v2.0', sub: 'user-1' };
  return {
    token_type: 'Bearer',
    scope,
    expires_in: 3600,
    ext_expires_in: 3600,
    access_token: `access-${count}`,
    refresh_token: `refresh-${count}`,
    id_token: `${part({ alg: 'none', typ: 'JWT' })}.${part(who)}.`,
    client_info: part({ uid: 'user-1', utid: 'tenant-1' }),
  };
}

function digest(verifier: string): string {
  return createHash('sha256').update(verifier).digest('base64url');
}

async function textOf(request: IncomingMessage): Promise<string> {
  let text = '';
  for await (const piece of request) text += String(piece);
  return text;
}

function json(response: ServerResponse, status: number, body: object): void {
  response.writeHead(status, { 'content-type': 'application/json', connection: 'close' }).end(JSON.stringify(body));
}
