import { describe, expect, it } from 'vitest';
import { timeTicks } from './time-ticks.ts';

const DAY = 86_400_000;
const at = (text: string): number => new Date(text).getTime();

describe('marks on the axis of time', () => {
  it('stand at midnight of the user where days are shown', () => {
    const ticks = timeTicks(at('2026-03-01T10:00:00'), at('2026-03-06T10:00:00'), 8);
    expect(ticks).toHaveLength(5);
    for (const { atMs } of ticks) expect(new Date(atMs).getHours()).toBe(0);
  });

  it('stand at round minutes where an hour is shown', () => {
    const ticks = timeTicks(at('2026-03-01T10:02:00'), at('2026-03-01T11:02:00'), 8);
    expect(ticks.map(({ atMs }) => new Date(atMs).getMinutes() % 15)).toEqual([0, 0, 0, 0]);
  });

  it('are never more than asked for, however long the range', () => {
    for (const days of [0.001, 0.1, 1, 9, 40, 400, 4000, 40_000]) {
      const ticks = timeTicks(0, days * DAY, 8);
      expect(ticks.length, `${days} days`).toBeLessThanOrEqual(9);
    }
  });
});
