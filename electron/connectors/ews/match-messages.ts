import { AppError } from '../../../shared/errors.ts';
import type { ResponseMessage } from './soap/response-messages.ts';

/** An id that was asked for, with the message that speaks of it; undefined where the answer leaves open which one does. */
export interface Matched {
  readonly key: string;
  readonly message: ResponseMessage | undefined;
}

/**
 * Tells which message answers which id. Messages come in the order of the question (MS-OXWSCDATA), but one that brings its item says itself
 * whose it is, and that counts. An error names no item: its place says which one is meant, as long as all the others stand in their places; else
 * it speaks of all that are left where all errors are the same and as many as those, and of none where they are not.
 */
export function matchMessages(keys: readonly string[], messages: readonly ResponseMessage[], idIn: (message: ResponseMessage) => string | undefined): readonly Matched[] {
  if (messages.length !== keys.length) throw new AppError('answer-malformed', { context: { asked: keys.length, answered: messages.length } });
  const named = messages.map((message) => (message.isGood ? idIn(message) : undefined));
  const isInOrder = named.every((id, at) => id === undefined || id === keys[at] || !keys.includes(id));
  if (isInOrder) return keys.map((key, at) => ({ key, message: messages[at] }));
  const byId = new Map(named.flatMap((id, at) => (id === undefined ? [] : [[id, messages[at]] as const])));
  const errors = messages.filter((message) => !message.isGood);
  const left = keys.filter((key) => !byId.has(key));
  const speaksOfAll = left.length === errors.length && errors.every((error) => error.code === errors[0]?.code);
  return keys.map((key) => ({ key, message: byId.get(key) ?? (speaksOfAll ? errors[0] : undefined) }));
}
