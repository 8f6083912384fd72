import type { DuplicateGroup } from '../../../shared/contract/duplicates.ts';
import { callDifferent, uncallDifferent } from '../different-records.ts';
import type { EngineServices } from '../engine-services.ts';
import type { OpenCaseHolder } from './open-case-holder.ts';

/** Duplicates as the window lists them, and what a person says of them. */
export function createWindowDuplicates(holder: OpenCaseHolder): EngineServices['duplicates'] {
  return {
    async find({ snapshot, across }, call) {
      const { summary } = await holder.answer({ of: 'duplicates', snapshot, across: across ?? false }, call);
      return { groups: JSON.parse(summary) as DuplicateGroup[] };
    },
    async callDifferent(input) {
      callDifferent(holder.context(), input);
      return { ok: true };
    },
    async uncallDifferent(input) {
      uncallDifferent(holder.context(), input);
      return { ok: true };
    },
  };
}
