import { AppError } from '../../shared/errors.ts';
import type { Clock } from '../core/ports.ts';

export interface RetryPolicy {
  /** Tries in all, the first included. */
  readonly attempts: number;
  /** Pause before the second try; it doubles from one to the next. */
  readonly backoffMs: number;
  /** A server that wants a longer pause is not waited for. */
  readonly maxRetryAfterSeconds: number;
}

/**
 * Repeats what may be repeated: a task that failed with an AppError of retry `now` or `later`. Waits as long as the error's
 * `retryAfterSeconds` says, else twice as long each time with some scatter. Only for tasks that change nothing.
 */
export async function withRetry<T>(task: (attempt: number) => Promise<T>, policy: RetryPolicy, clock: Clock, signal: AbortSignal): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await task(attempt);
    } catch (error) {
      signal.throwIfAborted();
      if (!(error instanceof AppError) || error.retry === 'never' || attempt >= triesFor(error, policy)) throw error;
      const asked = error.context['retryAfterSeconds'];
      if (typeof asked === 'number' && asked > policy.maxRetryAfterSeconds) throw error;
      await clock.sleep(typeof asked === 'number' ? asked * 1000 : backoff(attempt, policy.backoffMs, clock), signal);
    }
  }
}

/** A server that stayed silent until the time was over is asked once more and not again: a person waits for each of these. */
function triesFor(error: AppError, policy: RetryPolicy): number {
  return error.code === 'server-timeout' ? Math.min(policy.attempts, 2) : policy.attempts;
}

/** Between half and all of the doubled pause, so that calls that failed together do not come back together. */
function backoff(attempt: number, firstMs: number, clock: Clock): number {
  const fullMs = Math.min(firstMs * 2 ** (attempt - 1), 30_000);
  // Knuth's multiplicative hash of the time: scatter without a source of chance.
  const scatter = (((Math.trunc(clock.nowMs()) + attempt) * 2_654_435_761) >>> 0) / 2 ** 32;
  return Math.round(fullMs * (0.5 + scatter / 2));
}

/** Retry-After in seconds, given as such or as an HTTP date (RFC 9110 §10.2.3); undefined where there is none to be read. */
export function parseRetryAfter(header: string | undefined, nowMs: number): number | undefined {
  const text = header?.trim() ?? '';
  if (/^\d{1,9}$/.test(text)) return Number(text);
  const atMs = /^[A-Z][a-z]{2}/.test(text) ? Date.parse(text) : Number.NaN;
  return Number.isNaN(atMs) ? undefined : Math.max(0, Math.ceil((atMs - nowMs) / 1000));
}
