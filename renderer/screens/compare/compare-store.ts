import { defineStore } from 'pinia';
import { computed, ref, shallowRef, watch } from 'vue';
import type { ChangeKind, ChangeRow, DiffSummary } from '../../../shared/contract/changes.ts';
import type { SnapshotDocument } from '../../../shared/contract/snapshots.ts';
import { uiWords } from '../../../shared/messages/ui-en.ts';
import type { RecordKind } from '../../../shared/records.ts';
import { engine } from '../../api/engine-client.ts';
import { failureOf, type Failure } from '../../api/failure.ts';
import { useCase } from '../../state/case-store.ts';
import { useNotices } from '../../state/notice-store.ts';
import { likelyPair, type SnapshotPair } from '../../state/snapshot-pairs.ts';
import { useTasks } from '../../state/task-store.ts';
import { createChangeList, REAL_CHANGES, type ChangeFilter, type ChangeList, type SortColumn } from './change-list.ts';

export interface Comparison {
  readonly comparison: number;
  readonly from: SnapshotDocument;
  readonly to: SnapshotDocument;
  readonly summary: DiffSummary;
}

const NO_FILTER: ChangeFilter = { changes: REAL_CHANGES, kinds: new Set(), text: '', sort: null };

/** Two snapshots and what differs between them: the pair, the filter, the rows in sight and the active one. */
export const useCompare = defineStore('compare', () => {
  const cases = useCase();
  const notices = useNotices();
  const tasks = useTasks();
  const from = ref<string | null>(null);
  const to = ref<string | null>(null);
  const comparison = shallowRef<Comparison | null>(null);
  const failure = shallowRef<Failure | null>(null);
  const isComparing = ref(false);
  const filter = shallowRef<ChangeFilter>(NO_FILTER);
  const list = shallowRef<ChangeList | null>(null);
  /** Whether the first rows of the current list are there: before, an empty list means nothing. */
  const isListed = ref(false);
  const active = ref(0);
  const total = computed(() => list.value?.total.value ?? 0);
  const version = computed(() => list.value?.version.value ?? 0);
  const activeRow = computed(() => (version.value >= 0 ? list.value?.rowAt(active.value) : undefined));
  let running: AbortController | undefined;

  watch(
    () => cases.opened,
    () => {
      forget();
      from.value = null;
      to.value = null;
    },
  );

  /** Chooses a likely pair where none is chosen that is still there, and compares it where that was not done yet. */
  async function start(): Promise<void> {
    if (cases.snapshotOf(from.value) === undefined || cases.snapshotOf(to.value) === undefined) {
      const pair = likelyPair(cases.snapshots);
      if (pair === undefined) return;
      choose(pair);
    }
    if (comparison.value === null && !isComparing.value) await compare();
  }

  function choose(pair: Partial<SnapshotPair>): void {
    from.value = pair.from ?? from.value;
    to.value = pair.to ?? to.value;
    forget();
  }

  function forget(): void {
    running?.abort();
    list.value?.end();
    comparison.value = null;
    list.value = null;
    failure.value = null;
    isListed.value = false;
    active.value = 0;
    filter.value = { ...NO_FILTER, changes: filter.value.changes };
  }

  async function swap(): Promise<void> {
    choose({ ...(to.value === null ? {} : { from: to.value }), ...(from.value === null ? {} : { to: from.value }) });
    await compare();
  }

  async function compare(): Promise<void> {
    if (from.value === null || to.value === null) return;
    running?.abort();
    const controller = new AbortController();
    running = controller;
    const pair = { from: from.value, to: to.value };
    failure.value = null;
    isComparing.value = true;
    const ended = await tasks.run(uiWords.compare.task, (signal) => engine().changes.compare(pair, { signal: AbortSignal.any([signal, controller.signal]) }));
    if (running !== controller || controller.signal.aborted) return;
    isComparing.value = false;
    if (ended.how === 'failed') failure.value = ended.failure;
    if (ended.how !== 'succeeded') return;
    comparison.value = ended.result;
    await showList();
  }

  /** Compares anew and comes back to the same row. */
  async function refresh(): Promise<void> {
    if (isComparing.value) return;
    await compare();
  }

  async function setFilter(next: Partial<ChangeFilter>): Promise<void> {
    filter.value = { ...filter.value, ...next };
    if (comparison.value !== null) await showList();
  }

  async function toggleChange(change: ChangeKind): Promise<void> {
    await setFilter({ changes: toggled(filter.value.changes, change) });
  }

  async function toggleKind(kind: RecordKind): Promise<void> {
    await setFilter({ kinds: toggled(filter.value.kinds, kind) });
  }

  /** Up, then down, then as the comparison lists them. */
  async function sortBy(column: SortColumn): Promise<void> {
    const sort = filter.value.sort;
    const next = sort?.column !== column ? { column, descending: false } : sort.descending ? null : { column, descending: true };
    await setFilter({ sort: next });
  }

  /** Lists the rows under the current filter and keeps the place: the active row, or the one after it where it is filtered out. */
  async function showList(): Promise<void> {
    const current = comparison.value;
    if (current === null) return;
    const kept = activeRow.value?.position;
    const next = createChangeList(current.comparison, filter.value, (thrown) => notices.addFailure(failureOf(thrown), uiWords.compare.title));
    list.value?.end();
    isListed.value = false;
    await next.load(0);
    const place = kept === undefined || filter.value.sort !== null ? 0 : await next.placeOf(kept).catch(() => 0);
    if (comparison.value !== current) return next.end();
    list.value = next;
    active.value = Math.max(0, Math.min(place, next.total.value - 1));
    isListed.value = true;
    next.want(active.value, active.value);
  }

  /** Moves to the next or previous row that is a real difference. */
  function step(by: 1 | -1): void {
    for (let index = active.value + by; index >= 0 && index < total.value; index += by) {
      if (list.value?.rowAt(index)?.change === 'cosmetic') continue;
      active.value = index;
      return;
    }
  }

  function rowAt(index: number): ChangeRow | undefined {
    return list.value?.rowAt(index);
  }

  function want(first: number, last: number): void {
    list.value?.want(first, last, active.value);
  }

  return { from, to, comparison, failure, isComparing, filter, list, isListed, active, activeRow, total, version, start, choose, swap, compare, refresh, setFilter, toggleChange, toggleKind, sortBy, step, rowAt, want };
});

function toggled<Item>(set: ReadonlySet<Item>, item: Item): ReadonlySet<Item> {
  const next = new Set(set);
  if (!next.delete(item)) next.add(item);
  return next;
}
