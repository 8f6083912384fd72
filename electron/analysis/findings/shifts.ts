import type { Happening } from './types.ts';

const HOUR = 60;

/**
 * By how many minutes a record's times moved, where all that moved did so by the same, or by two that a change to summer time sets an hour
 * apart; nothing where they did not.
 */
export function shiftsOf(happening: Happening): readonly number[] {
  const minutes = [...new Set(happening.rows.flatMap((row) => (row.effect === 'shifted' ? (row.minutes ?? []) : [])))].sort((left, right) => Math.abs(left) - Math.abs(right));
  const [one = 0, other] = minutes;
  return minutes.length === 1 || (minutes.length === 2 && other !== undefined && areAcrossSummerTime(one, other)) ? minutes : [];
}

/** Whether two offsets are those of one mistake in winter and in summer. */
export function areAcrossSummerTime(one: number, other: number): boolean {
  return Math.sign(one) === Math.sign(other) && Math.abs(one - other) === HOUR;
}
