import { AppError } from '../../../shared/errors.ts';
import type { AuditEntry } from '../../core/audit/entry.ts';
import { purviewJson } from '../../core/audit/formats/purview-json.ts';
import { textAt } from '../../core/graph/json.ts';
import type { AuditQuery, AuditQuestion } from '../audit.ts';
import type { ConnectorPorts } from '../connector.ts';
import { requireObject } from './answers.ts';
import { createGraphSession } from './graph-session.ts';
import { readPages } from './pages.ts';
import { type GraphSession, segment, urlOf } from './session.ts';
import type { GraphSettings } from './settings.ts';

const PATH = 'security/auditLog/queries';
const PERMISSION = 'AuditLogsQuery-Exchange.Read.All';
const RECORD_TYPES = ['ExchangeItem', 'ExchangeItemGroup', 'ExchangeItemAggregated'];
const OPERATIONS = ['Create', 'Update', 'Move', 'Copy', 'MoveToDeletedItems', 'SoftDelete', 'HardDelete'];
/** Queries run for minutes: looked at often at first, then less, and given up after hours. */
const FIRST_WAIT_MS = 2_000;
const LONGEST_WAIT_MS = 30_000;
const PATIENCE_MS = 2 * 3_600_000;

/** Audit-log queries of Microsoft Graph, for those who may; nothing is sent before the first question. */
export function createGraphAudit(settings: GraphSettings, ports: ConnectorPorts): AuditQuery {
  const session = createGraphSession(settings, ports);
  return {
    query: (question, signal) => ask(session, settings.user, question, signal),
    async close() {
      session.http.close();
    },
  };
}

async function* ask(session: GraphSession, user: string, question: AuditQuestion, signal: AbortSignal): AsyncGenerator<readonly AuditEntry[]> {
  try {
    const id = await start(session, user, question, signal);
    await untilDone(session, id, signal);
    const seen = new Set<string>();
    for await (const page of readPages(session, urlOf(session, `${PATH}/${segment(id)}/records`, { $top: '999' }), { permission: PERMISSION }, signal)) {
      for (const { json, source } of page.rows) {
        // A page that comes again after a cut-off brings rows again.
        const rowId = textAt(json, 'id');
        if (rowId !== '' && seen.has(rowId)) continue;
        seen.add(rowId);
        const read = purviewJson.read(json, source, {});
        yield read.type === 'kept' ? read.entries : [];
      }
    }
  } catch (error) {
    signal.throwIfAborted();
    throw notAllowed(error);
  }
}

/** A query changes nothing that anybody sees, so that one whose answer was lost is but started again. */
async function start(session: GraphSession, user: string, question: AuditQuestion, signal: AbortSignal): Promise<string> {
  const users = question.users.length > 0 ? question.users : user === '' ? [] : [user];
  const body = JSON.stringify({
    '@odata.type': '#microsoft.graph.security.auditLogQuery',
    displayName: 'SyncTrace', filterStartDateTime: question.from, filterEndDateTime: question.until, recordTypeFilters: RECORD_TYPES, operationFilters: OPERATIONS,
    ...(users.length === 0 ? {} : { userPrincipalNameFilters: users }),
  });
  const id = textAt(requireObject(await session.http.send({ method: 'POST', url: urlOf(session, PATH), body, permission: PERMISSION }, signal), PERMISSION), 'id');
  if (id === '') throw new AppError('query-failed', { context: { status: '' } });
  return id;
}

async function untilDone(session: GraphSession, id: string, signal: AbortSignal): Promise<void> {
  const { clock } = session.ports;
  const startedMs = clock.nowMs();
  for (let waitMs = FIRST_WAIT_MS; ; waitMs = Math.min(waitMs * 1.5, LONGEST_WAIT_MS)) {
    const answer = await session.http.send({ method: 'GET', url: urlOf(session, `${PATH}/${segment(id)}`), permission: PERMISSION }, signal);
    const status = textAt(requireObject(answer, PERMISSION), 'status');
    if (status === 'succeeded') return;
    if (status !== 'notStarted' && status !== 'running') throw new AppError('query-failed', { context: { status, requestId: answer.requestId } });
    if (clock.nowMs() - startedMs > PATIENCE_MS) throw new AppError('query-failed', { retry: 'later', context: { status, requestId: answer.requestId } });
    await clock.sleep(waitMs, signal);
  }
}

function notAllowed(error: unknown): unknown {
  if (error instanceof AppError && error.code === 'consent-missing') return new AppError('audit-not-allowed', { context: error.context, cause: error });
  return error;
}
