import type { Progress } from '../../shared/progress.ts';

/** When a progress value arrived. */
export interface Sample {
  readonly atMs: number;
  readonly progress: Progress;
}

export interface Pace {
  readonly perSecond: number | null;
  readonly remainingMs: number | null;
}

const WINDOW_MS = 8000;
const SOONEST_MS = 1000;

/** Keeps the samples that a pace is told from: those of the same phase within the last seconds. */
export function keepSamples(samples: readonly Sample[], next: Sample): readonly Sample[] {
  const from = next.atMs - WINDOW_MS;
  return [...samples.filter((sample) => sample.progress.phase === next.progress.phase && sample.progress.source === next.progress.source && sample.atMs >= from), next];
}

/** Rate and time left, told from the samples; null until a second has passed or while nobody knows the total. */
export function paceOf(samples: readonly Sample[]): Pace {
  const first = samples[0];
  const last = samples.at(-1);
  if (first === undefined || last === undefined || last.atMs - first.atMs < SOONEST_MS) return { perSecond: null, remainingMs: null };
  const done = last.progress.done - first.progress.done;
  if (done <= 0) return { perSecond: null, remainingMs: null };
  const perSecond = (done * 1000) / (last.atMs - first.atMs);
  const total = last.progress.total;
  return { perSecond, remainingMs: total === null ? null : (Math.max(0, total - last.progress.done) * 1000) / perSecond };
}
