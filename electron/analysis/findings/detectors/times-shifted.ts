import { consolidate } from '../consolidate.ts';
import { groupActs } from '../group-records.ts';
import { shiftOf } from '../shifts.ts';
import type { Detector } from '../types.ts';

/** Times that moved by one offset. */
export const timesShifted: Detector = {
  type: 'times-shifted',
  sees: 'birthdays and anniversaries that moved by a day, and events or tasks all of whose times moved by the same offset',
  detect: ({ happenings, hadBefore }) =>
    consolidate(
      groupActs(
        happenings.flatMap((happening) => {
          const minutes = shiftOf(happening);
          if (minutes === undefined) return [];
          const rows = happening.rows.filter(({ effect }) => effect === 'shifted');
          const what = rows.some(({ property }) => property === 'anniversaries') ? 'birthday' : 'offset';
          return [{ type: 'times-shifted' as const, pattern: `${what} ${minutes}`, record: { happening, rows } }];
        }),
      ),
      hadBefore,
    ),
};
