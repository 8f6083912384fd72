import type { DuplicateGroup } from './types.ts';

// So many records that all came again within a minute of each other came in one go.
const FEWEST_TOGETHER = 5;
const APART_MS = 60_000;

/** Calls exact clones `import-twice` where the copies of many groups were made in one burst, apart from their originals. */
export function markImports(groups: readonly DuplicateGroup[], createdOf: (source: string, key: string) => string | undefined): readonly DuplicateGroup[] {
  const copies = groups.flatMap((group, index) => (group.kind === 'exact-clone' ? copyTimes(group, createdOf).map((timeMs) => ({ timeMs, index })) : []));
  copies.sort((left, right) => left.timeMs - right.timeMs);
  const imported = new Set<number>();
  let burst: typeof copies = [];
  for (const copy of [...copies, { timeMs: Infinity, index: -1 }]) {
    const last = burst.at(-1);
    if (last !== undefined && copy.timeMs - last.timeMs > APART_MS) {
      const together = new Set(burst.map(({ index }) => index));
      if (together.size >= FEWEST_TOGETHER) for (const index of together) imported.add(index);
      burst = [];
    }
    burst.push(copy);
  }
  return groups.map((group, index) => (imported.has(index) ? { ...group, kind: 'import-twice' } : group));
}

/** When the copies were made, each clearly after its original; empty where that is not known of all. */
function copyTimes(group: DuplicateGroup, createdOf: (source: string, key: string) => string | undefined): readonly number[] {
  const times = group.records.map(({ source, key }) => Date.parse(createdOf(source, key) ?? '')).sort((left, right) => left - right);
  const [first] = times;
  if (first === undefined || times.some(Number.isNaN)) return [];
  return times.slice(1).filter((timeMs) => timeMs - first > APART_MS);
}
