/** Several measurements of one thing. */
export interface Spread {
  readonly median: number;
  readonly least: number;
  readonly most: number;
  readonly runs: number;
}

/** Median, least and most of at least one measurement. */
export function spreadOf(values: readonly number[]): Spread {
  const sorted = [...values].sort((one, other) => one - other);
  const [least, most] = [sorted[0], sorted.at(-1)];
  if (least === undefined || most === undefined) throw new Error('nothing was measured');
  const middle = sorted.length / 2;
  const upper = sorted[Math.floor(middle)] ?? most;
  const lower = sorted[Math.ceil(middle) - 1] ?? least;
  return { median: (lower + upper) / 2, least, most, runs: sorted.length };
}

/** Ratios of what was measured side by side: a load that slows both halves of a pair leaves its ratio alone. */
export function ratiosOf(ours: readonly number[], peers: readonly number[]): readonly number[] {
  if (ours.length !== peers.length) throw new Error('pairs have two halves');
  return ours.map((value, index) => value / (peers[index] ?? Number.NaN));
}

/**
 * The highest rate of failure that so many trials without one still allow, at 95 % confidence: about 3 in n.
 * See J. A. Hanley and A. Lippman-Hand, "If nothing goes wrong, is everything all right?", JAMA 249 (1983).
 */
export function boundOfNone(trials: number): number {
  return trials === 0 ? 1 : Math.min(1, 3 / trials);
}
