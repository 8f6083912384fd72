import type { RestoreId } from '../../shared/records.ts';
import type { FailedStep, Plan, PlanStep, RestoreResult, StepEntry } from './types.ts';

/** Whether a step writes to the server. */
export function isWrite(step: Pick<PlanStep, 'op'>): boolean {
  return step.op !== 'skip' && step.op !== 'manual';
}

/** Whether nothing is left to do for a step. */
export function isSettled(entry: StepEntry | undefined): boolean {
  return entry !== undefined && entry.state !== 'intent' && entry.state !== 'written';
}

/** What a restore did, from its journal alone: each step that did not end as planned is named. */
export function resultOf(plan: Plan, id: RestoreId, entries: readonly StepEntry[]): RestoreResult {
  const byIndex = new Map(entries.map((entry) => [entry.index, entry]));
  const failed: FailedStep[] = [];
  let applied = 0;
  let skipped = 0;
  let isUnfinished = false;
  for (const step of plan.steps) {
    const entry = byIndex.get(step.index);
    if (!isSettled(entry)) isUnfinished = true;
    if (entry?.state === 'skipped') skipped += 1;
    if (entry?.state === 'verified' || entry?.state === 'unverified' || entry?.state === 'written') applied += 1;
    if (entry?.state === 'verified' || entry?.state === 'skipped') continue;
    failed.push({ key: entry?.key ?? step.key, code: entry?.code ?? 'write-unverified', ...(entry?.differences === undefined ? {} : { differences: entry.differences }) });
  }
  return { id, planId: plan.id, applied, skipped, failed, verified: failed.length === 0, ...(isUnfinished ? { unfinished: true } : {}) };
}
