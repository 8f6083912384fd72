import { randomUUID } from 'node:crypto';
import { AppError } from '../../../shared/errors.ts';
import type { ConnectorPorts } from '../connector.ts';
import type { Limits } from '../http/limits.ts';
import { requireSameOrigin } from '../http/origins.ts';
import { type WireAnswer, createTransport } from '../http/transport.ts';
import { createPace } from '../with-pacing.ts';
import { parseRetryAfter, withRetry } from '../with-retry.ts';
import { createBearer } from './bearer.ts';
import { codesOf, fromRefusal } from './errors.ts';
import type { GraphSettings } from './settings.ts';

export interface GraphRequest {
  readonly method: 'GET' | 'POST' | 'PATCH' | 'PUT' | 'DELETE';
  readonly url: URL;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Uint8Array;
  /** A write is sent once, whatever happens. */
  readonly isWrite?: boolean;
  /** An address with a secret of its own: no token goes there, and it may be at another server. */
  readonly isPreAuthenticated?: boolean;
  /** Named where the service refuses for want of it. */
  readonly permission?: string;
}

export interface GraphAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  /** The body as text; JSON or empty. */
  readonly text: string;
  readonly requestId: string;
}

export interface GraphHttp {
  /**
   * Sends a request to the service's own origin and nowhere else. Answers with 2xx and with those refusals that the caller has a use for
   * (400, 403, 404, 405, 409, 410, 412 …); 401, 407, overload, and for reads other 5xx end in an error here.
   */
  send(request: GraphRequest, signal: AbortSignal): Promise<GraphAnswer>;
  /** Nothing is sent for so long, whoever asks. */
  holdFor(seconds: number): void;
  totals(): { readonly requests: number; readonly bytesIn: number };
  close(): void;
}

/** Ids stay the same when an item moves (outlook-immutable-id: asked for in every request). */
export const PREFER_IMMUTABLE = 'IdType="ImmutableId"';
const MOST_IN_FLIGHT = 4;
const LARGEST_REFUSAL = 256 * 1024;
/** Tokens are refused from about here on. */
const SKEW_MS = 5 * 60_000;

