import { defineStore } from 'pinia';
import { shallowRef, watch } from 'vue';
import type { ChangeDetail } from '../../../shared/contract/changes.ts';
import { engine } from '../../api/engine-client.ts';
import { failureOf, type Failure } from '../../api/failure.ts';
import { useCompare } from './compare-store.ts';

/** A held arrow key passes many rows a second; only one that stays is read in full. */
const SETTLE_MS = 60;

/** The active row in full: unchanged fields and both bodies. */
export const useDetail = defineStore('detail', () => {
  const compare = useCompare();
  const detail = shallowRef<ChangeDetail | null>(null);
  const failure = shallowRef<Failure | null>(null);
  let timer: ReturnType<typeof setTimeout> | undefined;

  watch(
    () => [compare.comparison?.comparison, compare.activeRow?.position] as const,
    ([comparison, position]) => {
      clearTimeout(timer);
      failure.value = null;
      if (comparison === undefined || position === undefined) {
        detail.value = null;
        return;
      }
      timer = setTimeout(() => void load(comparison, position), detail.value === null ? 0 : SETTLE_MS);
    },
    { immediate: true },
  );

  async function load(comparison: number, position: number): Promise<void> {
    const isStill = (): boolean => compare.comparison?.comparison === comparison && compare.activeRow?.position === position;
    try {
      const found = await engine().changes.detail({ comparison, position });
      if (isStill()) detail.value = found;
    } catch (thrown) {
      if (isStill()) failure.value = failureOf(thrown);
    }
  }

  return { detail, failure };
});
