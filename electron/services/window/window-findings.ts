import { AppError } from '../../../shared/errors.ts';
import { findingRecords, listedFindings } from '../answers/findings-answer.ts';
import type { KeptAnswer } from '../answers/answer-maker.ts';
import type { EngineServices } from '../engine-services.ts';
import type { OpenCaseHolder } from './open-case-holder.ts';

/** Findings as the window lists them: worked out once for a state of the case, their records page by page. */
export function createWindowFindings(holder: OpenCaseHolder): EngineServices['findings'] {
  let shown: { readonly path: string; readonly kept: KeptAnswer } | null = null;
  return {
    async explain(call) {
      const kept = await holder.answer({ of: 'findings' }, call);
      shown = { path: holder.context().store.info().path, kept };
      return { findings: listedFindings(kept.summary) };
    },
    async records({ finding, offset, limit }) {
      const { store } = holder.context();
      const page = shown?.path === store.info().path ? findingRecords(store.answers, shown.kept, finding, offset, limit) : undefined;
      if (page === undefined) throw new AppError('finding-unknown', { context: { finding } });
      return page;
    },
  };
}