/** HTTP as Graph needs it: one origin, signed in, at most four requests at a time, repeated where that is safe, bounded in time and size. */
export function createGraphHttp(base: URL, settings: GraphSettings, limits: Limits, ports: ConnectorPorts): GraphHttp {
  const { clock, log } = ports;
  const transport = createTransport({ limits, clock, ...(settings.ca === undefined ? {} : { ca: settings.ca }) });
  const bearer = createBearer(settings.secret);
  const pace = createPace(clock, MOST_IN_FLIGHT);
  let requests = 0;

  async function exchange(request: GraphRequest, requestId: string, token: string | null, signal: AbortSignal): Promise<WireAnswer> {
    requests += 1;
    const startedMs = clock.nowMs();
    const answer = await transport.exchange(
      {
        method: request.method,
        url: request.url,
        headers: {
          accept: 'application/json', 'accept-encoding': 'gzip', 'user-agent': 'SyncTrace', 'client-request-id': requestId, 'return-client-request-id': 'true', prefer: PREFER_IMMUTABLE,
          ...(request.body === undefined ? {} : { 'content-type': 'application/json' }),
          ...request.headers,
          ...(token === null ? {} : { authorization: `Bearer ${token}` }),
        },
        answerMs: request.isWrite === true ? limits.answerMs : limits.listingAnswerMs,
        ...(request.body === undefined ? {} : { body: request.body }),
      },
      signal,
    );
    log.debug('graph.request', { method: request.method, status: answer.status, ms: Math.round(clock.nowMs() - startedMs), requestId });
    return answer;
  }

  async function signedIn(request: GraphRequest, requestId: string, signal: AbortSignal): Promise<WireAnswer> {
    for (let sent = 1; ; sent += 1) {
      const token = request.isPreAuthenticated === true ? null : await bearer.token();
      const answer = await exchange(request, requestId, token, signal);
      if (answer.status !== 401) return answer;
      const refusal = { status: 401, codes: await codesIn(answer, limits), requestId };
      // A refused token: nothing was done, so that even a write may be sent again.
      if (token === null || sent >= 2 || !(await bearer.refused(token))) throw skewed(answer, requestId) ?? fromRefusal(refusal);
    }
  }

  function skewed(answer: WireAnswer, requestId: string): AppError | undefined {
    const minutes = Math.round((Date.parse(answer.headers['date'] ?? '') - clock.nowMs()) / 60_000);
    return Math.abs(minutes) * 60_000 >= SKEW_MS ? new AppError('clock-wrong', { context: { minutes: Math.abs(minutes), requestId } }) : undefined;
  }

  async function once(request: GraphRequest, attempt: number, signal: AbortSignal): Promise<GraphAnswer> {
    const requestId = randomUUID();
    if (request.isPreAuthenticated !== true) requireSameOrigin(request.url, base);
    try {
      const answer = await signedIn(request, requestId, signal);
      const { status } = answer;
      if (status === 429 || status === 503) throw await throttled(answer, requestId);
      if (status >= 300 && status < 400) {
        answer.discard();
        throw new AppError('redirect-refused', { context: { host: hostOf(answer.headers['location'], request.url), requestId } });
      }
      if (status === 407 || (request.isWrite !== true && status >= 500)) {
        // A server that fails twice in the same way (500) has a reason; a gateway's 502 and 504 pass.
        const failure = fromRefusal({ status, codes: await codesIn(answer, limits), requestId });
        throw failure.code === 'server-error' && status === 500 && attempt > 1 ? new AppError('server-error', { context: failure.context }) : failure;
      }
      return { status, headers: answer.headers, text: await readText(answer, limits, requestId), requestId };
    } catch (error) {
      signal.throwIfAborted();
      throw named(error, request, requestId);
    }
  }

  /** The id under which the service knows the request stands with every error; a cut-off answer leaves the end of a write unclear. */
  function named(error: unknown, request: GraphRequest, requestId: string): unknown {
    if (!(error instanceof AppError)) return error;
    const isUnclear = request.isWrite === true && error.code === 'answer-cut-off';
    if (!isUnclear && 'requestId' in error.context) return error;
    return new AppError(isUnclear ? 'server-unreachable' : error.code, { retry: error.retry, context: { ...error.context, requestId }, cause: error.cause ?? error });
  }

  async function throttled(answer: WireAnswer, requestId: string): Promise<AppError> {
    const refusal = fromRefusal({ status: answer.status, codes: await codesIn(answer, limits), requestId });
    // A mailbox that is on its way to another server will not be here after a pause either.
    if (refusal.code !== 'server-throttled') return refusal;
    const retryAfterSeconds = parseRetryAfter(answer.headers['retry-after'], clock.nowMs());
    if (retryAfterSeconds === undefined) return refusal;
    holdFor(retryAfterSeconds);
    return new AppError('server-throttled', { retry: 'later', context: { status: answer.status, retryAfterSeconds, requestId } });
  }

  function holdFor(seconds: number): void {
    pace.holdUntil(clock.nowMs() + Math.min(seconds, limits.maxRetryAfterSeconds) * 1000);
  }

  return {
    async send(request, signal) {
      const attempt = (count: number) => pace.run(() => once(request, count, signal), signal);
      if (request.isWrite === true) return attempt(1);
      const { attempts, backoffMs, maxRetryAfterSeconds } = limits;
      return withRetry(attempt, { attempts, backoffMs, maxRetryAfterSeconds }, clock, signal);
    },
    holdFor,
    totals: () => ({ requests, bytesIn: transport.bytesIn() }),
    close: () => transport.close(),
  };
}

/** The codes of an answer that refuses; none where its body is cut off or somebody else's. */
async function codesIn(answer: WireAnswer, limits: Limits): Promise<readonly string[]> {
  if (!/json/i.test(answer.headers['content-type'] ?? '') || Number(answer.headers['content-length'] ?? 0) > LARGEST_REFUSAL) {
    answer.discard();
    return [];
  }
  try {
    return codesOf(parsedOf(await readText(answer, { ...limits, maxHeldBytes: LARGEST_REFUSAL }, '')));
  } catch (error) {
    if (error instanceof AppError) return [];
    throw error;
  }
}

async function readText(answer: WireAnswer, limits: Limits, requestId: string): Promise<string> {
  const pieces: Uint8Array[] = [];
  let length = 0;
  for await (const piece of answer.body()) {
    length += piece.length;
    if (length > limits.maxHeldBytes) throw new AppError('answer-too-large', { context: { limit: limits.maxHeldBytes, requestId } });
    pieces.push(piece);
  }
  const text = Buffer.concat(pieces, length).toString('utf8');
  // Graph answers in JSON alone: a page is somebody's between here and there.
  if (/text\/html/i.test(answer.headers['content-type'] ?? '') && answer.status !== 404) throw new AppError('proxy-in-the-way', { context: { status: answer.status, requestId } });
  return text;
}

function hostOf(location: string | undefined, from: URL): string {
  return location !== undefined && URL.canParse(location, from.href) ? new URL(location, from).host : from.host;
}

/** What an answer says that refuses. */
export function refusalOf(answer: GraphAnswer, permission?: string) {
  return { status: answer.status, codes: answer.status < 400 ? [] : codesOf(parsedOf(answer.text)), requestId: answer.requestId, ...(permission === undefined ? {} : { permission }) };
}

function parsedOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    // Something between here and there answered in its own words.
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}
