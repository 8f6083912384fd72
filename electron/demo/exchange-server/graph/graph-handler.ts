import type { HttpHandler, HttpReply, HttpRequest } from '../http/messages.ts';
import type { Mailbox } from '../mailbox/mailbox.ts';
import { AuditQueries } from './audit-queries.ts';
import { batchReply } from './batch.ts';
import { errorReply, GraphError, json, type GraphCall, type Json } from './call.ts';
import { ImportSessions } from './import-sessions.ts';
import { findRoute, type Route } from './route.ts';
import { AUDIT_ROUTES } from './routes/audit-routes.ts';
import { CONTACT_ROUTES } from './routes/contact-routes.ts';
import { EVENT_ROUTES } from './routes/event-routes.ts';
import { importReply, MAILBOX_ROUTES } from './routes/mailbox-routes.ts';
import { TASK_ROUTES } from './routes/task-routes.ts';

const ROUTES: readonly Route[] = [...CONTACT_ROUTES, ...EVENT_ROUTES, ...TASK_ROUTES, ...MAILBOX_ROUTES, ...AUDIT_ROUTES];

export interface GraphHandlers {
  /** Everything under `/v1.0`; who asks has been checked before. */
  readonly signedIn: HttpHandler;
  /** What addresses with a secret of their own take: `/import/…`. */
  readonly preAuthenticated: HttpHandler;
}

/** Microsoft Graph for one mailbox, as functions from request to reply. */
export function createGraphHandlers(mailbox: Mailbox): GraphHandlers {
  const audit = new AuditQueries(mailbox);
  const sessions = new ImportSessions();
  const callOf = (request: HttpRequest): GraphCall => ({
    mailbox,
    by: { name: request.signedIn?.displayName ?? mailbox.owner.name, request: request.index },
    request,
    ids: [],
    body: readJson(request),
    isImmutable: /IdType="?ImmutableId/i.test(request.headers['prefer'] ?? ''),
    audit,
    sessions,
  });
  const answerOne: HttpHandler = (request) => guarded(request, mailbox, () => answer(callOf(request)));
  return {
    signedIn: (request) => {
      if (!/^\/v1\.0\/\$batch\/?$/.test(request.path)) return answerOne(request);
      return guarded(request, mailbox, () => batchReply(request, readJson(request), answerOne));
    },
    preAuthenticated: (request) => guarded(request, mailbox, () => importReply(callOf(request), request.path) ?? { status: 404 }),
  };
}

async function guarded(request: HttpRequest, mailbox: Mailbox, answer: () => HttpReply | Promise<HttpReply>): Promise<HttpReply> {
  try {
    return await answer();
  } catch (error) {
    if (error instanceof GraphError) return errorReply(error, { request, mailbox });
    throw error;
  }
}

function answer(call: GraphCall): HttpReply {
  const { mailbox, request } = call;
  const path = request.path.replace(/^\/v1\.0\//, '');
  const person = /^(?:me|users\/([^/]+))(?:\/|$)/i.exec(path);
  if (person?.[1] !== undefined && decodeURIComponent(person[1]).toLowerCase() !== mailbox.owner.address.toLowerCase()) {
    throw new GraphError(404, 'ErrorInvalidUser', 'The requested user is invalid.');
  }
  const rest = person === null ? path : path.slice(person[0].length);
  if (rest === '' && person !== null) return json(200, { id: mailbox.guid, displayName: mailbox.owner.name, mail: mailbox.owner.address, userPrincipalName: mailbox.owner.address });
  const found = findRoute(ROUTES, request.method, rest);
  if (found === null) throw new GraphError(400, 'BadRequest', `Resource not found for the segment '${rest.split('/', 1)[0] ?? ''}'.`);
  return { ...found.route.answer({ ...call, ids: found.ids }), operation: `${found.route.method} ${found.route.path}` };
}

function readJson(request: HttpRequest): Json {
  if (request.body.length === 0 || !(request.headers['content-type'] ?? 'application/json').includes('json')) return {};
  try {
    return JSON.parse(request.body.toString('utf8')) as Json;
  } catch (error) {
    if (error instanceof SyntaxError) throw new GraphError(400, 'BadRequest', 'Unable to read JSON request payload.');
    throw error;
  }
}
