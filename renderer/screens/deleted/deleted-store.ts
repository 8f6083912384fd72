import { defineStore } from 'pinia';
import { computed, ref, shallowRef, watch } from 'vue';
import type { Deletion, DeletionState } from '../../../shared/contract/deletions.ts';
import { uiWords } from '../../../shared/messages/ui-en.ts';
import { engine } from '../../api/engine-client.ts';
import { failureOf, type Failure } from '../../api/failure.ts';
import { useBasket } from '../../state/basket-store.ts';
import { useCase } from '../../state/case-store.ts';
import { useNotices } from '../../state/notice-store.ts';
import { createRowPages, type RowPages } from '../../state/row-pages.ts';
import { useTasks } from '../../state/task-store.ts';
import { say } from '../../words/say.ts';

interface Judged {
  readonly counts: Readonly<Partial<Record<DeletionState, number>>>;
  readonly notJudged: readonly { readonly source: string; readonly snapshots: number }[];
}

export const DELETION_STATES: readonly DeletionState[] = ['gone', 'aside', 'merged', 'back', 'moved', 'recreated'];
/** What a restore can put back. */
const LOST: ReadonlySet<DeletionState> = new Set(['gone', 'aside']);

/** Every record that went, with what became of it: which states are shown, the rows in sight, and those ticked for the restore plan. */
export const useDeleted = defineStore('deleted', () => {
  const cases = useCase();
  const tasks = useTasks();
  const notices = useNotices();
  const basket = useBasket();
  const judged = shallowRef<Judged | null>(null);
  const failure = shallowRef<Failure | null>(null);
  const states = shallowRef<ReadonlySet<DeletionState>>(LOST);
  const text = ref('');
  const active = ref(0);
  const total = ref(0);
  const version = ref(0);
  const ticked = shallowRef<ReadonlyMap<string, Deletion>>(new Map());
  const task = computed(() => tasks.tasks.find((running) => running.name === uiWords.deleted.task));
  const activeRow = computed(() => (version.value >= 0 ? rowAt(active.value) : undefined));
  let pages: RowPages<Deletion> | undefined;
  let changes = 0;

  watch(
    () => [cases.opened, cases.snapshots.length],
    () => {
      changes += 1;
      pages?.end();
      pages = undefined;
      judged.value = null;
      failure.value = null;
      ticked.value = new Map();
      total.value = 0;
    },
  );

  async function start(): Promise<void> {
    if (judged.value === null && cases.comparable) await judge();
  }

  async function judge(): Promise<void> {
    if (task.value !== undefined) return;
    failure.value = null;
    const own = changes;
    const ended = await tasks.run(uiWords.deleted.task, (signal) => engine().deletions.judge(undefined, { signal }));
    // A snapshot that came meanwhile counts as well.
    if (own !== changes) return ended.how === 'cancelled' ? undefined : await start();
    if (ended.how === 'failed') failure.value = ended.failure;
    if (ended.how !== 'succeeded') return;
    judged.value = ended.result;
    // Where nothing is lost, what became of the rest is what there is to see.
    if (states.value === LOST && [...LOST].every((state) => (ended.result.counts[state] ?? 0) === 0)) states.value = new Set(DELETION_STATES);
    await list();
  }

  async function list(): Promise<void> {
    pages?.end();
    const query = { states: DELETION_STATES.filter((state) => states.value.has(state)), text: text.value.trim() };
    pages = createRowPages(
      (offset, limit) => engine().deletions.page({ ...query, offset, limit }),
      (page) => {
        total.value = page.total;
        version.value += 1;
      },
      (thrown) => notices.addFailure(failureOf(thrown), uiWords.deleted.title),
    );
    active.value = 0;
    await pages.load(0);
  }

  async function toggleState(state: DeletionState): Promise<void> {
    const next = new Set(states.value);
    if (!next.delete(state)) next.add(state);
    states.value = next;
    await list();
  }

  async function setText(wanted: string): Promise<void> {
    text.value = wanted;
    await list();
  }

  async function clearFilter(): Promise<void> {
    states.value = new Set(DELETION_STATES);
    await setText('');
  }

  function rowAt(index: number): Deletion | undefined {
    return pages?.rowAt(index);
  }

  function want(first: number, last: number): void {
    pages?.want(first, last, active.value);
  }

  function isTicked(row: Deletion | undefined): boolean {
    return row !== undefined && ticked.value.has(nameOf(row));
  }

  function toggle(row: Deletion | undefined): void {
    if (row === undefined) return;
    const next = new Map(ticked.value);
    if (!next.delete(nameOf(row))) next.set(nameOf(row), row);
    ticked.value = next;
  }

  /** Puts into the restore plan the ticked rows, or the active one where none is ticked, of those that are lost. */
  function pick(): void {
    const chosen = ticked.value.size > 0 ? [...ticked.value.values()] : activeRow.value === undefined ? [] : [activeRow.value];
    const lost = chosen.filter(({ state }) => LOST.has(state));
    if (lost.length === 0) return notices.add({ level: 'warning', message: uiWords.deleted.noneToPick });
    for (const rows of Map.groupBy(lost, ({ from, to }) => `${from.id} ${to.id}`).values()) {
      const [first] = rows;
      if (first === undefined) continue;
      basket.add({ source: first.source, from: first.from.id, until: first.to.id }, rows.map(({ key, title }) => ({ key, title: title.slice(0, 200), change: 'removed' })));
    }
    ticked.value = new Map();
    notices.addInfo(say(uiWords.compare.picked, { count: lost.length }));
  }

  return { judged, failure, states, text, active, total, version, ticked, task, activeRow, start, judge, toggleState, setText, clearFilter, rowAt, want, isTicked, toggle, pick };
});

function nameOf({ source, key, to }: Deletion): string {
  return `${source}\0${key}\0${to.id}`;
}
