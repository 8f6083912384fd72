import { AppError, type ErrorContext } from '../../../shared/errors.ts';
import { isObject, objectAt, textAt } from '../../core/graph/json.ts';

/** A refusal as Graph words it: the codes from the outer error inwards. */
export interface GraphRefusal {
  readonly status: number;
  readonly codes: readonly string[];
  /** Sent with the request, for whoever looks into the service's logs. */
  readonly requestId: string;
  /** Which permission the request needs, for a refusal by missing consent. */
  readonly permission?: string;
}

const ELSEWHERE: ReadonlySet<string> = new Set(['MailboxNotEnabledForRESTAPI', 'MailboxNotSupportedForRESTAPI', 'ErrorMailboxMoveInProgress', 'MailboxNotHostedInExchangeOnline', 'ErrorIncorrectRoutingHint']);
const NO_MAILBOX: ReadonlySet<string> = new Set(['ErrorInvalidUser', 'ErrorNonExistentMailbox', 'Request_ResourceNotFound', 'ResourceNotFound', 'MailboxNotFound', 'ErrorMailboxStoreUnavailable']);
const FULL: ReadonlySet<string> = new Set(['ErrorQuotaExceeded', 'ErrorMailboxQuotaExceeded']);
const LOST_STATE: ReadonlySet<string> = new Set(['syncstatenotfound', 'syncstateinvalid', 'resyncrequired', 'errorinvalidsyncstatedata']);

/** The codes of a body that refuses, the outermost first; none where it is no such body. */
export function codesOf(body: unknown): readonly string[] {
  const codes: string[] = [];
  let error = isObject(body) ? objectAt(body, 'error') : {};
  for (let depth = 0; depth < 5; depth += 1) {
    const code = textAt(error, 'code');
    if (code !== '') codes.push(code);
    error = objectAt(error, 'innerError');
  }
  return codes;
}

/** Whether a refusal says that the state of a delta query is not known any more (delta query: 410, or 40X with a code). */
export function isLostState(refusal: GraphRefusal): boolean {
  return refusal.status === 410 || (refusal.status >= 400 && refusal.status < 500 && refusal.codes.some((code) => LOST_STATE.has(code.toLowerCase())));
}

/** Whether codes say that a mailbox is not there or is elsewhere, whatever was asked of it. */
export function isAboutMailbox(codes: readonly string[]): boolean {
  return codes.some((code) => ELSEWHERE.has(code) || NO_MAILBOX.has(code));
}

/** The error of a read that was refused. */
export function fromRefusal(refusal: GraphRefusal): AppError {
  const { status, codes } = refusal;
  const context: ErrorContext = { status, requestId: refusal.requestId };
  const says = (known: ReadonlySet<string>) => codes.some((code) => known.has(code));
  if (status === 407 || status === 511) return new AppError('proxy-in-the-way', { context });
  if (says(ELSEWHERE)) return new AppError('mailbox-elsewhere', { context: { ...context, kind: 'ews' } });
  if (status === 401) return new AppError('auth-failed', { context });
  if (status === 403) return new AppError('consent-missing', { context: { ...context, permission: refusal.permission ?? '' } });
  if (says(FULL) || status === 507) return new AppError('mailbox-full', { context });
  if (status === 404 && says(NO_MAILBOX)) return new AppError('mailbox-not-found', { context });
  if (status === 404) return new AppError(codes.length === 0 ? 'answer-not-exchange' : 'collection-gone', { context });
  if (status === 429 || status === 503) return new AppError('server-throttled', { context, retry: 'later' });
  if (status === 504 || status === 408) return new AppError('server-timeout', { context, retry: 'later' });
  if (status >= 500) return new AppError('server-error', { context, retry: 'later' });
  return new AppError(codes.length === 0 ? 'answer-not-exchange' : 'answer-malformed', { context });
}

/** The error of a write that was refused: whether somebody else was first, or the server does not want it. */
export function fromWriteRefusal(refusal: GraphRefusal): AppError {
  const context: ErrorContext = { status: refusal.status, requestId: refusal.requestId };
  if (refusal.status === 412 || refusal.status === 409 || refusal.codes.includes('ErrorIrresolvableConflict')) return new AppError('write-conflict', { context });
  const known = fromRefusal(refusal);
  if (known.code === 'collection-gone' || known.code === 'answer-malformed' || known.code === 'answer-not-exchange') return new AppError('write-refused', { context });
  // Whether it was done before the answer was lost, nobody knows.
  if (known.code === 'server-error' && refusal.status === 502) return new AppError('server-unreachable', { context, retry: 'later' });
  return known;
}
