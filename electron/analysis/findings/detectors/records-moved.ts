import { groupActs } from '../group-records.ts';
import type { Detector } from '../types.ts';

/** Records that stand in another folder. */
export const recordsMoved: Detector = {
  type: 'records-moved',
  sees: 'records that stand in another folder of the source, under the same key or another',
  detect: ({ happenings }) =>
    groupActs(
      happenings
        .filter(({ change }) => change.change === 'moved')
        .map((happening) => ({ type: 'records-moved', pattern: `moved from ${happening.change.previousCollection ?? ''}`, record: { happening, rows: [] } })),
    ),
};
