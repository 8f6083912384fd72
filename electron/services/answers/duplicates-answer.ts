import { sha256Hex } from '../system-ports.ts';
import { loadDifferent } from '../different-records.ts';
import { findDuplicates, type FindDuplicatesInput } from '../find-duplicates.ts';
import { snapshotsAt } from '../snapshots-at.ts';
import type { AnswerMaker } from './answer-maker.ts';

/** Groups of records that are the same thing: all of them in the summary, as the window holds them all. */
export const duplicatesAnswer: AnswerMaker<FindDuplicatesInput> = {
  nameOf(open, { snapshot, across }) {
    const own = open.store.resolveSnapshot(snapshot);
    const ids = (across ? snapshotsAt(open, own) : [own]).map(({ id }) => id);
    return `duplicates:${own.id}:${sha256Hex(Buffer.from(JSON.stringify([across, ids, loadDifferent(open)])))}`;
  },
  make: async (open, input) => ({ summary: JSON.stringify(findDuplicates(open, input)), rows: [] }),
};
