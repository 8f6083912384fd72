import { cloudOf, GRAPH_URL } from '../../shared/clouds.ts';
import { AppError } from '../../shared/errors.ts';
import { type Progress, weighPhases } from '../../shared/progress.ts';
import type { SourceId } from '../../shared/records.ts';
import type { AuditRow } from '../connectors/audit.ts';
import type { AuditOrigin, AuditRow as KeptRow } from '../store/audit-types.ts';
import { aboutAccount } from './about-account.ts';
import { type CaseContext, signInApp } from './case-context.ts';
import { findSource } from './sources.ts';

/** What became of the rows of an audit log. */
export interface AuditImport {
  /** Rows that came. */
  readonly events: number;
  /** Those that the case did not hold yet. */
  readonly added: number;
  /** Those that say nothing of when, or are about another mailbox. */
  readonly skipped: number;
}

export interface AuditQueryInput {
  readonly source: string;
  /** Both ends included, RFC 3339. */
  readonly from: string;
  readonly to: string;
  /** Whoever acted on the mailbox, programs with rights of their own among them, and not its owner alone: asks far more of the service. */
  readonly everyone: boolean;
}

const PHASES = [
  ['connect', 1],
  ['download', 20],
] as const;
const BATCH = 500;

/** Asks the service of an account what its audit log says, and keeps the rows in the case; asked again, it keeps what is new. */
export async function queryAudit(context: CaseContext, input: AuditQueryInput, signal: AbortSignal, emit: (progress: Progress) => void): Promise<AuditImport> {
  const source = findSource(context, input.source);
  const { audit } = context.ports;
  if (audit === undefined || source.kind !== 'graph') throw new AppError('not-supported', { context: { what: `asking for the audit log of accounts of kind ${source.kind}` } });
  if (cloudOf(new URL(source.url ?? GRAPH_URL).hostname)?.isGlobal === false) throw new AppError('not-supported', { context: { what: 'asking for the audit log in a national cloud' } });
  if (!(Date.parse(input.from) < Date.parse(input.to))) throw new AppError('usage', { context: { what: 'the audit log is asked for from an earlier time to a later one' } });
  const { user = '' } = source;
  // Asked in nobody's name, the service tells of every mailbox of the organisation.
  if (user === '') throw new AppError('usage', { context: { what: 'the audit log is asked for of an account whose mailbox is named (--user)' } });
  const report = weighPhases(PHASES, (progress) => emit({ ...progress, source: source.name }));
  report('connect', 0, null);
  const everyone = input.everyone ? { user: '' } : {};
  return await aboutAccount(source, async () => {
    const query = await audit({ ...source, ...everyone }, { access: 'audit', app: signInApp(context.store), signal });
    try {
      const rows = query.query({ from: input.from, until: input.to, users: [] }, signal);
      return await keepAuditRows(context, input.everyone ? aboutMailbox(rows, user) : rows, { sourceId: source.id, origin: 'service' }, signal, (count) => report('download', count, null));
    } finally {
      await query.close();
    }
  });
}

/** Keeps rows as they come, from the service or from a file, each once; what was kept before a failure or a cancellation stays. */
export async function keepAuditRows(
  context: CaseContext,
  rows: AsyncIterable<AuditRow | null>,
  from: { readonly sourceId?: SourceId; readonly origin: AuditOrigin },
  signal: AbortSignal,
  counted: (events: number) => void,
): Promise<AuditImport> {
  const batch: KeptRow[] = [];
  let [events, added, skipped] = [0, 0, 0];
  const keep = (): void => {
    added += context.store.audit.add(batch.splice(0), from);
    counted(events);
  };
  try {
    for await (const row of rows) {
      signal.throwIfAborted();
      events += 1;
      const kept = row === null ? null : keptRow(context, row);
      if (kept === null) skipped += 1;
      else batch.push(kept);
      if (batch.length >= BATCH) keep();
    }
  } finally {
    keep();
  }
  return { events, added, skipped };
}

/** A row as the case keeps it; null where it does not say when. */
function keptRow(context: CaseContext, row: AuditRow): KeptRow | null {
  const atMs = Date.parse(row.createdDateTime);
  if (Number.isNaN(atMs)) return null;
  return {
    id: row.id === '' ? `sha256:${context.ports.reading.digest(new TextEncoder().encode(row.raw))}` : row.id,
    at: new Date(atMs).toISOString(),
    operation: row.operation,
    document: row.raw,
    ...filled({ actor: row.userId, client: row.clientInfo, item: row.itemId, subject: row.subject, folder: row.folder }),
  };
}

function filled<Key extends string>(texts: Readonly<Record<Key, string | undefined>>): Partial<Record<Key, string>> {
  return Object.fromEntries(Object.entries(texts).filter(([, text]) => text !== undefined && text !== '')) as Partial<Record<Key, string>>;
}

/** An organisation's log is about all its mailboxes: of the others nothing is kept. */
async function* aboutMailbox(rows: AsyncIterable<AuditRow>, owner: string): AsyncGenerator<AuditRow | null> {
  for await (const row of rows) yield mailboxOf(row)?.toLowerCase() === owner.toLowerCase() ? row : null;
}

/** `MailboxOwnerUPN` of the Exchange schema, beside the row's other facts or among its own. */
function mailboxOf(row: AuditRow): string | undefined {
  const document: unknown = JSON.parse(row.raw);
  if (!isObject(document)) return undefined;
  const data = isObject(document['auditData']) ? document['auditData'] : document;
  return typeof data['MailboxOwnerUPN'] === 'string' ? data['MailboxOwnerUPN'] : undefined;
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}
