import { describe, expect, it } from 'vitest';
import { countsOf, markOf, rowsOfPlan, rowsOfResult, type PlanDetail } from './plan-rows.ts';

const plan: PlanDetail = {
  id: 'p',
  to: 'home',
  createdAt: '2026-03-01T09:00:00Z',
  notifies: 0,
  steps: [
    { op: 'skip', key: 'a', title: 'A', reason: 'is there', fields: [] },
    { op: 'create', key: 'b', title: 'B', reason: 'was removed', fields: [{ field: 'name', label: 'Name', after: 'B' }] },
    { op: 'skip', key: 'c', title: 'C', reason: 'conflict', fields: [] },
  ],
  conflicts: [{ key: 'c', title: 'C', reason: 'changed since' }],
};

describe('the rows of a plan', () => {
  it('stand with conflicts first, then writes, then what is left alone, each record once', () => {
    expect(rowsOfPlan(plan).map((row) => `${row.op} ${row.key}`)).toEqual(['conflict c', 'create b', 'skip a']);
  });

  it('are counted by what they do to the server', () => {
    expect(countsOf(plan)).toEqual({ writes: 1, deletes: 0, skips: 2, conflicts: 1 });
    const copy = { op: 'delete', key: 'd', title: 'D', reason: 'a copy', fields: [] } as const;
    expect(countsOf({ ...plan, steps: [...plan.steps, copy] })).toEqual({ writes: 2, deletes: 1, skips: 2, conflicts: 1 });
  });
});

describe('the rows of a result', () => {
  it('stand with what failed first', () => {
    const step = { op: 'create', title: 'A', reason: '' } as const;
    expect(rowsOfResult([{ ...step, key: 'a', state: 'verified' }, { ...step, key: 'b', state: 'failed', message: 'refused' }]).map((row) => row.key)).toEqual(['b', 'a']);
  });

  it('are marked as done only where something was done', () => {
    const step = { title: 'A', reason: '', fields: [], key: 'a' } as const;
    const rows = rowsOfResult([{ ...step, op: 'create', state: 'verified' }, { ...step, op: 'skip', state: 'skipped' }, { ...step, op: 'manual', state: 'skipped' }, { ...step, op: 'update', state: 'failed' }]);
    expect(rows.map((row) => `${row.op} ${markOf(row).icon}`)).toEqual(['update error', 'manual warning', 'create check', 'skip minus']);
  });
});
