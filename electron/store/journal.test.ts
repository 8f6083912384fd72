import { describe, expect, it } from 'vitest';
import type { PlanId, RestoreId } from '../../shared/records.ts';
import { casePath, storePorts } from '../testing/build-case.ts';
import { createCase, openCase } from './open-case.ts';

const PLAN = { id: 'plan-1' as PlanId, createdAt: '2026-03-01T12:00:00Z', sourceName: 'work', document: '{"steps":["ä"]}' };
const RESTORE = { id: 'restore-1' as RestoreId, planId: PLAN.id, startedAt: '2026-03-01T12:01:00Z', steps: 2 };
const AT = '2026-03-01T12:02:00Z';

describe('the journal', () => {
  it('gives plans back as they were saved', () => {
    const store = createCase(casePath(), storePorts());
    store.journal.savePlan(PLAN);
    expect([store.journal.plan('plan-1'), store.journal.plan('plan-2'), store.journal.plans()]).toEqual([
      PLAN,
      null,
      [{ id: PLAN.id, createdAt: PLAN.createdAt, sourceName: 'work' }],
    ]);
    expect(() => store.journal.savePlan(PLAN)).toThrow();
    store.close();
  });

  it('has every entry in the file as soon as its call returns, also when nobody closes it', () => {
    const path = casePath();
    const store = createCase(path, storePorts());
    store.journal.savePlan(PLAN);
    store.journal.beginRestore(RESTORE);
    store.journal.saveStep(RESTORE.id, { index: 1, state: 'intent', at: AT, document: '{"n":1}' });
    store.journal.saveStep(RESTORE.id, { index: 0, state: 'intent', at: AT, document: '{"n":0}' });
    store.journal.saveStep(RESTORE.id, { index: 0, state: 'verified', at: AT, document: '{"n":2}' });
    const reader = openCase(path, { mode: 'read', ...storePorts() });
    expect(reader.journal.steps(RESTORE.id)).toEqual([
      { index: 0, state: 'verified', at: AT, document: '{"n":2}' },
      { index: 1, state: 'intent', at: AT, document: '{"n":1}' },
    ]);
    expect(reader.journal.restores()).toEqual([RESTORE]);
    store.journal.finishRestore(RESTORE.id, { finishedAt: AT, document: '{"applied":2}' });
    expect([reader.journal.restore(RESTORE.id), reader.journal.restore('other')]).toEqual([{ ...RESTORE, finishedAt: AT, document: '{"applied":2}' }, null]);
    reader.close();
    store.close();
  });

  it('knows an undo by what it undoes, and no restore that was not begun', () => {
    const store = createCase(casePath(), storePorts());
    store.journal.savePlan(PLAN);
    store.journal.beginRestore(RESTORE);
    store.journal.beginRestore({ ...RESTORE, id: 'restore-2' as RestoreId, undoOf: RESTORE.id });
    expect(store.journal.restores().map((restore) => restore.undoOf)).toEqual([undefined, RESTORE.id]);
    expect(() => store.journal.finishRestore('none' as RestoreId, { finishedAt: AT, document: '' })).toThrow('restore-unknown');
    expect(() => store.journal.beginRestore(RESTORE)).toThrow('twice');
    store.close();
  });
});
