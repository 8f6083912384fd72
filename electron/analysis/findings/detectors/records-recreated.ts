import type { RecordChange } from '../../diff/types.ts';
import { groupActs } from '../group-records.ts';
import type { Detector } from '../types.ts';

/** Records that went and are there again. */
export const recordsRecreated: Detector = {
  type: 'records-recreated',
  sees: 'records that are gone and there again under new ids, in the same snapshot or a later one',
  detect: ({ happenings }) =>
    groupActs(
      happenings
        .filter(({ change }) => change.change === 'recreated' && !isNamedByContent(change))
        .map((happening) => ({ type: 'records-recreated', pattern: 'made-anew', record: { happening, rows: [] } })),
    ),
};

const HASH = /^[0-9a-f]{32}(~\d+)?$/;

/** Whether a record has no name but a hash of what it holds: another key says that it changed, and no more. */
function isNamedByContent({ uid, key, previousKey = '' }: RecordChange): boolean {
  return uid === undefined && HASH.test(key) && HASH.test(previousKey);
}
