import { expect, it, vi } from 'vitest';
import type { PlanId, RestoreId, SourceId } from '../../shared/records.ts';
import type { Plan } from '../restore/types.ts';
import { aStory } from '../testing/build-story.ts';
import { planDetail, planDocument } from './restore-documents.ts';
import { asPlanId, savePlan } from './restore-journal.ts';
import { listRestores } from './restore-records.ts';

it('hands on the cmdlet of a step that only an administrator can do', () => {
  const command = 'Restore-RecoverableItems -Identity robin@example.test -SubjectContains "Ada"';
  const plan: Plan = {
    id: 'plan-1' as PlanId,
    sourceId: 'source-1' as SourceId,
    sourceName: 'work',
    createdAt: '2026-03-01T12:00:00Z',
    steps: [
      { index: 0, op: 'manual', collectionId: 'contacts', key: 'a', title: 'Ada Example', reason: 'manual-moved', command },
      { index: 1, op: 'skip', collectionId: 'contacts', key: 'b', title: 'Bo Example', reason: 'skip-there' },
    ],
    conflicts: [],
    notifies: 0,
  };
  expect(planDocument(plan).steps.map((step) => step.command)).toEqual([command, undefined]);
  expect(planDetail(plan).steps[0]).toMatchObject({ op: 'manual', command, fields: [] });
  expect(Object.keys(planDocument(plan).steps[1] ?? {})).toEqual(['op', 'key', 'title', 'reason']);
});

it('reads the restores of a case once to list them, however many there are', () => {
  const { context } = aStory({ book: 'carddav' });
  const { store } = context;
  for (const id of ['1', '2', '3']) {
    savePlan(store, { id: asPlanId(id), sourceId: store.source('book')?.id ?? expect.fail(), sourceName: 'book', createdAt: '2026-03-03T09:00:00Z', notifies: 0, steps: [], conflicts: [] });
    store.journal.beginRestore({ id: id as RestoreId, planId: asPlanId(id), startedAt: '2026-03-03T09:00:00Z', steps: 0, ...(id === '3' ? { undoOf: '1' as RestoreId } : {}) });
  }
  const read = vi.spyOn(store.journal, 'restores');
  expect(listRestores(context).map(({ id, undoOf }) => [id, undoOf])).toEqual([['1', undefined], ['2', undefined], ['3', '1']]);
  expect(read).toHaveBeenCalledTimes(1);
});
