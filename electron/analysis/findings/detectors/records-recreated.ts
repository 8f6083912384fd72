import { groupActs } from '../group-records.ts';
import type { Detector } from '../types.ts';

/** Records that went and are there again. */
export const recordsRecreated: Detector = {
  type: 'records-recreated',
  sees: 'records that are gone and there again under new ids, in the same snapshot or a later one',
  detect: ({ happenings }) =>
    groupActs(
      happenings
        .filter(({ change }) => change.change === 'recreated')
        .map((happening) => ({ type: 'records-recreated', pattern: 'made-anew', record: { happening, rows: [] } })),
    ),
};
