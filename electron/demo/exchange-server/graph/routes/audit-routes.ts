import { GraphError, json, type GraphCall } from '../call.ts';
import { listReply } from '../listing.ts';
import type { Route } from '../route.ts';

const BASE = 'security/auditLog/queries';

/** Queries of the audit log: started, looked at until they have run, then read page by page. */
export const AUDIT_ROUTES: readonly Route[] = [
  { method: 'POST', path: BASE, answer: (call) => json(201, call.audit.start(call.body)) },
  { method: 'GET', path: `${BASE}/{}`, answer: (call) => json(200, call.audit.look(call.ids[0] ?? '') ?? notFound()) },
  { method: 'GET', path: `${BASE}/{}/records`, answer: (call) => listReply(call, records(call), (row) => row) },
];

function records(call: GraphCall): NonNullable<ReturnType<GraphCall['audit']['records']>> {
  return call.audit.records(call.ids[0] ?? '') ?? notFound();
}

function notFound(): never {
  throw new GraphError(404, 'UnknownError', 'The query was not found, or has not run.');
}
