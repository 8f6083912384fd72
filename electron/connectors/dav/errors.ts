import { AppError } from '../../../shared/errors.ts';

/** The error of a read that was answered with this status. */
export function fromStatus(status: number): AppError {
  const context = { status };
  if (status === 401) return new AppError('auth-failed', { context });
  if (status === 403) return new AppError('forbidden', { context });
  if (status === 404 || status === 410) return new AppError('nothing-found-at-url', { context });
  if (status === 429 || status === 503) return new AppError('server-throttled', { context, retry: 'later' });
  if (status >= 500) return new AppError('server-error', { context, retry: 'later' });
  return new AppError('answer-not-dav', { context });
}

/** The error of a write that was answered with this status: whether somebody else was first, or the server does not want it. */
export function fromWriteStatus(status: number): AppError {
  const context = { status };
  if (status === 401) return new AppError('auth-failed', { context });
  // 409 is a UID that exists elsewhere in the collection (RFC 6352 §6.3.2.1), 412 a guard that did not hold.
  if (status === 409 || status === 412) return new AppError('write-conflict', { context });
  if (status === 429 || status === 503) return new AppError('server-throttled', { context, retry: 'later' });
  if (status === 507 || status < 500) return new AppError('write-refused', { context });
  return new AppError('server-error', { context, retry: 'later' });
}
