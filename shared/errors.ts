/** Every expected failure by name; `shared/messages` has its words. */
export const ERROR_CODES = [
  'usage',
  'auth-failed',
  'auth-unsupported',
  'forbidden',
  'ews-disabled',
  'consent-missing',
  'device-code-refused',
  'sign-in-refused',
  'sign-in-needed',
  'sign-in-unfinished',
  'client-id-missing',
  'client-id-unfit',
  'mailbox-not-found',
  'mailbox-elsewhere',
  'mailbox-full',
  'channel-binding-required',
  'clock-wrong',
  'proxy-in-the-way',
  'impersonation-refused',
  'autodiscover-failed',
  'answer-not-exchange',
  'audit-not-allowed',
  'audit-file-unknown',
  'audit-file-empty',
  'audit-file-packed',
  'audit-file-spreadsheet',
  'audit-file-cut-off',
  'audit-row-unreadable',
  'audit-row-cut-off',
  'audit-row-too-large',
  'audit-time-unreadable',
  'audit-date-ambiguous',
  'audit-limit-reached',
  'audit-more-elsewhere',
  'audit-zone-assumed',
  'audit-order-assumed',
  'audit-gap',
  'query-failed',
  'server-not-found',
  'server-unreachable',
  'server-refused-tls',
  'server-timeout',
  'server-throttled',
  'server-error',
  'answer-not-dav',
  'answer-cut-off',
  'answer-too-large',
  'answer-malformed',
  'answer-dangerous',
  'redirect-refused',
  'plain-http-refused',
  'nothing-found-at-url',
  'collection-gone',
  'listing-empty',
  'listing-contradicted',
  'cursor-expired',
  'record-unreadable',
  'record-cut-off',
  'record-too-large',
  'record-encoding',
  'file-unreadable',
  'file-cut-off',
  'file-unknown-kind',
  'nothing-to-import',
  'manifest-invalid',
  'write-conflict',
  'write-refused',
  'write-unverified',
  'read-only',
  'would-notify',
  'not-supported',
  'secret-missing',
  'source-unknown',
  'source-exists',
  'source-in-use',
  'account-changed',
  'snapshot-unknown',
  'snapshot-incomplete',
  'record-unknown',
  'finding-unknown',
  'plan-unknown',
  'restore-unknown',
  'different-sources',
  'case-missing',
  'case-exists',
  'case-busy',
  'case-newer',
  'case-damaged',
  'case-locked',
  'case-not-a-case',
  'disk-full',
  'file-not-writable',
  'group-unknown',
  'group-of-several-sources',
  'group-of-several-people',
  'secret-in-report',
  'print-failed',
  'port-in-use',
  'cancelled',
  'internal',
] as const;
export type ErrorCode = (typeof ERROR_CODES)[number];

/** Whether a text is one of the codes. */
export function isErrorCode(text: unknown): text is ErrorCode {
  return typeof text === 'string' && (ERROR_CODES as readonly string[]).includes(text);
}

/** Ids, counts and statuses only: no name, address, password, URL with a user in it, or server text. */
export type ErrorContext = Readonly<Record<string, string | number | boolean | null>>;

export interface AppErrorOptions {
  readonly context?: ErrorContext;
  readonly retry?: 'now' | 'later' | 'never';
  readonly cause?: unknown;
}

/** An expected failure: its code has words for a person in `shared/messages`. */
export class AppError extends Error {
  readonly code: ErrorCode;
  readonly context: ErrorContext;
  readonly retry: 'now' | 'later' | 'never';

  constructor(code: ErrorCode, options: AppErrorOptions = {}) {
    super(code, options.cause === undefined ? undefined : { cause: options.cause });
    this.name = 'AppError';
    this.code = code;
    this.context = options.context ?? {};
    this.retry = options.retry ?? 'never';
  }
}

/** Our own mistake: reported as such, never shown as a fault of the user or the server. */
export class BugError extends Error {
  constructor(what: string) {
    super(what);
    this.name = 'BugError';
  }
}

/** Throws BugError unless the claim holds. */
export function invariant(claim: unknown, what: string): asserts claim {
  if (!claim) throw new BugError(what);
}

/** The form in which an error crosses a process or stands in a JSON document. */
export interface WireError {
  readonly code: ErrorCode;
  readonly context: ErrorContext;
}

/** Any thrown value as a wire error; unknown ones become `internal` and keep nothing of their text. */
export function toWireError(thrown: unknown): WireError {
  if (thrown instanceof AppError) return { code: thrown.code, context: thrown.context };
  if (isAbort(thrown)) return { code: 'cancelled', context: {} };
  return { code: 'internal', context: {} };
}

/** Whether a thrown value is a cancellation and not a failure. */
export function isAbort(thrown: unknown): boolean {
  if (thrown instanceof AppError) return thrown.code === 'cancelled';
  return typeof thrown === 'object' && thrown !== null && 'name' in thrown && thrown.name === 'AbortError';
}
