import { AppError } from '../../../../shared/errors.ts';
import type { Clock, Secret } from '../../../core/ports.ts';
import type { Limits } from '../../http/limits.ts';
import { type Transport, type WireAnswer, type WireRequest, createTransport } from '../../http/transport.ts';
import { createPace } from '../../with-pacing.ts';
import { fromUnasked } from '../refusals.ts';
import { USER_AGENT } from '../user-agent.ts';
import { readOffered } from './challenges.ts';
import { drain } from './drain.ts';
import { type Hands, createNtlmHands } from './ntlm-hands.ts';

export interface SignInOptions {
  readonly user: string;
  readonly secret: () => Promise<Secret>;
  readonly ca?: string;
  readonly limits: Limits;
  readonly clock: Clock;
}

export interface SignIn {
  /** How many requests may be under way; NTLM signs in one connection, which takes one at a time. */
  connections(url: URL, signal: AbortSignal): Promise<number>;
  /** One request, signed in, and its answer; what is refused ends in an error. A 401 was never acted on, so that even a write is sent again after it. */
  exchange(request: WireRequest, signal: AbortSignal): Promise<WireAnswer>;
  readonly bytesIn: () => number;
  readonly requests: () => number;
  close(): void;
}

type Way =
  | { readonly kind: 'bearer' }
  | { readonly kind: 'basic'; readonly password: string }
  | { readonly kind: 'ntlm'; readonly hands: Hands; readonly offersBasic: boolean; readonly password: string };

/** Signs in as the server asks for it: by NTLM where it is offered, else by Basic; a token is sent as it is. */
export function createSignIn(options: SignInOptions): SignIn {
  const { limits, clock } = options;
  const ca = options.ca === undefined ? {} : { ca: options.ca };
  const one = counted(createTransport({ ...ca, clock, limits: { ...limits, connections: 1 } }));
  const many = counted(createTransport({ ...ca, clock, limits }));
  const choosing = createPace(clock, 1);
  let way: Way | undefined;
  let secret: Secret | undefined;

  /** Asks at first without credentials and without content, so that a password goes only where and how it was asked for. */
  const choose = async (url: URL, signal: AbortSignal): Promise<Way> => {
    secret ??= await options.secret();
    if (secret.type === 'bearer') return { kind: 'bearer' };
    const { password } = secret;
    const answer = await one.exchange({ method: 'POST', url, headers: { 'user-agent': USER_AGENT }, body: '', answerMs: limits.answerMs }, signal);
    if (answer.status !== 401) throw await fromUnasked(answer, url, clock.nowMs(), limits.maxHeldBytes);
    await drain(answer);
    const offered = readOffered(answer.challenges);
    const basic: Way = { kind: 'basic', password };
    if (offered.ntlm === undefined && (offered.basic || answer.challenges.length === 0)) return basic;
    if (offered.ntlm === undefined) throw new AppError('auth-unsupported');
    return { kind: 'ntlm', offersBasic: offered.basic, password, hands: createNtlmHands({ transport: one, scheme: offered.ntlm, user: options.user, password, clock }) };
  };

  const ready = (url: URL, signal: AbortSignal): Promise<Way> => (way === undefined ? choosing.run(async () => (way ??= await choose(url, signal)), signal) : Promise.resolve(way));

  const byToken = async (request: WireRequest, signal: AbortSignal): Promise<WireAnswer> => {
    for (let isFresh = false; ; isFresh = true) {
      const token = secret?.type === 'bearer' ? secret.token : '';
      const answer = await many.exchange(withHeader(request, `Bearer ${token}`), signal);
      if (answer.status !== 401) return answer;
      await drain(answer);
      if (isFresh || !(await renew(token, signal))) throw refused(answer, clock);
    }
  };

  /** True where there is another token than the one that was refused; one is fetched at a time. */
  const renew = (used: string, signal: AbortSignal): Promise<boolean> =>
    choosing.run(async () => {
      if (secret?.type !== 'bearer') return false;
      if (secret.token !== used) return true;
      if (secret.refresh === undefined) return false;
      secret = { ...secret, token: await secret.refresh() };
      return true;
    }, signal);

  const byPassword = async (request: WireRequest, password: string, signal: AbortSignal): Promise<WireAnswer> => {
    const answer = await many.exchange(withHeader(request, `Basic ${Buffer.from(`${options.user}:${password}`, 'utf8').toString('base64')}`), signal);
    if (answer.status !== 401) return answer;
    await drain(answer);
    throw refused(answer, null);
  };

  const byHands = async (request: WireRequest, chosen: Extract<Way, { kind: 'ntlm' }>, signal: AbortSignal): Promise<WireAnswer> => {
    const answer = await chosen.hands.exchange(request, signal);
    if (answer.status !== 401) return answer;
    if (chosen.hands.wasWelcomed()) throw new AppError('channel-binding-required', { context: { status: 401 } });
    if (!chosen.offersBasic) throw refused(answer, clock);
    // The password may be right and the channel's binding not, where something ends TLS in between: Basic tells, and needs none.
    const tried = await byPassword(request, chosen.password, signal);
    way = { kind: 'basic', password: chosen.password };
    return tried;
  };

  return {
    async connections(url, signal) {
      return (await ready(url, signal)).kind === 'ntlm' ? 1 : limits.connections;
    },
    async exchange(request, signal) {
      const chosen = await ready(request.url, signal);
      if (chosen.kind === 'bearer') return byToken(request, signal);
      if (chosen.kind === 'ntlm') return byHands(request, chosen, signal);
      return byPassword(request, chosen.password, signal);
    },
    bytesIn: () => one.bytesIn() + many.bytesIn(),
    requests: () => one.count() + many.count(),
    close() {
      one.close();
      many.close();
    },
  };
}

function withHeader(request: WireRequest, authorization: string): WireRequest {
  return { ...request, headers: { ...request.headers, authorization } };
}

function counted(transport: Transport): Transport & { readonly count: () => number } {
  let count = 0;
  return {
    ...transport,
    exchange(request, signal) {
      count += 1;
      return transport.exchange(request, signal);
    },
    count: () => count,
  };
}

/** Kerberos, NTLM and tokens allow five minutes between the clocks. */
const MOST_SKEW_MS = 5 * 60_000;

function refused(answer: WireAnswer, clock: Clock | null): AppError {
  const serverMs = Date.parse(answer.headers['date'] ?? '');
  const skewMs = clock === null || Number.isNaN(serverMs) ? 0 : Math.abs(serverMs - clock.nowMs());
  if (skewMs > MOST_SKEW_MS) return new AppError('clock-wrong', { context: { minutes: Math.round(skewMs / 60_000) } });
  return new AppError('auth-failed', { context: { status: 401 } });
}
