import { AppError, invariant } from '../../shared/errors.ts';
import type { ReportProgress } from '../../shared/progress.ts';
import type { RestoreId } from '../../shared/records.ts';
import type { Collection, Connector } from '../connectors/connector.ts';
import type { Clock } from '../core/ports.ts';
import { applyStep, type Begin } from './apply-step.ts';
import { createWriter } from './create-writer.ts';
import { deleteWriter } from './delete-writer.ts';
import { gatherHeld } from './gather.ts';
import { lanesOf, runLanes } from './lanes.ts';
import { moveWriter } from './move-writer.ts';
import { mayDeleteCopy } from './may-delete-copy.ts';
import type { RecordRules } from './plan/record-rules.ts';
import { readSteadily } from './read-steadily.ts';
import { isSettled, isWrite, resultOf } from './restore-result.ts';
import type { StepContext, StepWriter } from './step-writer.ts';
import type { Plan, PlanStep, RestoreJournal, RestoreResult, ServerNow, StepEntry } from './types.ts';
import { updateWriter } from './update-writer.ts';

export interface ApplyPorts {
  readonly connector: Connector;
  readonly journal: RestoreJournal;
  readonly clock: Clock;
  readonly rules: RecordRules;
  /** Goes with every write and is never aborted: a write that is cut off is a write of which nobody knows the end. */
  readonly writeSignal: AbortSignal;
}

export interface ApplyOptions {
  /** For a restore that begins now; one that was cut off keeps its own. */
  readonly restoreId: RestoreId;
  /** Writes at a time, 1 to 4; more gain nothing (CARDDAV.md, restore speed). */
  readonly width?: number;
}

/**
 * Applies a plan, or finishes the restore of it that was cut off. A plan that was applied already writes nothing and answers
 * `applied: 0`. Every step is journalled before and after its write and verified by reading back; one that fails is named and the rest
 * goes on. A failure of the whole way to the server, or a cancel, rejects and leaves a restore that the same call finishes later.
 */
export async function applyPlan(plan: Plan, ports: ApplyPorts, options: ApplyOptions, signal: AbortSignal, report: ReportProgress): Promise<RestoreResult> {
  const known = await ports.journal.ofPlan(plan.id);
  if (known?.finished) return alreadyApplied(plan, known.id, await ports.journal.entries(known.id));
  const id = known?.id ?? options.restoreId;
  if (known === null) await ports.journal.begin({ id, plan, startedAt: timeOf(ports.clock) });
  const entries = new Map((await ports.journal.entries(id)).map((entry) => [entry.index, entry]));
  const run = await beginRun(plan, id, entries, ports, signal);
  let done = plan.steps.length - run.pending.length;
  report('write', done, plan.steps.length);
  await runLanes(lanesOf(run.pending), options.width ?? 2, async (step) => {
    signal.throwIfAborted();
    await runStep(step, plan, run, ports, signal);
    report('write', (done += 1), plan.steps.length);
  });
  const result = resultOf(plan, id, [...entries.values()]);
  if (result.unfinished === undefined) await ports.journal.finish(id, result, timeOf(ports.clock));
  return result;
}

interface Run {
  readonly id: RestoreId;
  readonly pending: readonly PlanStep[];
  readonly entries: Map<number, StepEntry>;
  readonly collections: ReadonlyMap<string, Collection>;
  /** What the server holds where steps begin. */
  readonly now: Pick<ServerNow, 'byKey' | 'byUid'>;
  /** Step by key: what this restore put, or is about to put, there. */
  readonly claims: Map<string, number>;
}

/** Looks once more at everything that is about to be written: what moved since the plan is a conflict, not an overwrite. */
async function beginRun(plan: Plan, id: RestoreId, entries: Map<number, StepEntry>, ports: ApplyPorts, signal: AbortSignal): Promise<Run> {
  const pending = plan.steps.filter((step) => !isSettled(entries.get(step.index)));
  const fresh = pending.filter((step) => isWrite(step) && !entries.has(step.index));
  const keys = new Map<string, Set<string>>();
  for (const [collectionId, key] of fresh.flatMap(placesOf)) keys.set(collectionId, (keys.get(collectionId) ?? new Set<string>()).add(key));
  const uids = new Set(fresh.flatMap((step) => (makesAnother(step) && step.uid !== undefined ? [step.uid] : [])));
  const hasWrites = pending.some(isWrite);
  const collections = hasWrites ? await readSteadily(ports.clock, signal, () => ports.connector.collections(signal)) : [];
  const now = await gatherHeld(ports, collections, { keys, uids }, signal);
  const claims = new Map(plan.steps.flatMap((step) => (makesAnother(step) ? claimsOf(step, entries.get(step.index)) : [])));
  return { id, pending, entries, collections: new Map(collections.map((collection) => [collection.id, collection])), now, claims };
}

