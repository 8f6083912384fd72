import type { PlanDocument, PlanInput, RestoreDocument } from '../../shared/contract/restore.ts';
import { AppError, invariant } from '../../shared/errors.ts';
import { type Progress, weighPhases } from '../../shared/progress.ts';
import type { RestoreId } from '../../shared/records.ts';
import type { Connector } from '../connectors/connector.ts';
import { applyPlan as applyToServer } from '../restore/apply-plan.ts';
import { gatherForRestore, gatherForUndo } from '../restore/gather.ts';
import { planRestore as planForServer } from '../restore/plan/plan-restore.ts';
import { planUndo } from '../restore/plan/plan-undo.ts';
import type { Plan, WantedRecord } from '../restore/types.ts';
import type { RestoreRow } from '../store/journal-types.ts';
import type { SourceRow } from '../store/types.ts';
import { aboutAccount } from './about-account.ts';
import { type CaseContext, connectTo, timeText } from './case-context.ts';
import { continueRecords } from './continue-records.ts';
import { placeElsewhere } from './place-elsewhere.ts';
import { recordRules } from './record-rules.ts';
import { planDocument, restoreDocument } from './restore-documents.ts';
import { asPlanId, caseJournal, loadPlan, savePlan } from './restore-journal.ts';
import { findSource } from './sources.ts';
import { wantedRecords } from './wanted-records.ts';

/** Plans what would be written, checked against the server as it is now, and keeps the plan in the case. Writes nothing to the server. */
export async function planRestore(context: CaseContext, input: PlanInput, signal: AbortSignal): Promise<PlanDocument> {
  const { from, records } = wantedRecords(context, input);
  const source = findSource(context, input.to ?? from.sourceName);
  const plan = await withConnector(context, source, 'read', signal, async (connector) => {
    const wanted = input.to === undefined ? records : await placedInto(connector, source, records, signal);
    const now = await gatherForRestore({ connector, clock: context.ports.clock }, wanted, ownAddresses(source), signal);
    return planForServer(
      {
        id: asPlanId(context.ports.ids.next()),
        sourceId: source.id,
        sourceName: source.name,
        createdAt: timeText(context.ports.clock.nowMs()),
        wanted,
        now,
        keyFor: (collection, seed) => connector.keyFor(collection, seed),
      },
      recordRules(context.ports.reading),
    );
  });
  savePlan(context.store, { ...plan, account: accountOf(context, source) });
  return planDocument(plan);
}

async function placedInto(connector: Connector, source: SourceRow, records: readonly WantedRecord[], signal: AbortSignal): Promise<readonly WantedRecord[]> {
  return placeElsewhere(records, {
    kind: source.kind,
    collections: await connector.collections(signal),
    keyFor: (collection, seed) => connector.keyFor(collection, seed),
  });
}

/** Applies a plan, or finishes it where it was cut off; one that was applied before writes nothing and answers `applied: 0`. */
export async function applyPlan(context: CaseContext, planId: string, signal: AbortSignal, emit: (progress: Progress) => void): Promise<RestoreDocument> {
  return await apply(context, loadPlan(context.store, planId), signal, emit);
}

/** Takes a restore back: only what it made or changed, where that still stands. An undo asked for twice is finished, not repeated. */
export async function undoRestore(context: CaseContext, restoreId: string, signal: AbortSignal, emit: (progress: Progress) => void): Promise<RestoreDocument> {
  const { store, ports } = context;
  const row = store.journal.restore(restoreId);
  if (row === null) throw new AppError('restore-unknown', { context: { restore: restoreId } });
  const begun = store.journal.restores().find((other) => other.undoOf === row.id);
  if (begun !== undefined) return await apply(context, loadPlan(store, begun.planId), signal, emit);
  const plan = loadPlan(store, row.planId);
  const source = accountFor(context, plan);
  // What a cut-off restore may have written is known only once it is finished.
  if (row.finishedAt === undefined) await apply(context, plan, signal, emit);
  const entries = await caseJournal(store).entries(row.id);
  const undo = await withConnector(context, source, 'write', signal, async (connector) => {
    const now = await gatherForUndo({ connector, clock: ports.clock }, plan, entries, ownAddresses(source), signal);
    const request = { id: asPlanId(ports.ids.next()), createdAt: timeText(ports.clock.nowMs()), plan, restoreId: row.id, entries, now, keyFor: connector.keyFor.bind(connector) };
    return planUndo(request, recordRules(ports.reading));
  });
  const kept = { ...undo, account: accountOf(context, source) };
  savePlan(store, kept);
  return await apply(context, kept, signal, emit);
}

