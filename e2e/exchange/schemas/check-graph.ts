import type { Notes } from './check-traffic.ts';
import { graphRoute } from './graph-routes.ts';
import type { JsonCheck } from './graph-schema.ts';
import type { Exchanged } from './read-traffic.ts';

interface Message {
  readonly method: string;
  readonly path: string;
  readonly isOurs: boolean;
  /** undefined where there is none, or no JSON. */
  readonly request: unknown;
  readonly status: number;
  readonly reply: unknown;
}

interface BatchRequest {
  readonly id: string;
  readonly method: string;
  readonly url: string;
  readonly body?: unknown;
}

interface BatchReply {
  readonly id: string;
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: unknown;
}

const SHOWN = 300;

/** Holds a request to Graph and what was answered against the metadata; the parts of a batch one by one. */
export function checkGraph(exchanged: Exchanged, check: JsonCheck, notes: Notes): void {
  const { method, path, isOurs, status, replyType } = exchanged;
  const [reply] = exchanged.replies;
  const message = { method, path, isOurs, status, request: jsonIn(exchanged.request, exchanged.requestType), reply: reply === undefined ? undefined : jsonIn(reply, replyType) };
  checkMessage(message, check, notes);
  if (!path.endsWith('/$batch')) return;
  const replies = ((message.reply as { readonly responses?: readonly BatchReply[] } | undefined)?.responses ?? []).map((one) => [one.id, one] as const);
  const replyOf = new Map(replies);
  for (const one of (message.request as { readonly requests?: readonly BatchRequest[] } | undefined)?.requests ?? []) {
    const answered = replyOf.get(one.id);
    const inner = { method: one.method, path: `/v1.0${one.url.split('?', 1)[0] ?? ''}`, isOurs, request: one.body };
    // A photo within a batch is base64, no JSON.
    const isJson = Object.entries(answered?.headers ?? {}).some(([name, value]) => name.toLowerCase() === 'content-type' && value.includes('json'));
    checkMessage({ ...inner, status: answered?.status ?? 0, reply: isJson ? answered?.body : undefined }, check, notes);
  }
}

function checkMessage({ method, path, isOurs, request, status, reply }: Message, check: JsonCheck, notes: Notes): void {
  const route = graphRoute(method, path);
  const isRefused = status >= 400;
  const operation = route?.name ?? `${method} at no known address`;
  if (route === null) {
    // Whoever asks at an address that there is not is told so; nobody of us may.
    const isKnownToBeNone = !isOurs && isRefused;
    notes.request(operation, isOurs, isKnownToBeNone ? '' : `nothing is known of ${path}`);
  } else if (request !== undefined || route.request === 'nothing') notes.request(operation, isOurs, told(!isOurs && status === 400 ? '' : check(route.request, request ?? {}), request));
  else notes.request(operation, isOurs, isRefused ? '' : 'no body');
  if (reply === undefined) return;
  if (isRefused) notes.answer(operation, told(check('error', reply), reply));
  else if (route !== null && route.reply !== null) notes.answer(operation, told(check(route.reply, reply), reply));
  else if (route !== null) notes.answer(operation, told('a body where there is none', reply));
}

function jsonIn(bytes: Buffer, type: string): unknown {
  if (bytes.length === 0 || !type.includes('json')) return undefined;
  try {
    return JSON.parse(bytes.toString('utf8'));
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

function told(problem: string, body: unknown): string {
  return problem === '' ? '' : `${problem} in ${JSON.stringify(body).slice(0, SHOWN)}`;
}
