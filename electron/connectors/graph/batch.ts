import { AppError } from '../../../shared/errors.ts';
import { type JsonObject, isObject, objectAt, objectsAt, textAt } from '../../core/graph/json.ts';
import { parseRetryAfter } from '../with-retry.ts';
import { requireObject } from './answers.ts';
import { codesOf, fromRefusal, isAboutMailbox } from './errors.ts';
import { PREFER_IMMUTABLE } from './http.ts';
import { memberIn, sourcesIn } from './json-source.ts';
import { type GraphSession, urlOf } from './session.ts';

/** One read within a batch. */
export interface Part {
  readonly id: string;
  /** Relative to the service. */
  readonly place: string;
}

export interface PartAnswer {
  readonly status: number;
  readonly body: unknown;
  /** The body's text as the server sent it. */
  readonly source: string;
  readonly requestId: string;
}

/** json-batching: at most twenty requests in one. */
export const MOST_PARTS = 20;

/**
 * Asks up to twenty things in one request and answers each by its id, whatever the order. Parts that met an overload or a failing server are
 * asked again alone, after the longest pause that any of them wants; what still fails keeps its last status. Reads only.
 */
export async function readBatch(session: GraphSession, parts: readonly Part[], signal: AbortSignal): Promise<ReadonlyMap<string, PartAnswer>> {
  const answers = new Map<string, PartAnswer>();
  let open: readonly Part[] = parts;
  for (let attempt = 1; open.length > 0 && attempt <= session.limits.attempts; attempt += 1) {
    const round = await sendParts(session, open, signal);
    for (const [id, answer] of round.answers) answers.set(id, answer);
    open = open.filter(({ id }) => mayPass(round.answers.get(id)?.status));
    if (open.length === 0 || attempt === session.limits.attempts) break;
    if (round.retryAfterSeconds > session.limits.maxRetryAfterSeconds) break;
    if (round.retryAfterSeconds > 0) session.http.holdFor(round.retryAfterSeconds);
    else await session.ports.clock.sleep(session.limits.backoffMs * 2 ** (attempt - 1), signal);
  }
  for (const { id } of parts) if (!answers.has(id)) throw new AppError('answer-malformed', { retry: 'later', context: { parts: parts.length, answers: answers.size } });
  return answers;
}

/** The object of one part, or null where it is not there; throws the refusal of any other. */
export function objectOf(answer: PartAnswer | undefined, permission: string): JsonObject | null {
  if (answer?.status === 200 && isObject(answer.body)) return answer.body;
  if (isGone(answer)) return null;
  throw refusalOfPart(answer, permission);
}

/** Whether what a part asked for is not there; where the mailbox itself is not, or is elsewhere, that says nothing of an item. */
export function isGone(answer: PartAnswer | undefined): boolean {
  return (answer?.status === 404 || answer?.status === 410) && !isAboutMailbox(codesIn(answer));
}

/** The error of a part that failed. */
export function refusalOfPart(answer: PartAnswer | undefined, permission: string): AppError {
  if (answer === undefined || answer.status === 200) return new AppError('answer-malformed', { retry: 'later' });
  return fromRefusal({ status: answer.status, codes: codesIn(answer), requestId: answer.requestId, permission });
}

/** The codes of a part that was refused. */
export function codesIn(answer: PartAnswer): readonly string[] {
  return codesOf(answer.body);
}

function mayPass(status: number | undefined): boolean {
  return status === undefined || status === 429 || status >= 500;
}

async function sendParts(session: GraphSession, parts: readonly Part[], signal: AbortSignal) {
  const requests = parts.map(({ id, place }) => ({ id, method: 'GET', url: place, headers: { Prefer: PREFER_IMMUTABLE } }));
  const answer = await session.http.send({ method: 'POST', url: urlOf(session, '$batch'), body: JSON.stringify({ requests }) }, signal);
  const body = requireObject(answer);
  const responses = objectsAt(body, 'responses');
  const spans = sourcesIn(answer.text, 'responses');
  const asked = new Set(parts.map(({ id }) => id));
  const answers = new Map<string, PartAnswer>();
  let retryAfterSeconds = 0;
  responses.forEach((response, index) => {
    const id = textAt(response, 'id');
    const status = response['status'];
    if (!asked.has(id) || typeof status !== 'number') return;
    const span = spans[index];
    const inner = span === undefined ? undefined : memberIn(answer.text, 'body', span.from);
    answers.set(id, { status, body: response['body'], source: inner === undefined ? '' : answer.text.slice(inner.from, inner.to), requestId: answer.requestId });
    if (mayPass(status)) retryAfterSeconds = Math.max(retryAfterSeconds, retryAfterOf(response, session.ports.clock.nowMs()));
  });
  return { answers, retryAfterSeconds };
}

function retryAfterOf(response: JsonObject, nowMs: number): number {
  const headers = objectAt(response, 'headers');
  const name = Object.keys(headers).find((one) => one.toLowerCase() === 'retry-after');
  return name === undefined ? 0 : (parseRetryAfter(textAt(headers, name), nowMs) ?? 0);
}

/** Groups of at most twenty. */
export function* inBatches<Value>(values: Iterable<Value>, size = MOST_PARTS): Generator<readonly Value[]> {
  let group: Value[] = [];
  for (const value of values) {
    group.push(value);
    if (group.length === size) {
      yield group;
      group = [];
    }
  }
  if (group.length > 0) yield group;
}
