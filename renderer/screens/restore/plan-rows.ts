import type { PlanDocument, StepResult } from '../../../shared/contract/restore.ts';
import type { EngineClient } from '../../api/engine-client.ts';

export type PlanDetail = Awaited<ReturnType<EngineClient['restore']['planDetail']>>;
export type PlanOp = PlanDocument['steps'][number]['op'] | 'conflict';

/** A row of a plan or of its result. */
export interface PlanRow {
  readonly op: PlanOp;
  readonly key: string;
  readonly title: string;
  readonly reason: string;
  readonly fields: PlanDetail['steps'][number]['fields'];
  /** After it was applied: what became of it. */
  readonly state?: string;
  readonly message?: string | undefined;
  /** What an administrator can run. */
  readonly command?: string | undefined;
}

const WRITES: ReadonlySet<PlanOp> = new Set(['create', 'update', 'undelete', 'move', 'delete']);

/** Whether a step writes to the server. */
export function isWrite(op: PlanOp): boolean {
  return WRITES.has(op);
}

/** The rows of a plan: what stands in the way first, then what is written, then what is not. */
export function rowsOfPlan(plan: PlanDetail): readonly PlanRow[] {
  const conflicts = plan.conflicts.map((conflict): PlanRow => ({ op: 'conflict', fields: [], ...conflict }));
  const inConflict = new Set(conflicts.map((row) => row.key));
  const steps = plan.steps.filter((step) => isWrite(step.op) || !inConflict.has(step.key));
  return [...conflicts, ...steps.filter((step) => isWrite(step.op)), ...steps.filter((step) => !isWrite(step.op))];
}

/** The rows of a restore after read-back: what failed first, then what is left to a person. */
export function rowsOfResult(results: readonly StepResult[]): readonly PlanRow[] {
  const rows = results.map((result): PlanRow => ({ ...result, fields: [] }));
  const rank = (row: PlanRow): number => (hasFailed(row) ? 0 : row.op === 'manual' ? 1 : 2);
  return rows.toSorted((left, right) => rank(left) - rank(right));
}

/** Whether a step did not end as it should have. */
export function hasFailed(row: PlanRow): boolean {
  return row.state === 'failed' || row.state === 'unverified' || row.state === 'conflict';
}

/** What became of a step, at a glance: done, not done, for a person to do, or left as it is. */
export function markOf(row: PlanRow): { readonly icon: 'check' | 'error' | 'warning' | 'minus'; readonly tone: string } {
  if (hasFailed(row)) return { icon: 'error', tone: 'text-removed' };
  if (row.op === 'manual') return { icon: 'warning', tone: 'text-modified' };
  return row.state === 'skipped' ? { icon: 'minus', tone: 'text-ink-3' } : { icon: 'check', tone: 'text-added' };
}

export interface PlanCounts {
  readonly writes: number;
  /** Of them those that delete a copy that a merge lists. */
  readonly deletes: number;
  readonly skips: number;
  readonly conflicts: number;
}

/** How much a plan writes, leaves, and cannot do. */
export function countsOf(plan: PlanDocument): PlanCounts {
  const writes = plan.steps.filter((step) => isWrite(step.op)).length;
  const deletes = plan.steps.filter((step) => step.op === 'delete').length;
  return { writes, deletes, skips: plan.steps.length - writes, conflicts: plan.conflicts.length };
}
