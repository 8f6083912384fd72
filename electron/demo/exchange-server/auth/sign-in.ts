import { randomBytes } from 'node:crypto';

import type { HttpHandler, HttpReply, HttpRequest, SignedIn } from '../http/messages.ts';
import { ntlmChallenge, ntlmMessageType, provesPassword, readNtlmAnswer } from './ntlm.ts';

/** Somebody who may sign in; with a token, as a program that acts for a mailbox does. */
export interface Account {
  readonly user: string;
  readonly password: string;
  /** Written into what is changed. */
  readonly displayName: string;
  readonly token?: string;
}

export type Scheme = 'basic' | 'ntlm' | 'bearer';

export interface SignInOptions {
  readonly accounts: readonly Account[];
  /** What is offered, in this order. */
  readonly schemes: readonly Scheme[];
  readonly clock: { nowMs(): number };
  /** What NTLM must be bound to, or null (Extended Protection off). */
  readonly channelBinding?: Buffer | null;
}

/** Lets only accounts through, and says how to sign in to all others; NTLM signs in the connection (MS-NTHT §2.2). */
export function requireSignIn(options: SignInOptions, next: HttpHandler): HttpHandler {
  return (request) => {
    const header = request.headers['authorization'] ?? '';
    const [scheme = '', value = ''] = header.split(/ +/, 2);
    const kind = scheme.toLowerCase() === 'negotiate' ? 'ntlm' : scheme.toLowerCase();
    if (header === '' && request.connection.signedIn !== null) return next({ ...request, signedIn: request.connection.signedIn });
    if (!options.schemes.some((one) => one === kind)) return refuse(options);
    if (kind === 'ntlm') return shakeHands(options, request, scheme, Buffer.from(value, 'base64'), next);
    const account = kind === 'basic' ? byPassword(options.accounts, value) : options.accounts.find((one) => one.token !== undefined && one.token === value);
    return account === undefined ? refuse(options) : next({ ...request, signedIn: { user: account.user, displayName: account.displayName } });
  };
}

function shakeHands(options: SignInOptions, request: HttpRequest, scheme: string, message: Buffer, next: HttpHandler): ReturnType<HttpHandler> {
  const { connection } = request;
  switch (ntlmMessageType(message)) {
    case 1:
      connection.ntlmChallenge = randomBytes(8);
      connection.signedIn = null;
      return { status: 401, headers: { 'www-authenticate': `${scheme} ${ntlmChallenge(connection.ntlmChallenge, options.clock.nowMs()).toString('base64')}` } };
    case 3: {
      const challenge = connection.ntlmChallenge;
      connection.ntlmChallenge = null;
      const answer = readNtlmAnswer(message);
      if (challenge === null || answer === null) return refuse(options);
      const account = options.accounts.find((one) => isNamed(one, answer.user, answer.domain));
      if (account === undefined || !provesPassword(answer, account.password, challenge, options.channelBinding ?? null)) return refuse(options);
      const signedIn: SignedIn = { user: account.user, displayName: account.displayName };
      connection.signedIn = signedIn;
      return next({ ...request, signedIn });
    }
    default:
      return refuse(options);
  }
}

function refuse(options: SignInOptions): HttpReply {
  const challenges: Readonly<Record<Scheme, string>> = { basic: 'Basic realm="exchange.example.test"', ntlm: 'NTLM', bearer: 'Bearer client_id="00000002-0000-0ff1-ce00-000000000000"' };
  return { status: 401, headers: { 'www-authenticate': options.schemes.map((one) => challenges[one]) } };
}

function byPassword(accounts: readonly Account[], value: string): Account | undefined {
  const text = Buffer.from(value, 'base64').toString('utf8');
  const colon = text.indexOf(':');
  const name = text.slice(0, colon).replace(/^.*\\/, '');
  return colon < 0 ? undefined : accounts.find((one) => isNamed(one, name, '') && one.password === text.slice(colon + 1));
}

/** A user is known by the whole address, or by its part before the @ as a Windows name is. */
function isNamed(account: Account, name: string, domain: string): boolean {
  const wanted = account.user.toLowerCase();
  return [name, `${name}@${domain}`].some((one) => one.toLowerCase() === wanted) || wanted.split('@', 1)[0] === name.toLowerCase();
}
