import { groupActs } from '../group-records.ts';
import type { Detector } from '../types.ts';

/** Records that are gone. */
export const recordsDeleted: Detector = {
  type: 'records-deleted',
  sees: 'records that a complete snapshot holds no longer and that came nowhere else; those of which the same stays under another key, and copies that came in the time of the case and went again, are told apart as a clean-up',
  detect: ({ happenings, copies, survivors }) => {
    const copied = new Set([...copies.keys()].map(({ source, change }) => `${source.name}\0${change.key}`));
    return groupActs(
      happenings
        .filter(({ change }) => change.change === 'removed')
        .map((happening) => {
          const isCopy = survivors.has(happening) || copied.has(`${happening.source.name}\0${happening.change.key}`);
          return { type: 'records-deleted', pattern: isCopy ? 'clean-up' : (happening.change.deletedTo ?? 'gone'), record: { happening, rows: [] } };
        }),
    );
  },
};
