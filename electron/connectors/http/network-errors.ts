import { AppError, type ErrorCode } from '../../../shared/errors.ts';

const CODES: Readonly<Record<string, ErrorCode>> = {
  ENOTFOUND: 'server-not-found',
  EAI_NODATA: 'server-not-found',
  EAI_NONAME: 'server-not-found',
  EAI_AGAIN: 'server-unreachable',
  EAI_FAIL: 'server-not-found',
  ETIMEDOUT: 'server-timeout',
  ESOCKETTIMEDOUT: 'server-timeout',
  EPROTO: 'server-refused-tls',
  CERT_HAS_EXPIRED: 'server-refused-tls',
  DEPTH_ZERO_SELF_SIGNED_CERT: 'server-refused-tls',
  SELF_SIGNED_CERT_IN_CHAIN: 'server-refused-tls',
  HOSTNAME_MISMATCH: 'server-refused-tls',
};

/** What went wrong below HTTP, as an error of ours; one that is ours already, and a cancellation, pass through. */
export function fromNetworkError(error: unknown, stage: 'connecting' | 'reading'): unknown {
  if (error instanceof AppError || !(error instanceof Error)) return error;
  if (error.name === 'AbortError') return error;
  const system = 'code' in error && typeof error.code === 'string' ? error.code : '';
  const code = codeOf(system, stage);
  return code === undefined ? error : new AppError(code, { retry: RETRY[code] ?? 'never', context: { system }, cause: error });
}

const RETRY: Partial<Record<ErrorCode, 'now' | 'later'>> = {
  'server-unreachable': 'later',
  'server-timeout': 'later',
  'answer-cut-off': 'later',
};

function codeOf(system: string, stage: 'connecting' | 'reading'): ErrorCode | undefined {
  const known = CODES[system];
  if (known !== undefined) return known;
  if (/^(?:ERR_TLS|ERR_SSL|ERR_OSSL|CERT_|UNABLE_TO_)/.test(system)) return 'server-refused-tls';
  if (system.startsWith('HPE_')) return 'answer-malformed';
  if (system === 'Z_BUF_ERROR') return 'answer-cut-off';
  if (system.startsWith('Z_')) return 'answer-malformed';
  if (/^(?:E[A-Z]+|ERR_STREAM_PREMATURE_CLOSE)$/.test(system)) return stage === 'reading' ? 'answer-cut-off' : 'server-unreachable';
  return undefined;
}
