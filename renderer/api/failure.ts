import { ORPCError } from '@orpc/client';
import { isErrorCode, type ErrorCode, type ErrorContext, type WireError } from '../../shared/errors.ts';
import { wordsFor } from '../../shared/messages/en.ts';
import { windowHints } from '../../shared/messages/ui-en.ts';

/** A failure as the window shows it: what happened, what to do next. */
export interface Failure {
  readonly code: ErrorCode;
  readonly context: ErrorContext;
  readonly message: string;
  readonly hint: string;
}

/** Any thrown value in words; what is not of the engine's expected failures is `internal`. */
export function failureOf(thrown: unknown): Failure {
  const { code, context } = wireErrorOf(thrown);
  const words = wordsFor(code, context);
  return { code, context, message: words.message, hint: windowHints[code] ?? words.hint };
}

/** The engine's error within a thrown value. */
export function wireErrorOf(thrown: unknown): WireError {
  if (thrown instanceof ORPCError) {
    const data: unknown = thrown.data;
    if (isRecord(data) && isErrorCode(data['code'])) return { code: data['code'], context: isContext(data['context']) ? data['context'] : {} };
  }
  return { code: 'internal', context: {} };
}

function isContext(value: unknown): value is ErrorContext {
  return isRecord(value) && Object.values(value).every((part) => part === null || ['string', 'number', 'boolean'].includes(typeof part));
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}
