import { expect, it } from 'vitest';
import type { PlanId, SourceId } from '../../shared/records.ts';
import type { Plan } from '../restore/types.ts';
import { planDetail, planDocument } from './restore-documents.ts';

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
