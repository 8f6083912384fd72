import { defineStore } from 'pinia';
import { computed, ref, shallowRef, watch } from 'vue';
import type { Finding, ListedFinding } from '../../../shared/contract/findings.ts';
import { uiWords } from '../../../shared/messages/ui-en.ts';
import { engine } from '../../api/engine-client.ts';
import { failureOf, type Failure } from '../../api/failure.ts';
import { useCase } from '../../state/case-store.ts';
import { useSteps } from '../../state/steps-store.ts';
import { useTasks } from '../../state/task-store.ts';

type FindingRecords = Finding['records'];

/** As many records as a person looks through at once. */
const PAGE = 100;

/** The incidents of the case, the one that is looked at, and its records as far as they were asked for. */
export const useSuspects = defineStore('suspects', () => {
  const cases = useCase();
  const tasks = useTasks();
  const steps = useSteps();
  const findings = shallowRef<readonly ListedFinding[] | null>(null);
  const failure = shallowRef<Failure | null>(null);
  const active = ref(0);
  const records = shallowRef<FindingRecords>([]);
  const recordsFailure = shallowRef<Failure | null>(null);
  const finding = computed(() => findings.value?.[active.value]);
  const task = computed(() => tasks.tasks.find((running) => running.name === uiWords.suspects.task));

  let changes = 0;

  // What was found holds for the snapshots that there were.
  watch(
    () => [cases.opened, cases.snapshots.length, cases.evidence],
    () => {
      changes += 1;
      findings.value = null;
      failure.value = null;
    },
  );
  watch(
    () => finding.value?.id,
    (id) => {
      records.value = [];
      recordsFailure.value = null;
      if (id !== undefined) void moreRecords();
    },
  );

  /** Looks for findings where that was not done yet. */
  async function start(): Promise<void> {
    if (findings.value === null && cases.comparable) await explain();
  }

  /** Looks anew and stays at the finding that was looked at. */
  async function explain(): Promise<void> {
    if (task.value !== undefined) return;
    failure.value = null;
    const held = finding.value?.id;
    const own = changes;
    const ended = await tasks.run(uiWords.suspects.task, (signal) => engine().findings.explain(undefined, { signal }));
    // What came meanwhile counts as well.
    if (own !== changes) return ended.how === 'cancelled' ? undefined : await start();
    if (ended.how === 'failed') failure.value = ended.failure;
    if (ended.how !== 'succeeded') return;
    findings.value = ended.result.findings;
    void steps.mark('findings', true);
    active.value = Math.max(0, ended.result.findings.findIndex(({ id }: ListedFinding) => id === held));
  }

  async function moreRecords(): Promise<void> {
    const id = finding.value?.id;
    if (id === undefined) return;
    try {
      const offset = records.value.length;
      const page = await engine().findings.records({ finding: id, offset, limit: PAGE });
      // Asked for twice, it is added once.
      if (finding.value?.id === id && records.value.length === offset) records.value = [...records.value, ...page.records];
    } catch (thrown) {
      if (finding.value?.id === id) recordsFailure.value = failureOf(thrown);
    }
  }

  return { findings, failure, active, finding, records, recordsFailure, task, start, explain, moreRecords };
});
