import type { Plan, StepEntry } from '../restore/types.ts';
import type { SourceRow } from '../store/types.ts';
import type { CaseContext } from './case-context.ts';

/** What a restore put under another key belongs to the record it brought back, so that its history goes on. */
export function continueRecords(context: CaseContext, source: SourceRow, plan: Plan, entries: readonly StepEntry[]): void {
  for (const entry of entries) {
    const step = plan.steps[entry.index];
    if (step === undefined || step.op !== 'create' || entry.key === undefined || !['verified', 'unverified'].includes(entry.state)) continue;
    const oldKey = step.originalKey ?? step.key;
    if (oldKey === entry.key) continue;
    const recordId = recordOf(context, source, oldKey);
    if (recordId !== undefined) context.store.continueRecord(source.id, { recordId, newKey: entry.key });
  }
}

/** The record that last stood under a key. */
function recordOf(context: CaseContext, source: SourceRow, key: string) {
  const snapshots = context.store.snapshots(source.name).toSorted((left, right) => right.seq - left.seq);
  for (const row of snapshots) {
    for (const version of context.store.versions(row.id, { keys: [key], states: ['live', 'deleted', 'recoverable'] })) return version.recordId;
  }
  return undefined;
}
