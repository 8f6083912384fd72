import { AppError } from '../../shared/errors.ts';
import type { Clock } from '../core/ports.ts';

// Connectors ask several times themselves; these outlast a worker change or a short overload on top.
const MOST_ATTEMPTS = 4;
// A server that asks to slow down works: it is obeyed much longer than one that fails is tried.
const MOST_WAITS = 30;
// One that wants to be left alone for longer is left alone: the restore can be resumed then.
const LONGEST_ASKED_SECONDS = 300;
const LONGEST_WAIT_MS = 60_000;

/** Codes of failures that may pass: the same question can be asked again. */
const PASSING: ReadonlySet<string> = new Set([
  'server-throttled',
  'server-unreachable',
  'server-timeout',
  'server-error',
  'answer-cut-off',
  'answer-malformed',
  'answer-not-dav',
  'answer-not-exchange',
  'listing-contradicted',
]);

/** Whether a failure may pass, so that its end is unclear and not a refusal. */
export function mayPass(error: unknown): error is AppError {
  return error instanceof AppError && PASSING.has(error.code);
}

/** Asks again after a passing failure, a bounded number of times; throws the last failure. Only for questions, never for writes. */
export async function readSteadily<T>(clock: Clock, signal: AbortSignal, ask: () => Promise<T>): Promise<T> {
  let waits = 0;
  for (let attempt = 1; ; ) {
    signal.throwIfAborted();
    try {
      return await ask();
    } catch (error) {
      if (!mayPass(error) || wantsLongPause(error) || attempt === MOST_ATTEMPTS || waits === MOST_WAITS) throw error;
      await clock.sleep(waitMs(error, attempt), signal);
      if (error.code === 'server-throttled') waits += 1;
      else attempt += 1;
    }
  }
}

/** How long to wait before the next attempt: as long as the server asks, else twice as long each time. */
export function waitMs(error: AppError, attempt: number): number {
  const asked = error.context['retryAfterSeconds'];
  if (typeof asked === 'number' && asked >= 0) return asked * 1000;
  return Math.min(LONGEST_WAIT_MS, 1000 * 2 ** (attempt - 1));
}

/** Whether the server asks for a pause that nobody sits through. */
export function wantsLongPause(error: AppError): boolean {
  const asked = error.context['retryAfterSeconds'];
  return typeof asked === 'number' && asked > LONGEST_ASKED_SECONDS;
}
