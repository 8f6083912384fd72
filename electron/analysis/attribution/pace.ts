const MINUTE = 60_000;
// So many writes within a minute are a machine's.
const MACHINE = 20;
const LEAST_TYPED = 5;
const TYPED_GAP = 15_000;

/** Whether times of writing, in their order, are those of a program or of hands; undefined where they may be either. */
export function paceOf(times: readonly number[]): 'machine' | 'typed' | undefined {
  if (times.some((time, index) => index + MACHINE - 1 < times.length && (times[index + MACHINE - 1] ?? Infinity) - time <= MINUTE)) return 'machine';
  if (times.length < LEAST_TYPED) return undefined;
  return times.slice(1).every((time, index) => time - (times[index] ?? 0) >= TYPED_GAP) ? 'typed' : undefined;
}

// Opening, changing and saving a record takes longer.
const FASTEST = 6000;

/** Whether at least five writes follow each other faster than hands can make them one by one. */
export function isFasterThanHands(times: readonly number[]): boolean {
  if (paceOf(times) === 'machine') return true;
  return times.length >= LEAST_TYPED && (times.at(-1) ?? 0) - (times[0] ?? 0) < (times.length - 1) * FASTEST;
}
