import { randomUUID } from 'node:crypto';
import { AppError, type ErrorContext } from '../../../shared/errors.ts';
import type { ConnectorPorts } from '../connector.ts';
import type { Limits } from '../http/limits.ts';
import type { WireAnswer } from '../http/transport.ts';
import { type Pace, createPace } from '../with-pacing.ts';
import { withRetry } from '../with-retry.ts';
import { fromResponseCode } from './errors.ts';
import { fromFault, fromStranger, isSoap, withPause } from './refusals.ts';
import type { EwsSettings } from './settings.ts';
import { createSignIn } from './sign-in/sign-in.ts';
import { readSoapAnswer } from './soap/read-answer.ts';
import type { ResponseMessage } from './soap/response-messages.ts';
import { envelope } from './soap/write-xml.ts';
import { USER_AGENT } from './user-agent.ts';

export interface EwsRequest {
  /** `GetItem`; the element of the body without its prefix. */
  readonly operation: string;
  /** The operation's element. */
  readonly body: string;
  /** A write is sent once, whatever happens. */
  readonly isWrite?: boolean;
  /** Keeps the source of the items in the answer. */
  readonly cutsItems?: boolean;
  /** Tries, where the caller has a way of its own to ask again. */
  readonly attempts?: number;
}

export interface EwsAnswer {
  readonly messages: readonly ResponseMessage[];
  /** Ours, by which the server's log has the request. */
  readonly requestId: string;
  /** Of ServerVersionInfo. */
  readonly version: Readonly<Record<string, string>>;
}

export interface EwsHttp {
  /**
   * Sends an operation and reads its whole answer; a read is repeated as a whole where that makes sense. Faults and answers in which
   * everything failed because the server was busy end in an error; other failures stand in the messages.
   */
  call(request: EwsRequest, signal: AbortSignal): Promise<EwsAnswer>;
  /** Waits before a next try, at least as long as the server asked. */
  pause(error: AppError, attempt: number, signal: AbortSignal): Promise<void>;
  totals(): { readonly requests: number; readonly bytesIn: number };
  close(): void;
}

/** Codes that say: not now. */
const BUSY: ReadonlySet<string> = new Set(['server-throttled', 'server-timeout', 'server-error']);

/** A cold server first fills its caches; what takes long otherwise is asked for in smaller parts. */
const LISTINGS: ReadonlySet<string> = new Set(['FindFolder', 'FindItem', 'SyncFolderItems']);

/** SOAP over HTTP as a mailbox needs it: signed in, paced, repeated where that is safe, bounded in time and size. */
export function createEwsHttp(url: URL, settings: EwsSettings, limits: Limits, ports: ConnectorPorts): EwsHttp {
  const { clock, log } = ports;
  const signIn = createSignIn({ user: settings.user, secret: settings.secret, limits, clock, ...(settings.ca === undefined ? {} : { ca: settings.ca }) });
  const anchor = settings.mailbox ?? (settings.user.includes('@') ? settings.user : undefined);
  let pace: Pace | undefined;

  async function once(request: EwsRequest, signal: AbortSignal): Promise<EwsAnswer> {
    const requestId = randomUUID();
    try {
      return await exchange(request, requestId, signal);
    } catch (error) {
      signal.throwIfAborted();
      if (!(error instanceof AppError) || error.context['requestId'] !== undefined) throw error;
      throw new AppError(error.code, { retry: error.retry, context: { ...error.context, operation: request.operation, requestId }, cause: error.cause ?? error });
    }
  }

  async function exchange(request: EwsRequest, requestId: string, signal: AbortSignal): Promise<EwsAnswer> {
    const startedMs = clock.nowMs();
    const answer = await signIn.exchange(
      { method: 'POST', url, headers: headersOf(requestId), body: envelope(request.body, settings.mailbox), answerMs: LISTINGS.has(request.operation) ? limits.listingAnswerMs : limits.answerMs },
      signal,
    );
    log.debug('ews.request', { operation: request.operation, status: answer.status, ms: Math.round(clock.nowMs() - startedMs), requestId });
    const context = { operation: request.operation, requestId };
    if (!isSoap(answer)) throw held(await fromStranger(answer, url, clock.nowMs(), context));
    const soap = await readAnswer(request, answer);
    if (soap.type === 'fault') throw held(fromFault(soap.fault, answer, clock.nowMs(), { isWrite: request.isWrite === true, context }));
    throwIfAllBusy(soap.messages, request, context);
    return { ...soap, requestId };
  }

  /** A write whose answer can't be read may have been done: it ends as one whose answer was lost. */
  async function readAnswer(request: EwsRequest, answer: WireAnswer): ReturnType<typeof readSoapAnswer> {
    try {
      return await readSoapAnswer(answer.body(), { operation: request.operation, cutsItems: request.cutsItems === true, maxBytes: limits.maxHeldBytes });
    } catch (error) {
      if (request.isWrite !== true || !(error instanceof AppError) || !error.code.startsWith('answer-')) throw error;
      throw new AppError('server-unreachable', { retry: 'later', cause: error });
    }
  }

  function headersOf(requestId: string): Record<string, string> {
    return {
      'content-type': 'text/xml; charset=utf-8',
      accept: 'text/xml',
      'accept-encoding': 'gzip',
      'user-agent': USER_AGENT,
      'client-request-id': requestId,
      'return-client-request-id': 'true',
      ...(anchor === undefined ? {} : { 'x-anchormailbox': anchor }),
    };
  }

  function throwIfAllBusy(messages: readonly ResponseMessage[], request: EwsRequest, context: ErrorContext): void {
    const errors = messages.map((message) => (message.isGood ? undefined : fromResponseCode(message.code, { isWrite: request.isWrite === true, context })));
    const [first] = errors;
    const waits = messages.map((message) => message.backOffMs ?? 0).filter((wait) => wait > 0);
    const wait = waits.length === 0 ? undefined : Math.max(...waits);
    if (first !== undefined && errors.every((error) => error !== undefined && BUSY.has(error.code) && error.retry === 'later')) throw held(withPause(first, wait === undefined ? undefined : wait / 1000));
    if (wait !== undefined) hold(wait);
  }

  /** The error; all requests keep to the pause that the server asked for with it. */
  function held(error: AppError): AppError {
    const asked = error.context['retryAfterSeconds'];
    if (typeof asked === 'number') hold(asked * 1000);
    return error;
  }

  function hold(waitMs: number): void {
    pace?.holdUntil(clock.nowMs() + Math.min(waitMs, limits.maxRetryAfterSeconds * 1000));
  }

  const paced = async (request: EwsRequest, signal: AbortSignal): Promise<EwsAnswer> => {
    const connections = await signIn.connections(url, signal);
    pace ??= createPace(clock, connections);
    return pace.run(() => once(request, signal), signal);
  };

  return {
    call(request, signal) {
      if (request.isWrite === true) return paced(request, signal);
      return withRetry(() => paced(request, signal), { ...limits, attempts: request.attempts ?? limits.attempts }, clock, signal);
    },
    async pause(error, attempt, signal) {
      const asked = error.context['retryAfterSeconds'];
      if (typeof asked === 'number' && asked > limits.maxRetryAfterSeconds) throw error;
      await clock.sleep(typeof asked === 'number' ? asked * 1000 : Math.min(limits.backoffMs * 2 ** attempt, 30_000), signal);
    },
    totals: () => ({ requests: signIn.requests(), bytesIn: signIn.bytesIn() }),
    close: () => signIn.close(),
  };
}