/** Finishes every restore that was cut off; one whose account can't be reached holds up no other, and its failure is thrown at the end. */
export async function resumeRestores(context: CaseContext, signal: AbortSignal, emit: (progress: Progress) => void): Promise<RestoreDocument[]> {
  const open = context.store.journal.restores().filter((row) => row.finishedAt === undefined);
  const restores: RestoreDocument[] = [];
  const failures: AppError[] = [];
  for (const row of open) {
    try {
      restores.push(await apply(context, loadPlan(context.store, row.planId), signal, emit));
    } catch (error) {
      if (signal.aborted || !(error instanceof AppError)) throw error;
      failures.push(error);
    }
  }
  if (failures[0] !== undefined) throw failures[0];
  return restores;
}

/** Every restore and undo of the case, oldest first. */
export function listRestores(context: CaseContext): RestoreDocument[] {
  const all = context.store.journal.restores();
  return all.map((row) => restoreDocument(context.store, row, all));
}

const PHASES = [
  ['connect', 1],
  ['write', 20],
] as const;

async function apply(context: CaseContext, plan: Plan, signal: AbortSignal, emit: (progress: Progress) => void): Promise<RestoreDocument> {
  const { store, ports } = context;
  const source = accountFor(context, plan);
  const report = weighPhases(PHASES, (progress) => emit({ ...progress, source: source.name }));
  // Writing is asked for only now, when a reviewed plan is applied.
  return await withConnector(context, source, 'write', signal, async (connector) => {
    const applyPorts = {
      connector,
      journal: caseJournal(store),
      clock: ports.clock,
      rules: recordRules(ports.reading),
      // A write is never cut off from our side: its end would be unknown.
      writeSignal: new AbortController().signal,
    };
    const isRepeat = (await applyPorts.journal.ofPlan(plan.id))?.finished === true;
    const result = await applyToServer(plan, applyPorts, { restoreId: ports.ids.next() as RestoreId }, signal, report);
    continueRecords(context, source, plan, await applyPorts.journal.entries(result.id));
    const document = restoreDocument(store, rowOf(context, result.id));
    // A plan that was applied before answers what this call did: it wrote nothing, so nothing of it failed.
    const failed = isRepeat ? [] : document.failed;
    // What was taken back since is not there any more, whatever was read back then.
    const isThere = result.verified && result.unfinished === undefined && document.undoneBy === undefined;
    return { ...document, failed, applied: result.applied, skipped: result.skipped, verified: isThere };
  });
}

/** The account that a plan was made for; a name that another one took since is refused. */
function accountFor(context: CaseContext, plan: Plan): SourceRow {
  const source = findSource(context, plan.sourceName);
  if (plan.account !== undefined && plan.account !== accountOf(context, source)) throw new AppError('account-changed', { context: { source: source.name } });
  return source;
}

/** Server and user, whatever path of it the source names. */
export function accountOf(context: CaseContext, source: SourceRow): string {
  const origin = source.url === undefined ? '' : new URL(source.url).origin;
  // A service account is another account for each mailbox that it acts for.
  const mailbox = source.mailbox === undefined ? [] : [source.mailbox.toLowerCase()];
  return context.ports.reading.digest(new TextEncoder().encode(JSON.stringify([source.kind, origin, source.user ?? '', ...mailbox])));
}

function rowOf(context: CaseContext, id: RestoreId): RestoreRow {
  const row = context.store.journal.restore(id);
  invariant(row !== null, 'a restore that was applied is in the journal');
  return row;
}

/** The account's own addresses, for events in which it is a guest: its mailbox, else its user name where that is one. */
export function ownAddresses(source: SourceRow): readonly string[] {
  return [source.mailbox ?? source.user ?? ''].filter((address) => address.includes('@')).map((address) => address.toLowerCase());
}

/** Opens an account, and closes it whatever happens. */
export async function withConnector<T>(context: CaseContext, source: SourceRow, access: 'read' | 'write', signal: AbortSignal, use: (connector: Connector) => Promise<T>): Promise<T> {
  return await aboutAccount(source, async () => {
    const connector = await connectTo(context, source, signal, access);
    try {
      return await use(connector);
    } finally {
      await connector.close();
    }
  });
}
