import { consolidate } from '../consolidate.ts';
import { groupActs } from '../group-records.ts';
import { lostRows } from '../lost-and-written.ts';
import type { Detector } from '../types.ts';

/** Values that went. */
export const fieldsLost: Detector = {
  type: 'fields-lost',
  sees: 'fields that were emptied or cut in records that are still there: photo, notes, category, company, members of a group',
  detect: ({ happenings, hadBefore }) =>
    consolidate(
      groupActs(
        happenings.flatMap((happening) => {
          const byPattern = Map.groupBy(lostRows(happening), ({ effect, property }) => `${effect}:${property}`);
          return [...byPattern].map(([pattern, rows]) => ({ type: 'fields-lost' as const, pattern, record: { happening, rows } }));
        }),
      ),
      hadBefore,
    ),
};
