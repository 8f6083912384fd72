import { defineStore } from 'pinia';
import { ref, shallowRef, watch } from 'vue';
import type { ChangeRow } from '../../../shared/contract/changes.ts';
import { uiWords } from '../../../shared/messages/ui-en.ts';
import { failureOf } from '../../api/failure.ts';
import { canBeRestored, useBasket, type PickedRecord } from '../../state/basket-store.ts';
import { useNotices } from '../../state/notice-store.ts';
import { say } from '../../words/say.ts';
import { createChangeList } from './change-list.ts';
import { useCompare } from './compare-store.ts';

/** The rows ticked in Compare, and their way into the restore plan. */
export const usePicks = defineStore('picks', () => {
  const compare = useCompare();
  const basket = useBasket();
  const notices = useNotices();
  const ticked = shallowRef<ReadonlyMap<string, PickedRecord>>(new Map());
  const isBusy = ref(false);

  watch(
    () => compare.comparison,
    (next, before) => {
      if (next === null || next.from.id !== before?.from.id || next.to.id !== before.to.id) ticked.value = new Map();
    },
  );

  function isTicked(row: ChangeRow | undefined): boolean {
    return row !== undefined && ticked.value.has(row.key);
  }

  function toggle(row: ChangeRow | undefined): void {
    if (row === undefined) return;
    const next = new Map(ticked.value);
    if (!next.delete(row.key)) next.set(row.key, pickedOf(row));
    ticked.value = next;
  }

  /** Ticks every row of the list, those that were never in sight too; where all are ticked, none. */
  async function toggleAll(): Promise<void> {
    if (ticked.value.size > 0 && ticked.value.size >= compare.total) return untick();
    await collecting(async () => {
      const next = new Map(ticked.value);
      for await (const rows of compare.list?.all() ?? []) for (const row of rows) next.set(row.key, pickedOf(row));
      ticked.value = next;
    });
  }

  function untick(): void {
    ticked.value = new Map();
  }

  /** Adds the ticked rows to the restore plan, or the active one where none is ticked. */
  function pick(): void {
    const row = compare.activeRow;
    add(ticked.value.size > 0 ? [...ticked.value.values()] : row === undefined ? [] : [pickedOf(row)]);
    untick();
  }

  /** Adds everything that was removed, whatever the filter shows. */
  async function pickRemoved(): Promise<void> {
    const comparison = compare.comparison;
    if (comparison === null) return;
    await collecting(async () => {
      const removed = createChangeList(comparison.comparison, { changes: new Set(['removed']), kinds: new Set(), text: '', sort: null }, () => {});
      const records: PickedRecord[] = [];
      for await (const rows of removed.all()) records.push(...rows.map(pickedOf));
      add(records);
    });
  }

  function add(records: readonly PickedRecord[]): void {
    const comparison = compare.comparison;
    if (comparison === null || records.length === 0) return;
    const fit = records.filter((record) => canBeRestored(record.change));
    if (fit.length === 0) return notices.add({ level: 'warning', message: uiWords.compare.pickedNone });
    basket.add({ source: comparison.from.source, from: comparison.from.id, until: comparison.to.id }, fit);
    const leftOut = records.length - fit.length;
    const said = say(uiWords.compare.picked, { count: fit.length });
    notices.addInfo(leftOut === 0 ? said : `${said}; ${say(uiWords.compare.pickedLeftOut, { count: leftOut })}`);
  }

  async function collecting(action: () => Promise<void>): Promise<void> {
    if (isBusy.value) return;
    isBusy.value = true;
    try {
      await action();
    } catch (thrown) {
      notices.addFailure(failureOf(thrown), uiWords.compare.title);
    }
    isBusy.value = false;
  }

  return { ticked, isBusy, isTicked, toggle, toggleAll, untick, pick, pickRemoved };
});

function pickedOf({ key, title, change }: ChangeRow): PickedRecord {
  return { key, title: title.slice(0, 200), change };
}
