import { cloudOf, GRAPH_URL } from '../../shared/clouds.ts';
import { AppError } from '../../shared/errors.ts';
import { type Progress, weighPhases } from '../../shared/progress.ts';
import type { AuditFrom } from '../store/audit-types.ts';
import { aboutAccount } from './about-account.ts';
import { type CaseContext, signInApp, timeText } from './case-context.ts';
import { createAuditKeeper } from './keep-audit-rows.ts';
import { findSource } from './sources.ts';

/** What became of the rows of an audit log. */
export interface AuditQueried {
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

/** Asks the service of an account what its audit log says, and keeps the rows in the case; asked again, it keeps what is new. */
export async function queryAudit(context: CaseContext, input: AuditQueryInput, signal: AbortSignal, emit: (progress: Progress) => void): Promise<AuditQueried> {
  const source = findSource(context, input.source);
  const { audit } = context.ports;
  if (audit === undefined || source.kind !== 'graph') throw new AppError('not-supported', { context: { what: `asking for the audit log of accounts of kind ${source.kind}` } });
  if (cloudOf(new URL(source.url ?? GRAPH_URL).hostname)?.isGlobal === false) throw new AppError('not-supported', { context: { what: 'asking for the audit log in a national cloud' } });
  if (!(Date.parse(input.from) < Date.parse(input.to))) throw new AppError('usage', { context: { what: 'the audit log is asked for from an earlier time to a later one' } });
  const { user = '' } = source;
  // Asked in nobody's name, the service tells of every mailbox of the organisation.
  if (user === '') throw new AppError('usage', { context: { what: 'the audit log is asked for of an account whose mailbox is named (--user)' } });
  const report = weighPhases(PHASES, (progress) => emit({ ...progress, source: source.name }));
  // Of what is yet to come nothing is known, whatever was asked for.
  const to = timeText(Math.min(Date.parse(input.to), context.ports.clock.nowMs()));
  report('connect', 0, null);
  const everyone = input.everyone ? { user: '' } : {};
  return await aboutAccount(source, async () => {
    const query = await audit({ ...source, ...everyone }, { access: 'audit', app: signInApp(context.store), signal });
    try {
      const log = context.ports.ids.next();
      const from: AuditFrom = { sourceId: source.id, origin: 'service', log };
      let [events, skipped] = [0, 0];
      const keeper = createAuditKeeper(context, () => report('download', events, null));
      try {
        for await (const row of query.query({ from: input.from, until: input.to, users: [] }, signal)) {
          signal.throwIfAborted();
          events += 1;
          // An organisation's log is about all its mailboxes: of the others nothing is kept.
          const own = input.everyone ? row.filter(({ mailbox }) => mailbox?.toLowerCase() === user.toLowerCase()) : row;
          if (own.length === 0) skipped += 1;
          for (const entry of own) keeper.keep(entry, from);
        }
      } finally {
        keeper.flush();
      }
      // What the user did is not all that was done.
      if (input.everyone) context.store.audit.addLog({ id: log, sourceId: source.id, facts: { name: '', format: 'purview-json', from: input.from, to, rows: events, gaps: [] } });
      return { events, added: keeper.added(), skipped };
    } finally {
      await query.close();
    }
  });
}
