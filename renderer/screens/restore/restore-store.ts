import { defineStore } from 'pinia';
import { computed, ref, shallowRef, watch } from 'vue';
import type { PlanDocument, RestoreDocument } from '../../../shared/contract/restore.ts';
import { uiWords } from '../../../shared/messages/ui-en.ts';
import { engine } from '../../api/engine-client.ts';
import { failureOf, type Failure } from '../../api/failure.ts';
import { useBasket, type Picked } from '../../state/basket-store.ts';
import { useCase } from '../../state/case-store.ts';
import { useNotices } from '../../state/notice-store.ts';
import { useTasks, type Ended } from '../../state/task-store.ts';
import { say } from '../../words/say.ts';
import { countsOf, rowsOfPlan, rowsOfResult, type PlanDetail, type PlanRow } from './plan-rows.ts';

/** The engine ends a cancelled restore after the write it was at; then its state can be listed. */
const SETTLE_MS = 1000;
const words = uiWords.restore;

/** Plans, applying them, their results, and taking them back. */
export const useRestore = defineStore('restore', () => {
  const cases = useCase();
  const basket = useBasket();
  const notices = useNotices();
  const tasks = useTasks();
  const view = ref<'plan' | 'done'>('plan');
  const plans = shallowRef<readonly PlanDocument[]>([]);
  const plan = shallowRef<PlanDetail | null>(null);
  const restore = shallowRef<RestoreDocument | null>(null);
  const results = shallowRef<readonly PlanRow[]>([]);
  const failure = shallowRef<Failure | null>(null);
  const active = ref(0);
  const rows = computed<readonly PlanRow[]>(() => (view.value === 'plan' ? (plan.value === null ? [] : rowsOfPlan(plan.value)) : results.value));
  const activeRow = computed(() => rows.value[active.value]);
  const counts = computed(() => (plan.value === null ? { writes: 0, deletes: 0, skips: 0, conflicts: 0 } : countsOf(plan.value)));
  /** A plan that was applied to its end is not applied again. */
  const appliedBy = computed(() => cases.restores.find((other) => other.plan === plan.value?.id && other.finishedAt !== undefined && other.undoOf === undefined));
  const task = computed(() => tasks.tasks.find((running) => [words.making, words.applying, words.undoing, words.resuming].some((name) => name === running.name)));

  watch(
    () => cases.opened,
    () => {
      plans.value = [];
      plan.value = null;
      restore.value = null;
      results.value = [];
      failure.value = null;
      view.value = 'plan';
    },
  );
  watch(
    rows,
    () => {
      active.value = 0;
    },
    { flush: 'sync' },
  );

  async function load(): Promise<void> {
    if (!cases.isOpen) return;
    await guard(async () => {
      const all = await engine().restore.plans();
      plans.value = all.toSorted((one, other) => other.createdAt.localeCompare(one.createdAt));
      await cases.refresh();
      const latest = plans.value[0];
      if (plan.value === null && latest !== undefined && basket.count === 0) await showPlan(latest.id);
      if (restore.value === null && cases.restores[0] !== undefined) await showRestore(cases.restores[0]);
    });
  }

  async function make(picked: Picked): Promise<void> {
    failure.value = null;
    const input = { what: 'picked' as const, from: picked.from, until: picked.until, keys: [...picked.records.keys()] };
    const ended = await tasks.run(words.making, async (signal) => onlyResult(engine().restore.plan(input, { signal })));
    if (!isDone(ended, words.making)) return;
    basket.remove(picked);
    await showPlan(ended.result.id);
    await load();
  }

  /** Plans the merge of groups of duplicates of a snapshot; answers whether there is a plan to look at. */
  async function makeMerge(snapshot: string, groups: readonly string[]): Promise<boolean> {
    failure.value = null;
    const ended = await tasks.run(words.making, async (signal) => onlyResult(engine().restore.planMerge({ snapshot, groups: [...groups] }, { signal })));
    if (!isDone(ended, words.making)) return false;
    await showPlan(ended.result.id);
    await load();
    return true;
  }

  async function showPlan(id: string): Promise<void> {
    await guard(async () => {
      plan.value = await engine().restore.planDetail({ plan: id });
      view.value = 'plan';
    });
  }

  async function showRestore(document: RestoreDocument): Promise<void> {
    await guard(async () => {
      restore.value = document;
      results.value = rowsOfResult(await engine().restore.results({ restore: document.id }));
    });
  }

  async function apply(): Promise<void> {
    const chosen = plan.value;
    if (chosen === null || task.value !== undefined) return;
    await settle(await tasks.run(words.applying, (signal) => engine().restore.apply({ plan: chosen.id }, { signal })), words.applying);
  }

  async function undo(document: RestoreDocument): Promise<void> {
    if (task.value !== undefined) return;
    await settle(await tasks.run(words.undoing, (signal) => engine().restore.undo({ restore: document.id }, { signal })), words.undoing);
  }

  async function resume(): Promise<void> {
    if (task.value !== undefined) return;
    const ended = await tasks.run(words.resuming, (signal) => engine().restore.resume(undefined, { signal }));
    if (isDone(ended, words.resuming)) {
      notices.addInfo(say(words.resumed, { count: ended.result.restores.length }));
      const first = ended.result.restores[0];
      await refresh();
      if (first !== undefined) await showRestore(first);
      view.value = 'done';
    }
  }

  /** After an apply or an undo: its result is shown, item by item. */
  async function settle(ended: Ended<RestoreDocument>, name: string): Promise<void> {
    if (ended.how === 'cancelled') setTimeout(() => void refresh(), SETTLE_MS);
    await refresh();
    if (!isDone(ended, name)) return;
    const { applied, skipped, failed } = ended.result;
    notices.addInfo(say(words.summary, { applied, skipped, failed: failed.length }));
    await showRestore(cases.restores.find((other) => other.id === ended.result.id) ?? ended.result);
    view.value = 'done';
  }

  async function refresh(): Promise<void> {
    await guard(() => cases.refresh());
  }

  function isDone<Result>(ended: Ended<Result>, name: string): ended is Extract<Ended<Result>, { how: 'succeeded' }> {
    if (ended.how === 'failed') {
      failure.value = ended.failure;
      notices.addFailure(ended.failure, name);
    }
    return ended.how === 'succeeded';
  }

  async function guard(action: () => Promise<void>): Promise<void> {
    try {
      await action();
    } catch (thrown) {
      notices.addFailure(failureOf(thrown), words.title);
    }
  }

  return { view, plans, plan, restore, results, failure, active, rows, activeRow, counts, appliedBy, task, load, make, makeMerge, showPlan, showRestore, apply, undo, resume };
});

/** A call without progress, as a task takes it. */
async function* onlyResult<Result>(call: Promise<Result>): AsyncGenerator<never, Result, void> {
  return await call;
}
