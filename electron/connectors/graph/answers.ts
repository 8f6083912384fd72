import { AppError } from '../../../shared/errors.ts';
import { type JsonObject, isObject } from '../../core/graph/json.ts';
import { fromRefusal } from './errors.ts';
import { type GraphAnswer, refusalOf } from './http.ts';
import type { GraphSession } from './session.ts';
import { sourcesIn } from './json-source.ts';

/** One element of a list, and its text as the server sent it. */
export interface Row {
  readonly json: JsonObject;
  readonly source: string;
}

/** The JSON object of an answer; throws where it is a refusal, or anything else. */
export function requireObject(answer: GraphAnswer, permission?: string): JsonObject {
  if (answer.status < 200 || answer.status >= 300) throw fromRefusal(refusalOf(answer, permission));
  const value = parsed(answer);
  if (!isObject(value)) throw new AppError('answer-malformed', { retry: 'later', context: { status: answer.status, requestId: answer.requestId } });
  return value;
}

/** The rows of a list; throws unless there is a list of objects. */
export function requireRows(answer: GraphAnswer, body: JsonObject): readonly Row[] {
  const value = body['value'];
  if (!Array.isArray(value) || !value.every(isObject)) throw new AppError('answer-malformed', { context: { status: answer.status, requestId: answer.requestId } });
  const spans = sourcesIn(answer.text, 'value');
  return value.map((json, index) => {
    const span = spans[index];
    return { json, source: span === undefined ? JSON.stringify(json) : answer.text.slice(span.from, span.to) };
  });
}

/** Reads one object; throws where it is refused. */
export async function getObject(session: GraphSession, url: URL, permission: string, signal: AbortSignal): Promise<JsonObject> {
  return requireObject(await session.http.send({ method: 'GET', url, permission }, signal), permission);
}

function parsed(answer: GraphAnswer): unknown {
  try {
    return JSON.parse(answer.text);
  } catch (cause) {
    throw new AppError(answer.text === '' ? 'answer-not-exchange' : 'answer-malformed', { context: { status: answer.status, requestId: answer.requestId }, cause });
  }
}
