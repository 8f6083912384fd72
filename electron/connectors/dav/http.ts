import { AppError } from '../../../shared/errors.ts';
import type { ConnectorPorts } from '../connector.ts';
import { createPace } from '../with-pacing.ts';
import { parseRetryAfter, withRetry } from '../with-retry.ts';
import { fromStatus } from './errors.ts';
import type { Limits } from '../http/limits.ts';
import { requireSameOrigin } from '../http/origins.ts';
import type { DavSettings } from './settings.ts';
import { createAuthorizer } from './sign-in/authorizer.ts';
import { type WireAnswer, createTransport } from '../http/transport.ts';

export interface DavRequest {
  readonly method: string;
  readonly url: URL;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Uint8Array;
  /** A write is sent once, whatever happens, and is not redirected. */
  readonly isWrite?: boolean;
  /** A listing may keep us waiting while the server fills its caches. */
  readonly isListing?: boolean;
  /** Hand the redirect to the caller. */
  readonly keepsRedirect?: boolean;
  /** Tries, where fewer than usual make sense. */
  readonly attempts?: number;
}

export interface DavAnswer extends WireAnswer {
  /** Where the answer came from, after redirects. */
  readonly url: URL;
}

export interface DavHttp {
  /**
   * Sends a request to the account's own origin and nowhere else, and reads its answer; a read is repeated as a whole, reading included.
   * Of statuses only 401, 429, 503 and, for reads, other 5xx end in an error here; the rest is the reader's to judge.
   */
  request<T>(request: DavRequest, read: (answer: DavAnswer) => Promise<T>, signal: AbortSignal): Promise<T>;
  totals(): { readonly requests: number; readonly bytesIn: number };
  close(): void;
}

/** HTTP as a DAV account needs it: one origin, signed in, paced, repeated where that is safe, bounded in time and size. */
export function createDavHttp(account: URL, settings: DavSettings, limits: Limits, ports: ConnectorPorts): DavHttp {
  const { clock, log } = ports;
  const transport = createTransport({ limits, clock, ...(settings.ca === undefined ? {} : { ca: settings.ca }) });
  const authorizer = createAuthorizer(settings.user, settings.secret);
  const pace = createPace(clock, limits.connections);
  let requests = 0;

  async function exchange(request: DavRequest, url: URL, signal: AbortSignal): Promise<WireAnswer> {
    for (let sent = 1; ; sent += 1) {
      const credentials = await authorizer.credentialsFor(request.method, url.pathname + url.search);
      const headers = { 'accept-encoding': 'gzip', 'user-agent': 'SyncTrace', ...request.headers };
      requests += 1;
      const startedMs = clock.nowMs();
      const answer = await transport.exchange(
        {
          method: request.method,
          url,
          headers: credentials.header === undefined ? headers : { ...headers, authorization: credentials.header },
          answerMs: request.isListing === true ? limits.listingAnswerMs : limits.answerMs,
          ...(request.body === undefined ? {} : { body: request.body }),
        },
        signal,
      );
      log.debug('dav.request', { method: request.method, status: answer.status, ms: Math.round(clock.nowMs() - startedMs) });
      if (answer.status !== 401) {
        const isForGuests = credentials.kind === 'nothing' && answer.status === 207 && request.isWrite !== true;
        if ((credentials.kind === 'nothing' && !isForGuests) || !authorizer.welcomed(credentials)) return answer;
        answer.discard();
        continue;
      }
      answer.discard();
      // Asked, answered, and once more for a nonce that had grown old meanwhile.
      if (!(await authorizer.refused(credentials, answer.challenges)) || sent >= 3) throw fromStatus(401);
    }
  }

  async function follow(request: DavRequest, signal: AbortSignal): Promise<DavAnswer> {
    let url = request.url;
    for (let hops = 0; ; hops += 1) {
      requireSameOrigin(url, account);
      const answer = await exchange(request, url, signal);
      const location = answer.headers['location'];
      if (!REDIRECTS.has(answer.status) || location === undefined || request.keepsRedirect === true) return { ...answer, url };
      answer.discard();
      if (!URL.canParse(location, url.href)) throw new AppError('answer-malformed');
      url = new URL(location, url);
      requireSameOrigin(url, account);
      if (hops >= limits.maxRedirects || request.isWrite === true) throw new AppError('redirect-refused', { context: { host: url.host } });
    }
  }

  async function once<T>(request: DavRequest, read: (answer: DavAnswer) => Promise<T>, attempt: number, signal: AbortSignal): Promise<T> {
    const answer = await follow(request, signal);
    if (answer.status === 429 || answer.status === 503) throw throttled(answer);
    if (request.isWrite !== true && answer.status >= 500 && answer.status !== 507) {
      answer.discard();
      // A server that fails twice in the same way (500) has a reason; a gateway's 502 and 504 pass.
      throw answer.status === 500 && attempt > 1 ? new AppError('server-error', { context: { status: 500 } }) : fromStatus(answer.status);
    }
    return read(answer);
  }

  function throttled(answer: WireAnswer): AppError {
    answer.discard();
    const retryAfterSeconds = parseRetryAfter(answer.headers['retry-after'], clock.nowMs());
    if (retryAfterSeconds === undefined) return fromStatus(answer.status);
    pace.holdUntil(clock.nowMs() + Math.min(retryAfterSeconds, limits.maxRetryAfterSeconds) * 1000);
    return new AppError('server-throttled', { retry: 'later', context: { status: answer.status, retryAfterSeconds } });
  }

  return {
    async request(request, read, signal) {
      const attempt = (count: number) => pace.run(() => once(request, read, count, signal), signal);
      if (request.isWrite === true) return attempt(1);
      const { backoffMs, maxRetryAfterSeconds } = limits;
      return withRetry(attempt, { attempts: request.attempts ?? limits.attempts, backoffMs, maxRetryAfterSeconds }, clock, signal);
    },
    totals: () => ({ requests, bytesIn: transport.bytesIn() }),
    close: () => transport.close(),
  };
}

const REDIRECTS: ReadonlySet<number> = new Set([301, 302, 303, 307, 308]);
