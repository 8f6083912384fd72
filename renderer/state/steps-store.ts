import { defineStore } from 'pinia';
import { computed, shallowRef } from 'vue';
import type { CaseStep } from '../../shared/case-steps.ts';
import type { StepDocument } from '../../shared/contract/cases.ts';
import { engine } from '../api/engine-client.ts';
import { failureOf } from '../api/failure.ts';
import { useCase } from './case-store.ts';
import { useNotices } from './notice-store.ts';

/** Steps of which the case itself shows when they were done. */
const SHOWN_BY_CASE: ReadonlySet<CaseStep> = new Set(['intake', 'evidence', 'restore', 'verify']);

/** Where the case stands on its way from the ticket to its closing. */
export const useSteps = defineStore('steps', () => {
  const cases = useCase();
  const notices = useNotices();
  const steps = shallowRef<readonly StepDocument[]>([]);
  const next = computed(() => steps.value.find(({ at }) => at === undefined)?.step);

  async function load(): Promise<void> {
    if (!cases.isOpen) steps.value = [];
    else await take(() => engine().cases.steps());
  }

  async function mark(step: CaseStep, done: boolean): Promise<void> {
    if (cases.isOpen) await take(() => engine().cases.markStep({ step, done }));
  }

  async function take(ask: () => Promise<readonly StepDocument[]>): Promise<void> {
    try {
      steps.value = await ask();
    } catch (thrown) {
      notices.addFailure(failureOf(thrown));
    }
  }

  /** Whether a person says of this step that it is done. */
  function canMark({ step, at, by }: StepDocument): boolean {
    return !SHOWN_BY_CASE.has(step) || (at !== undefined && by !== undefined);
  }

  return { steps, next, load, mark, canMark };
});