/** Where a step looks before it writes: where it writes, under every name that may have there, and where what it brings lies. */
function placesOf(step: PlanStep): readonly (readonly [collectionId: string, key: string])[] {
  const names = [step.key, ...(step.marker === undefined ? [] : [step.marker])];
  if (step.from === undefined) return names.map((key) => [step.collectionId, key] as const);
  return [[step.from.collectionId, step.from.key], ...[...names, step.from.key].map((key) => [step.collectionId, key] as const)];
}

/** Whether a step puts something where nothing of it stands: what its UID finds there may be taken for it. */
function makesAnother(step: PlanStep): boolean {
  return step.op === 'create' || step.op === 'undelete' || step.op === 'move';
}

function claimsOf(step: PlanStep, entry: StepEntry | undefined): readonly (readonly [key: string, index: number])[] {
  const own = [[entry?.key ?? step.key, step.index] as const];
  return step.from === undefined ? own : [...own, [step.from.key, step.index] as const];
}

async function runStep(step: PlanStep, plan: Plan, run: Run, ports: ApplyPorts, signal: AbortSignal): Promise<void> {
  const save = async (entry: StepEntry): Promise<void> => {
    await ports.journal.save(run.id, entry, timeOf(ports.clock));
    run.entries.set(step.index, entry);
    if (entry.key !== undefined) run.claims.set(entry.key, step.index);
  };
  const base = { index: step.index, op: step.op, collectionId: step.collectionId, marker: step.marker ?? step.key };
  if (!isWrite(step)) return save({ ...base, state: 'skipped' });
  const collection = run.collections.get(step.collectionId);
  const from = step.from === undefined ? undefined : run.collections.get(step.from.collectionId);
  if (collection === undefined || (step.from !== undefined && from === undefined)) return save({ ...base, state: 'failed', code: 'collection-gone' });
  if (step.needs !== undefined && !(await mayDeleteCopy(step, plan.steps[step.needs], run.entries.has(step.index), run.collections, ports, signal))) return save({ ...base, state: 'conflict', code: 'write-conflict' });
  const isClaimed = (key: string): boolean => (run.claims.get(key) ?? step.index) !== step.index || (step.twins?.includes(key) ?? false);
  const context: StepContext = { step, collection, ...(from === undefined ? {} : { from }), connector: ports.connector, clock: ports.clock, rules: ports.rules, writeSignal: ports.writeSignal, isClaimed };
  const entry = run.entries.get(step.index);
  const begin: Begin = entry === undefined ? { now: run.now } : { entry };
  try {
    await applyStep(writerOf(context), context, begin, save, signal);
  } catch (error) {
    // The server fails whenever it is asked about this one item: the step stays as it is in the journal, and the rest goes on.
    if (!(error instanceof AppError) || !ONE_ITEM_ONLY.has(error.code)) throw error;
  }
}

const ONE_ITEM_ONLY: ReadonlySet<string> = new Set(['server-error', 'answer-malformed', 'answer-too-large']);

function writerOf(context: StepContext): StepWriter {
  const { op } = context.step;
  if (op === 'create') return createWriter(context);
  if (op === 'update') return updateWriter(context);
  if (op === 'undelete' || op === 'move') return moveWriter(context);
  invariant(op === 'delete', 'a step that no writer writes');
  return deleteWriter(context);
}

function alreadyApplied(plan: Plan, id: RestoreId, entries: readonly StepEntry[]): RestoreResult {
  const { verified } = resultOf(plan, id, entries);
  return { id, planId: plan.id, applied: 0, skipped: plan.steps.length, failed: [], verified };
}

function timeOf(clock: Clock): string {
  return new Date(clock.nowMs()).toISOString();
}
