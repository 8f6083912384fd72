import { deletionSchema, type Deletion, type DeletionState } from '../../../shared/contract/deletions.ts';
import { DELETION_STATES, judgeDeletions, type JudgedDeletion } from '../../analysis/deletions/judge-deletions.ts';
import type { AnswerRow, AnswerRowFull } from '../../store/answer-types.ts';
import type { OpenCase } from '../case-context.ts';
import { readHistory } from '../case-history.ts';
import { stateOfCase } from './case-state.ts';
import type { AnswerMaker } from './answer-maker.ts';

/** What became of every record that went, counted. */
export interface DeletionCounts {
  readonly counts: Record<DeletionState, number>;
  readonly notJudged: { source: string; snapshots: number }[];
}

/** Records that went, each judged, the newest first. */
export const deletionsAnswer: AnswerMaker<unknown> = {
  nameOf: (open) => `deletions:${stateOfCase(open)}`,
  async make(open, _, { compared }) {
    const rows = open.store.readTogether(() => judgeDeletions(readHistory(open, (_source, snapshots) => snapshots, compared).history)).toReversed();
    const counts = Object.fromEntries(DELETION_STATES.map((state) => [state, rows.filter((row) => row.state === state).length])) as Record<DeletionState, number>;
    const summary: DeletionCounts = { counts, notJudged: notJudged(open) };
    return { summary: JSON.stringify(summary), rows: rowsOf(rows) };
  },
};

function* rowsOf(judged: readonly JudgedDeletion[]): Generator<AnswerRow> {
  for (const { from, to, ...row } of judged) {
    const document: Deletion = { ...row, from: { id: from.id, takenAt: from.takenAt }, to: { id: to.id, takenAt: to.takenAt } };
    yield { change: row.state, kind: row.kind, title: row.title, key: row.key, collection: row.collection, fields: '', document: JSON.stringify(document) };
  }
}

/** A kept row as it was judged. */
export function deletionOf(row: AnswerRowFull): Deletion {
  return deletionSchema.parse(JSON.parse(row.document));
}

/** Incomplete snapshots prove no deletion: how many of each source were passed over. */
function notJudged({ store }: OpenCase): { source: string; snapshots: number }[] {
  const incomplete = Map.groupBy(store.snapshots().filter(({ complete }) => !complete), ({ sourceName }) => sourceName);
  return [...incomplete].map(([source, snapshots]) => ({ source, snapshots: snapshots.length }));
}
