import { AppError, type ErrorCode, type ErrorContext } from '../../../shared/errors.ts';
import { graphUrlFor } from '../autodiscover/exchange-online.ts';
import type { WireAnswer } from '../http/transport.ts';

interface Meaning {
  readonly code: ErrorCode;
  readonly retry?: 'later';
}

const BUSY: Meaning = { code: 'server-throttled', retry: 'later' };
const PASSING: Meaning = { code: 'server-error', retry: 'later' };
const CONFLICT: Meaning = { code: 'write-conflict' };

/** What a response code of the service (messages.xsd, ResponseCodeType) means to us; others are refusals. */
const MEANINGS: Readonly<Record<string, Meaning>> = {
  ErrorServerBusy: BUSY,
  ErrorExceededConnectionCount: BUSY,
  ErrorExceededSubscriptionCount: BUSY,
  ErrorExceededFindCountLimit: BUSY,
  ErrorTooManyObjectsOpened: BUSY,
  ErrorMessagePerFolderCountReceiveQuotaExceeded: BUSY,
  ErrorTimeoutExpired: { code: 'server-timeout', retry: 'later' },
  ErrorInternalServerTransientError: PASSING,
  ErrorInternalServerError: PASSING,
  ErrorMailboxStoreUnavailable: PASSING,
  ErrorMailboxFailover: PASSING,
  ErrorMailboxMoveInProgress: PASSING,
  ErrorConnectionFailed: PASSING,
  ErrorConnectionFailedTransientError: PASSING,
  ErrorADUnavailable: PASSING,
  ErrorADOperation: PASSING,
  ErrorInsufficientResources: PASSING,
  ErrorBatchProcessingStopped: PASSING,
  ErrorNoRespondingCASInDestinationSite: PASSING,
  ErrorClientDisconnected: PASSING,
  ErrorAccessDenied: { code: 'forbidden' },
  ErrorImpersonateUserDenied: { code: 'impersonation-refused' },
  ErrorImpersonationDenied: { code: 'impersonation-refused' },
  ErrorImpersonationFailed: { code: 'impersonation-refused' },
  ErrorNonExistentMailbox: { code: 'mailbox-not-found' },
  ErrorMissingEmailAddress: { code: 'mailbox-not-found' },
  ErrorNonPrimarySmtpAddress: { code: 'mailbox-not-found' },
  ErrorInvalidSmtpAddress: { code: 'mailbox-not-found' },
  ErrorAccountDisabled: { code: 'auth-failed' },
  ErrorPasswordExpired: { code: 'auth-failed' },
  ErrorPasswordChangeRequired: { code: 'auth-failed' },
  ErrorTokenSerializationDenied: { code: 'auth-failed' },
  ErrorInvalidServerVersion: { code: 'not-supported' },
  ErrorInvalidExchangeImpersonationHeaderData: { code: 'impersonation-refused' },
  ErrorQuotaExceeded: { code: 'mailbox-full' },
  ErrorInvalidSyncStateData: { code: 'cursor-expired' },
  ErrorSyncFolderNotFound: { code: 'collection-gone' },
  ErrorFolderNotFound: { code: 'collection-gone' },
  ErrorItemNotFound: CONFLICT,
  ErrorIrresolvableConflict: CONFLICT,
  ErrorChangeKeyRequired: CONFLICT,
  ErrorChangeKeyRequiredForWriteOperations: CONFLICT,
  ErrorInvalidChangeKey: CONFLICT,
  ErrorStaleObject: CONFLICT,
  ErrorObjectTypeChanged: CONFLICT,
};

/** A response code as an error; what is not known by name is the refusal of what was asked. */
export function fromResponseCode(responseCode: string, options: { readonly isWrite: boolean; readonly context?: ErrorContext }): AppError {
  const meaning = MEANINGS[responseCode] ?? { code: options.isWrite ? 'write-refused' : 'server-error' };
  return new AppError(meaning.code, { context: { responseCode, ...options.context }, ...(meaning.retry === undefined ? {} : { retry: meaning.retry }) });
}

/** What an answer means that is no SOAP: a refusal of the web server, a redirect, a page of something that stands in between. */
export function fromStatus(answer: WireAnswer, url: URL, context: ErrorContext = {}): AppError {
  const { status, headers } = answer;
  const facts = { status, ...context };
  if (status === 407 || status === 511 || (isPage(answer) && comesFromProxy(headers))) return new AppError('proxy-in-the-way', { context: facts });
  if (status === 401 || status === 440) return new AppError('auth-failed', { context: facts });
  if (status === 403) return new AppError('ews-disabled', { context: facts });
  if (status === 404 || status === 410) return new AppError('nothing-found-at-url', { context: facts });
  if (status === 429 || status === 503) return new AppError('server-throttled', { context: facts, retry: 'later' });
  if (status >= 500) return new AppError('server-error', { context: facts, retry: 'later' });
  if (status === 451 || (status >= 300 && status < 400)) return fromRedirect(headers['location'] ?? headers['x-ms-location'], url, facts);
  return new AppError('answer-not-exchange', { context: facts });
}

function fromRedirect(location: string | undefined, url: URL, context: ErrorContext): AppError {
  if (location === undefined || !URL.canParse(location, url.href)) return new AppError('answer-not-exchange', { context });
  const target = new URL(location, url);
  if (graphUrlFor(target.hostname) !== undefined) return new AppError('mailbox-elsewhere', { context: { ...context, kind: 'graph' } });
  // A form to sign in with is a page of Outlook on the web or of a portal, on whatever host it stands.
  if (target.origin === url.origin || /(?:auth|login|logon|sso|adfs)/i.test(target.pathname)) return new AppError('answer-not-exchange', { context });
  return new AppError('redirect-refused', { context: { ...context, host: target.host } });
}

function isPage(answer: WireAnswer): boolean {
  return /html/i.test(answer.headers['content-type'] ?? '');
}

const PROXY_HEADERS = ['via', 'proxy-authenticate', 'proxy-connection', 'x-squid-error', 'x-proxy-error', 'x-bluecoat-via', 'x-zscaler-error'];

function comesFromProxy(headers: Readonly<Record<string, string>>): boolean {
  return PROXY_HEADERS.some((name) => headers[name] !== undefined) || /squid|zscaler|bluecoat|mcafee|websense|fortigate/i.test(headers['server'] ?? '');
}
