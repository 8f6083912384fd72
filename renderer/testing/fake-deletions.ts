import type { Deletion, DeletionState } from '../../shared/contract/deletions.ts';
import { fakeRow } from './fake-data.ts';

const PATTERN: readonly DeletionState[] = ['gone', 'gone', 'aside', 'recreated', 'moved', 'merged', 'back'];

/** Records that went, of every state. */
export const fakeDeletions: readonly Deletion[] = Array.from({ length: 70 }, (_, position): Deletion => {
  const state = PATTERN[position % PATTERN.length] ?? 'gone';
  const { key, title } = fakeRow(position);
  const isThere = state === 'recreated' || state === 'moved' || state === 'back';
  return {
    source: 'phone',
    kind: 'contact',
    key,
    title,
    collection: 'Contacts',
    state,
    ...(state === 'aside' ? { lies: 'deleted' } : {}),
    ...(isThere ? { now: { key: `new-${key}`, collection: state === 'moved' ? 'Archive' : 'Contacts' } } : {}),
    from: { id: 'a', takenAt: '2026-03-01T09:00:00Z' },
    to: { id: 'b', takenAt: '2026-03-02T09:00:00Z' },
  };
});

/** How many there are of each state. */
export function countDeletions(): Record<DeletionState, number> {
  const counts = { gone: 0, aside: 0, merged: 0, back: 0, moved: 0, recreated: 0 };
  for (const { state } of fakeDeletions) counts[state] += 1;
  return counts;
}
