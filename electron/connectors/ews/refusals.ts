import { AppError, type ErrorContext } from '../../../shared/errors.ts';
import type { WireAnswer } from '../http/transport.ts';
import { parseRetryAfter } from '../with-retry.ts';
import { fromResponseCode, fromStatus } from './errors.ts';
import { drain } from './sign-in/drain.ts';
import { readSoapAnswer } from './soap/read-answer.ts';
import type { Fault } from './soap/response-messages.ts';

interface Asked {
  readonly isWrite: boolean;
  readonly context: ErrorContext;
}

/** Whether the service itself answers: XML with 200, or with 500 where it is a fault (SOAP 1.1 §6.2). */
export function isSoap(answer: WireAnswer): boolean {
  return (answer.status === 200 || answer.status === 500) && /xml/i.test(answer.headers['content-type'] ?? '') && !/html/i.test(answer.headers['content-type'] ?? '');
}

/** A fault as an error, with the pause that the server asks for. */
export function fromFault(fault: Fault, answer: WireAnswer, nowMs: number, { isWrite, context }: Asked): AppError {
  const facts = { status: answer.status, ...context };
  if (fault.code === '') return new AppError('server-error', { context: facts, retry: 'later' });
  const asked = fault.backOffMs === undefined ? retryAfter(answer, nowMs) : fault.backOffMs / 1000;
  return withPause(fromResponseCode(fault.code, { isWrite, context: facts }), asked);
}

/** An answer that is not the service's as an error, with the pause that the server asks for; reads it to its end. */
export async function fromStranger(answer: WireAnswer, url: URL, nowMs: number, context: ErrorContext): Promise<AppError> {
  await drain(answer);
  return withPause(fromStatus(answer, url, context), retryAfter(answer, nowMs));
}

/** What answered in place of a request to sign in: a server that is overloaded says so before it asks who is there. */
export async function fromUnasked(answer: WireAnswer, url: URL, nowMs: number, maxBytes: number): Promise<AppError> {
  if (answer.status !== 500 || !isSoap(answer)) return await fromStranger(answer, url, nowMs, {});
  const soap = await readSoapAnswer(answer.body(), { operation: '', cutsItems: false, maxBytes });
  return soap.type === 'fault' ? fromFault(soap.fault, answer, nowMs, { isWrite: false, context: {} }) : new AppError('answer-malformed');
}

/** The error with the pause in seconds that the server asked for; one that is not worth a next try stays as it is. */
export function withPause(error: AppError, seconds: number | undefined): AppError {
  if (seconds === undefined || error.retry === 'never') return error;
  return new AppError(error.code, { retry: error.retry, context: { ...error.context, retryAfterSeconds: seconds } });
}

function retryAfter(answer: WireAnswer, nowMs: number): number | undefined {
  return parseRetryAfter(answer.headers['retry-after'], nowMs);
}
