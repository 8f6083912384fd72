import type { ChangeDocument, DiffDocument, DiffSummary } from '../../shared/contract/changes.ts';
import { AppError } from '../../shared/errors.ts';
import { fieldLabel } from '../../shared/messages/fields-en.ts';
import type { RecordKind } from '../../shared/records.ts';
import { compareSnapshots as compareVersions } from '../analysis/diff/compare-snapshots.ts';
import type { Comparison, RecordChange } from '../analysis/diff/types.ts';
import type { CaseStore, SnapshotRow } from '../store/types.ts';
import type { OpenCase } from './case-context.ts';
import { snapshotDocument } from './documents.ts';

export interface CompareInput {
  readonly from: string;
  readonly to: string;
  readonly kind?: RecordKind;
}

/** What changed between two snapshots of one source, as CLI.md's `Diff`: cosmetic changes are counted, not listed. */
export function compareSnapshots(context: OpenCase, input: CompareInput): DiffDocument {
  const { from, to, comparison } = compare(context, input.from, input.to);
  const changes = comparison.changes.filter((change) => change.change !== 'cosmetic' && (input.kind === undefined || change.kind === input.kind));
  return {
    from: snapshotDocument(from),
    to: snapshotDocument(to),
    summary: input.kind === undefined ? { ...comparison.summary } : summaryOfKind(comparison, to, input.kind),
    changes: changes.map(changeDocument),
  };
}

/** The comparison itself, for those who go on from it. Reads only what changed between the two. */
export function compare(context: OpenCase, fromReference: string, toReference: string): { from: SnapshotRow; to: SnapshotRow; comparison: Comparison } {
  const { store } = context;
  return store.readTogether(() => {
    const from = store.resolveSnapshot(fromReference);
    const to = store.resolveSnapshot(toReference);
    if (from.sourceId !== to.sourceId) throw new AppError('different-sources');
    return { from, to, comparison: comparisonOf(store, from, to) };
  });
}

/** What changed from one snapshot of a source to another. */
export function comparisonOf(store: CaseStore, from: SnapshotRow, to: SnapshotRow): Comparison {
  const { changes, unchangedLive } = store.changes(from.id, to.id);
  return compareVersions({
    changes,
    unchangedLive,
    fieldsOf: (version) => store.fields(version.bodyId),
    fieldsApart: (before, after) => store.fieldsApart(before.bodyId, after.bodyId),
  });
}

/** One change as CLI.md has it, its fields with the labels people use. */
export function changeDocument(change: RecordChange): ChangeDocument {
  return {
    change: change.change,
    kind: change.kind,
    key: change.key,
    ...(change.previousKey === undefined ? {} : { previousKey: change.previousKey }),
    ...(change.uid === undefined ? {} : { uid: change.uid }),
    title: change.title,
    collection: change.collection,
    ...(change.deletedTo === undefined ? {} : { deletedTo: change.deletedTo }),
    fields: change.fields.map((row) => ({
      field: row.field,
      label: fieldLabel(row.field),
      ...(row.before === undefined ? {} : { before: row.before }),
      ...(row.after === undefined ? {} : { after: row.after }),
      ...(row.cosmetic === undefined ? {} : { cosmetic: true }),
    })),
  };
}

/** Counts of one kind: what is unchanged follows from how many of that kind the later snapshot holds. */
function summaryOfKind(comparison: Comparison, to: SnapshotRow, kind: RecordKind): DiffSummary {
  const summary = { added: 0, removed: 0, modified: 0, moved: 0, recreated: 0, cosmetic: 0, unchanged: 0 };
  for (const change of comparison.changes) if (change.kind === kind) summary[change.change] += 1;
  const stillThere = summary.added + summary.modified + summary.moved + summary.recreated + summary.cosmetic;
  return { ...summary, unchanged: Math.max(0, to.counts[kind] - stillThere) };
}
