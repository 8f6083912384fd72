import { deletionOf, type DeletionCounts } from '../answers/deletions-answer.ts';
import { type EngineServices, UNSEEN } from '../engine-services.ts';
import type { OpenCaseHolder } from './open-case-holder.ts';

/** Records that went, as the window lists them: judged once for a state of the case, then page by page. */
export function createWindowDeletions(holder: OpenCaseHolder): EngineServices['deletions'] {
  return {
    async judge(call) {
      const { summary } = await holder.answer({ of: 'deletions' }, call);
      return JSON.parse(summary) as DeletionCounts;
    },
    async page({ states, text, offset, limit }) {
      const { id } = await holder.answer({ of: 'deletions' }, UNSEEN);
      const { answers } = holder.context().store;
      const filter = { changes: states, text };
      return { rows: answers.page(id, { ...filter, offset, limit }).map(deletionOf), total: answers.count(id, filter) };
    },
  };
}
