import type { EngineServices } from '../engine-services.ts';
import { planMerge } from '../merge-records.ts';
import { planDetail, planDocument, stepResults } from '../restore-documents.ts';
import { caseJournal, loadPlan } from '../restore-journal.ts';
import { applyPlan, listRestores, planRestore, resumeRestores, undoRestore } from '../restore-records.ts';
import { AppError } from '../../../shared/errors.ts';
import type { OpenCaseHolder } from './open-case-holder.ts';

/** Plans and restores as the window reviews, applies and undoes them. */
export function createWindowRestore(holder: OpenCaseHolder): EngineServices['restore'] {
  return {
    plan: (input, { signal }) => holder.run((context) => planRestore(context, input, signal)),
    planMerge: (input, { signal }) => holder.run((context) => planMerge(context, input, signal)),
    planDetail: async ({ plan }) => planDetail(loadPlan(holder.context().store, plan)),
    async plans() {
      const { store } = holder.context();
      return store.journal.plans().map((row) => planDocument(loadPlan(store, row.id)));
    },
    apply: ({ plan }, { signal, report }) => holder.run((context) => applyPlan(context, plan, signal, report)),
    undo: ({ restore }, { signal, report }) => holder.run((context) => undoRestore(context, restore, signal, report)),
    resume: ({ signal, report }) => holder.run(async (context) => ({ restores: await resumeRestores(context, signal, report) })),
    list: async () => listRestores(holder.context()),
    async results({ restore }) {
      const { store } = holder.context();
      const row = store.journal.restore(restore);
      if (row === null) throw new AppError('restore-unknown', { context: { restore } });
      return stepResults(loadPlan(store, row.planId), await caseJournal(store).entries(row.id));
    },
  };
}
