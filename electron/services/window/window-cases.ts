import { join } from 'node:path';
import type { PracticeId } from '../../../shared/practice-ids.ts';
import type { EngineServices } from '../engine-services.ts';
import { verifyCase } from '../verify-case.ts';
import { listSteps, markStep } from './case-steps.ts';
import type { OpenCaseHolder } from './open-case-holder.ts';
import type { RecentCases } from './recent-cases.ts';

/** Makes a practice case at a path where there is none. */
export type MakePracticeCase = (path: string, id: PracticeId) => Promise<void>;

/** Cases as the window opens, makes and forgets them. */
export function createWindowCases(holder: OpenCaseHolder, recent: RecentCases, folder: string, makePracticeCase: MakePracticeCase): EngineServices['cases'] {
  return {
    recent: async () => recent.list(),
    current: async () => holder.current(),
    open: async ({ path, passphrase }) => holder.open(path, passphrase),
    create: async ({ title, path, passphrase }) => holder.create(title, path, passphrase),
    async openPractice({ id = 'second-phone' } = {}) {
      const path = join(folder, 'practice', id === 'second-phone' ? 'practice.synctrace' : `${id}.synctrace`);
      await makePracticeCase(path, id);
      return holder.open(path, undefined);
    },
    async forget({ path }) {
      recent.forget(path);
      return { ok: true };
    },
    async close() {
      await holder.close();
      return { ok: true };
    },
    steps: async () => listSteps(holder.context()),
    markStep: async ({ step, done }) => markStep(holder.context(), step, done),
    verify: ({ signal }) => holder.run(async (context) => verifyCase(context, signal)),
  };
}
