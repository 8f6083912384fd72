import type { Happening } from './types.ts';

/** By how many minutes a record's times moved, where all that moved did so by the same; undefined where they did not. */
export function shiftOf(happening: Happening): number | undefined {
  const minutes = new Set(happening.rows.flatMap((row) => (row.effect === 'shifted' ? (row.minutes ?? []) : [])));
  return minutes.size === 1 ? [...minutes][0] : undefined;
}
