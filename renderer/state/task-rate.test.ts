import { describe, expect, it } from 'vitest';
import { keepSamples, paceOf, type Sample } from './task-rate.ts';

const at = (atMs: number, done: number, total: number | null = 100): Sample => ({ atMs, progress: { phase: 'download', done, total, fraction: 0 } });

describe('the pace of a task', () => {
  it('says nothing before a second has passed', () => {
    expect(paceOf([at(0, 0), at(900, 50)])).toEqual({ perSecond: null, remainingMs: null });
  });

  it('tells rate and time left', () => {
    expect(paceOf([at(0, 0), at(2000, 20)])).toEqual({ perSecond: 10, remainingMs: 8000 });
  });

  it('tells the rate alone while nobody knows the total', () => {
    expect(paceOf([at(0, 0, null), at(2000, 20, null)])).toEqual({ perSecond: 10, remainingMs: null });
  });

  it('starts anew with each phase and forgets what is old', () => {
    const listed: Sample = { atMs: 0, progress: { phase: 'list', done: 5, total: 5, fraction: 0 } };
    expect(keepSamples([listed, at(1, 0)], at(2, 1))).toEqual([at(1, 0), at(2, 1)]);
    expect(keepSamples([at(0, 0)], at(9000, 9))).toEqual([at(9000, 9)]);
  });
});
