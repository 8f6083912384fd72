import type { Plan, PlanStep, StepEntry } from '../restore/types.ts';
import type { SourceRow } from '../store/types.ts';
import type { CaseContext } from './case-context.ts';

/**
 * What a restore put under another key, or into another collection, belongs to the record it brought back, so that its history goes on:
 * also where the key in the journal is one that the server gave.
 */
export function continueRecords(context: CaseContext, source: SourceRow, plan: Plan, entries: readonly StepEntry[]): void {
  const collections = new Set(context.store.knownCollections(source.id).map(({ id }) => id));
  for (const entry of entries) {
    const step = plan.steps[entry.index];
    if (step === undefined || entry.key === undefined || !puts(step) || !['verified', 'unverified'].includes(entry.state)) continue;
    // In a move of an undo, `key` is where it stood before it: the record is the one that stands there.
    const oldKey = step.originalKey ?? step.key;
    if (oldKey === entry.key) continue;
    const recordId = recordOf(context, source, oldKey);
    if (recordId === undefined) continue;
    const place = collections.has(step.collectionId) ? { collectionId: step.collectionId } : {};
    context.store.continueRecord(source.id, { recordId, newKey: entry.key, ...place });
  }
}

function puts(step: PlanStep): boolean {
  return step.op === 'create' || step.op === 'undelete' || step.op === 'move';
}

/** The record that last stood under a key. */
function recordOf(context: CaseContext, source: SourceRow, key: string) {
  const snapshots = context.store.snapshots(source.name).toSorted((left, right) => right.seq - left.seq);
  for (const row of snapshots) {
    for (const version of context.store.versions(row.id, { keys: [key], states: ['live', 'deleted', 'recoverable'] })) return version.recordId;
  }
  return undefined;
}
