import type { HttpHandler, HttpReply, HttpRequest } from '../http/messages.ts';
import { GraphError, json, listIn, textIn, type Json } from './call.ts';

const MOST_REQUESTS = 20;

/** `$batch`: up to twenty requests in one, each with a status of its own; one that waits for another that failed gets 424. */
export async function batchReply(request: HttpRequest, body: Json, answer: HttpHandler): Promise<HttpReply> {
  const requests = listIn(body, 'requests');
  if (requests.length > MOST_REQUESTS) throw new GraphError(400, 'BadRequest', `Number of batch request steps exceeds the maximum value of ${MOST_REQUESTS}.`);
  const statuses = new Map<string, number>();
  const responses: Json[] = [];
  for (const one of requests) {
    const id = textIn(one, 'id');
    const needed = (one['dependsOn'] ?? []) as readonly string[];
    const hasFailed = needed.some((other) => (statuses.get(other) ?? 500) >= 400);
    const response = hasFailed ? { id, status: 424, body: { error: { code: 'FailedDependency', message: 'A request that this one depends on failed.' } } } : await answerOne(request, one, answer);
    statuses.set(id, response.status);
    responses.push(response);
  }
  return json(200, { responses });
}

async function answerOne(outer: HttpRequest, one: Json, answer: HttpHandler): Promise<Json & { readonly status: number }> {
  const { pathname, searchParams } = new URL(`/v1.0/${textIn(one, 'url').replace(/^\//, '')}`, outer.origin);
  const headers: Record<string, string> = {};
  for (const [name, value] of Object.entries((one['headers'] ?? {}) as Json)) headers[name.toLowerCase()] = String(value);
  const inner = one['body'];
  // json-batching: headers such as Prefer go with each request, not with the batch.
  const reply = await answer({ ...outer, method: textIn(one, 'method').toUpperCase(), path: pathname, query: searchParams, headers, body: Buffer.from(inner === undefined ? '' : JSON.stringify(inner), 'utf8') });
  const text = reply.body;
  const isJson = String(reply.headers?.['content-type'] ?? '').includes('json');
  const body: unknown = text === undefined ? undefined : isJson ? JSON.parse(text.toString()) : Buffer.from(text).toString('base64');
  return { id: textIn(one, 'id'), status: reply.status, headers: reply.headers ?? {}, ...(body !== undefined && { body }) };
}
