import { describe, expect, it } from 'vitest';
import { weighPhases, type Progress } from './progress.ts';

function fractions(report: (say: ReturnType<typeof weighPhases>) => void): number[] {
  const seen: Progress[] = [];
  report(weighPhases([['list', 1], ['download', 3]], (progress) => seen.push(progress)));
  return seen.map(({ fraction }) => fraction);
}

describe('phases by weight', () => {
  it('make one fraction of all', () => {
    expect(fractions((say) => {
      say('list', 1, 2);
      say('list', 2, 2);
      say('download', 1, 2);
      say('download', 2, 2);
    })).toEqual([0.125, 0.25, 0.625, 1]);
  });

  it('never go back, not even when a total grows', () => {
    expect(fractions((say) => {
      say('download', 2, 4);
      say('download', 3, 100);
      say('list', 0, 1);
    })).toEqual([0.625, 0.625, 0.625]);
  });

  it('are not moved by a phase that has no weight', () => {
    expect(fractions((say) => {
      say('connect', 0, null);
      say('list', 1, 1);
      say('verify', 1, 1);
    })).toEqual([0, 0.25, 0.25]);
  });
});
