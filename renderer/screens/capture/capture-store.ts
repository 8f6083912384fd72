import { defineStore } from 'pinia';
import { computed, ref, shallowRef, watch } from 'vue';
import type { Problem } from '../../../shared/contract/records.ts';
import { uiWords } from '../../../shared/messages/ui-en.ts';
import { engine } from '../../api/engine-client.ts';
import { failureOf, type Failure } from '../../api/failure.ts';
import { useCase } from '../../state/case-store.ts';
import { useNotices } from '../../state/notice-store.ts';
import { useTasks } from '../../state/task-store.ts';

/** The engine ends a cancelled reading within a second; then what it kept can be listed. */
const SETTLE_MS = 1000;

/** Taking snapshots, and what each of them holds and lacks. */
export const useCapture = defineStore('capture', () => {
  const cases = useCase();
  const notices = useNotices();
  const tasks = useTasks();
  const leftOut = shallowRef<ReadonlySet<string>>(new Set());
  const label = ref('');
  const full = ref(false);
  const failure = shallowRef<Failure | null>(null);
  const active = ref(0);
  const problems = shallowRef<readonly Problem[]>([]);
  const problemsFailure = shallowRef<Failure | null>(null);
  const task = computed(() => tasks.tasks.find((running) => running.name === uiWords.capture.task));
  const captured = computed(() => cases.sources.filter((source) => source.kind !== 'file'));
  const chosen = computed(() => captured.value.filter((source) => !leftOut.value.has(source.name)));
  const snapshot = computed(() => cases.snapshots[active.value]);

  watch(
    () => snapshot.value?.id,
    (id) => void loadProblems(id),
    { immediate: true },
  );

  function toggle(name: string): void {
    const next = new Set(leftOut.value);
    if (!next.delete(name)) next.add(name);
    leftOut.value = next;
  }

  async function take(): Promise<void> {
    if (task.value !== undefined || chosen.value.length === 0) return;
    failure.value = null;
    const input = { sources: chosen.value.map((source) => source.name), ...(label.value.trim() === '' ? {} : { label: label.value.trim() }), ...(full.value ? { full: true } : {}) };
    const ended = await tasks.run(uiWords.capture.task, (signal) => engine().snapshots.take(input, { signal }));
    if (ended.how === 'failed') {
      failure.value = ended.failure;
      notices.addFailure(ended.failure, uiWords.capture.task);
    }
    if (ended.how === 'cancelled') {
      notices.addInfo(uiWords.capture.cancelled);
      setTimeout(() => void refresh(), SETTLE_MS);
    }
    await refresh();
    if (ended.how !== 'succeeded') return;
    label.value = '';
    full.value = false;
    const first = ended.result.snapshots[0];
    active.value = Math.max(0, cases.snapshots.findIndex((other) => other.id === first?.id));
  }

  async function refresh(): Promise<void> {
    try {
      await cases.refresh();
    } catch (thrown) {
      notices.addFailure(failureOf(thrown));
    }
  }

  async function loadProblems(id: string | undefined): Promise<void> {
    problems.value = [];
    problemsFailure.value = null;
    if (id === undefined) return;
    try {
      const found = await engine().snapshots.problems({ snapshot: id });
      if (snapshot.value?.id === id) problems.value = found;
    } catch (thrown) {
      if (snapshot.value?.id === id) problemsFailure.value = failureOf(thrown);
    }
  }

  return { leftOut, label, full, failure, active, problems, problemsFailure, task, captured, chosen, snapshot, toggle, take };
});
