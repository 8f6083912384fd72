import { AppError } from '../../shared/errors.ts';
import type { PlanId } from '../../shared/records.ts';
import type { Plan, RestoreJournal, RestoreResult, StepEntry } from '../restore/types.ts';
import type { CaseStore } from '../store/types.ts';

/** The case's journal as a restore writes it: every call is committed when it returns. */
export function caseJournal(store: CaseStore): RestoreJournal {
  const { journal } = store;
  return {
    async ofPlan(planId) {
      const row = journal.restores().find((restore) => restore.planId === planId);
      return row === undefined ? null : { id: row.id, finished: row.finishedAt !== undefined };
    },
    async begin({ id, plan, startedAt }) {
      journal.beginRestore({ id, planId: plan.id, startedAt, steps: plan.steps.length, ...(plan.undoOf === undefined ? {} : { undoOf: plan.undoOf }) });
    },
    async save(id, entry, at) {
      journal.saveStep(id, { index: entry.index, state: entry.state, at, document: JSON.stringify(entry) });
    },
    async entries(id) {
      return journal.steps(id).map((step) => JSON.parse(step.document) as StepEntry);
    },
    async finish(id, result, at) {
      journal.finishRestore(id, { finishedAt: at, document: JSON.stringify(result) });
    },
  };
}

/** Keeps a plan in the case, as it was reviewed. */
export function savePlan(store: CaseStore, plan: Plan): void {
  store.journal.savePlan({ id: plan.id, createdAt: plan.createdAt, sourceName: plan.sourceName, document: JSON.stringify(plan) });
}

/** A plan of the case; throws `plan-unknown` where there is none. */
export function loadPlan(store: CaseStore, id: string): Plan {
  const row = store.journal.plan(id);
  if (row === null) throw new AppError('plan-unknown', { context: { plan: id } });
  return JSON.parse(row.document) as Plan;
}

/** The result of a finished restore. */
export function parseResult(document: string): RestoreResult {
  return JSON.parse(document) as RestoreResult;
}

/** Ids of plans are made by the service. */
export function asPlanId(id: string): PlanId {
  return id as PlanId;
}
