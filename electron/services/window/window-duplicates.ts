import { callDifferent, uncallDifferent } from '../different-records.ts';
import type { EngineServices } from '../engine-services.ts';
import { findDuplicates } from '../find-duplicates.ts';
import type { OpenCaseHolder } from './open-case-holder.ts';

/** Duplicates as the window lists them, and what a person says of them. */
export function createWindowDuplicates(holder: OpenCaseHolder): EngineServices['duplicates'] {
  return {
    find: ({ snapshot, across }) => holder.run(async (context) => ({ groups: findDuplicates(context, { snapshot, across: across ?? false }) })),
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
