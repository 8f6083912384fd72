/** A step of a long task, as a value: the shell words it. `total` is null while nobody knows it. */
export interface Progress {
  readonly phase: ProgressPhase;
  readonly done: number;
  readonly total: number | null;
  /** The whole task from 0 to 1; never goes back. */
  readonly fraction: number;
  readonly source?: string | undefined;
}

export const PROGRESS_PHASES = ['connect', 'list', 'download', 'read', 'store', 'check', 'compare', 'write', 'verify'] as const;
export type ProgressPhase = (typeof PROGRESS_PHASES)[number];

/** Takes progress; never throws and never waits. */
export type ReportProgress = (phase: ProgressPhase, done: number, total: number | null) => void;

/** Turns phase reports into one fraction by weight, so that the bar never goes back. */
export function weighPhases(weights: readonly (readonly [ProgressPhase, number])[], emit: (progress: Progress) => void): ReportProgress {
  const sum = weights.reduce((total, [, weight]) => total + weight, 0);
  let highest = 0;
  return (phase, done, total) => {
    const at = weights.findIndex(([name]) => name === phase);
    const before = weights.slice(0, Math.max(0, at)).reduce((total, [, weight]) => total + weight, 0);
    // A phase without a weight is told, and moves nothing.
    const own = weights[at]?.[1] ?? 0;
    const share = total !== null && total > 0 ? Math.min(1, done / total) : 0;
    highest = Math.max(highest, Math.min(1, (before + own * share) / sum));
    emit({ phase, done, total, fraction: highest });
  };
}
