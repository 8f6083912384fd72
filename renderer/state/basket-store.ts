import { defineStore } from 'pinia';
import { computed, shallowRef } from 'vue';
import type { ChangeKind } from '../../shared/contract/changes.ts';

export interface PickedRecord {
  readonly key: string;
  readonly title: string;
  readonly change: ChangeKind;
}

/** Records of one comparison that are to be put back to what they were in `from`. */
export interface Picked {
  readonly source: string;
  readonly from: string;
  readonly until: string;
  readonly records: ReadonlyMap<string, PickedRecord>;
}

/** A restore puts back what was lost or changed; what was added or is only cosmetic has nothing to put back. */
export function canBeRestored(change: ChangeKind): boolean {
  return change !== 'added' && change !== 'cosmetic';
}

/** The records picked in Compare for the next restore plan, by comparison. */
export const useBasket = defineStore('basket', () => {
  const groups = shallowRef<readonly Picked[]>([]);
  const count = computed(() => groups.value.reduce((sum, group) => sum + group.records.size, 0));

  /** Adds records; answers how many of them were not in it yet. */
  function add(pair: { readonly source: string; readonly from: string; readonly until: string }, records: readonly PickedRecord[]): number {
    const index = groups.value.findIndex((group) => group.from === pair.from && group.until === pair.until);
    const held = groups.value[index]?.records ?? new Map<string, PickedRecord>();
    const together = new Map(held);
    for (const record of records) together.set(record.key, record);
    const group: Picked = { ...pair, records: together };
    groups.value = index < 0 ? [...groups.value, group] : groups.value.toSpliced(index, 1, group);
    return together.size - held.size;
  }

  function remove(picked: Picked): void {
    groups.value = groups.value.filter((group) => group !== picked);
  }

  function clear(): void {
    groups.value = [];
  }

  return { groups, count, add, remove, clear };
});
