import type { Deletion, DeletionState } from '../../../shared/contract/deletions.ts';
import { DELETION_STATES, judgeDeletions, type JudgedDeletion } from '../../analysis/deletions/judge-deletions.ts';
import type { CaseContext } from '../case-context.ts';
import { readHistory } from '../case-history.ts';
import type { EngineServices } from '../engine-services.ts';
import { stateOfCase } from './case-state.ts';
import type { OpenCaseHolder } from './open-case-holder.ts';

/** Records that went, as the window lists them: judged once for a state of the case, then page by page. */
export function createWindowDeletions(holder: OpenCaseHolder): EngineServices['deletions'] {
  let kept: { readonly state: string; readonly rows: readonly Deletion[] } | null = null;
  const rowsOf = (context: CaseContext): readonly Deletion[] => {
    const state = stateOfCase(context);
    if (kept?.state !== state) kept = { state, rows: context.store.readTogether(() => judgeDeletions(readHistory(context, (_source, snapshots) => snapshots).history).map(document).toReversed()) };
    return kept.rows;
  };
  return {
    judge: () =>
      holder.run(async (context) => {
        const rows = rowsOf(context);
        const counts = Object.fromEntries(DELETION_STATES.map((state) => [state, rows.filter((row) => row.state === state).length])) as Record<DeletionState, number>;
        return { counts, notJudged: notJudged(context) };
      }),
    async page({ states, text, offset, limit }) {
      const wanted = text.toLowerCase();
      const rows = rowsOf(holder.context()).filter((row) => states.includes(row.state) && (wanted === '' || `${row.title}\n${row.key}`.toLowerCase().includes(wanted)));
      return { rows: rows.slice(offset, offset + limit), total: rows.length };
    },
  };
}

function document({ from, to, ...judged }: JudgedDeletion): Deletion {
  return { ...judged, from: { id: from.id, takenAt: from.takenAt }, to: { id: to.id, takenAt: to.takenAt } };
}

/** Incomplete snapshots prove no deletion: how many of each source were passed over. */
function notJudged({ store }: CaseContext): { source: string; snapshots: number }[] {
  const incomplete = Map.groupBy(store.snapshots().filter(({ complete }) => !complete), ({ sourceName }) => sourceName);
  return [...incomplete].map(([source, snapshots]) => ({ source, snapshots: snapshots.length }));
}
