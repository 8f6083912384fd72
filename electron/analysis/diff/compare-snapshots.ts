import { compareText } from '../normal-text.ts';
import { diffFields } from './field-diff.ts';
import { pairRecords } from './pair-records.ts';
import type { ChangeKind, CompareInput, Comparison, DiffSummary, DiffVersion, FieldRow, RecordChange, VersionChange } from './types.ts';

/**
 * Tells what happened between two snapshots of one source. Only live records count: one that went to Deleted or Recoverable Items is
 * removed and says where it lies, one that came back from there is added and says so. Each live record of either side stands in
 * exactly one bucket of the summary. Fields are read only for pairs that differ.
 */
export function compareSnapshots<V extends DiffVersion>(input: CompareInput<V>): Comparison {
  const changes: RecordChange[] = [];
  const removed = new Map<V, V | undefined>();
  const added = new Map<V, V | undefined>();
  let unchanged = input.unchangedLive;
  for (const change of input.changes) {
    const { before, after } = change;
    if (before?.state === 'live' && after?.state === 'live') {
      const kind = kindOfStay(before, after, change);
      if (kind === undefined) unchanged += 1;
      else changes.push(pairChange(kind, before, after, input));
    } else if (before?.state === 'live') removed.set(before, after);
    else if (after?.state === 'live') added.set(after, before);
  }
  const paired = pairRecords(removed.keys(), added.keys(), input.fieldsOf);
  for (const { before, after } of paired.pairs) changes.push(pairChange(kindOfPair(before, after), before, after, input));
  for (const version of paired.removed) changes.push(removal(version, removed.get(version)));
  for (const version of paired.added) changes.push(addition(version, added.get(version)));
  return { summary: { ...countKinds(changes), unchanged }, changes: changes.sort(compareChanges) };
}

/** What happened to a record that kept its identity; undefined where nothing did. */
function kindOfStay<V extends DiffVersion>(before: V, after: V, change: VersionChange<V>): ChangeKind | undefined {
  if (before.collectionId !== after.collectionId || before.key !== after.key) return kindOfPair(before, after);
  if (before.meaningHash !== after.meaningHash) return 'modified';
  if (before.canonicalHash !== after.canonicalHash || before.bodyId !== after.bodyId || change.rewritten === true) return 'cosmetic';
  return undefined;
}

/** The same thing under another key: moved to another collection, or made anew in its own. */
export function kindOfPair(before: DiffVersion, after: DiffVersion): 'moved' | 'recreated' {
  return before.collectionId === after.collectionId ? 'recreated' : 'moved';
}

function pairChange<V extends DiffVersion>(change: ChangeKind, before: V, after: V, input: CompareInput<V>): RecordChange {
  return {
    change,
    ...place(after),
    ...(before.key === after.key ? {} : { previousKey: before.key }),
    ...(before.collectionId === after.collectionId ? {} : { previousCollectionId: before.collectionId, previousCollection: before.collectionName }),
    fields: before.canonicalHash === after.canonicalHash ? [] : rowsOf(change, before, after, input),
    beforeBody: before.bodyId,
    afterBody: after.bodyId,
  };
}

function rowsOf<V extends DiffVersion>(change: ChangeKind, before: V, after: V, input: CompareInput<V>): readonly FieldRow[] {
  const { gone, came } = input.fieldsApart?.(before, after) ?? { gone: input.fieldsOf(before), came: input.fieldsOf(after) };
  const rows = [...diffFields(gone, came)];
  if (before.kind !== after.kind) rows.unshift({ field: 'kind', before: before.kind, after: after.kind });
  // A new UID is what being made anew is; under an unchanged key it is worth a row.
  if (before.uid !== after.uid && (change === 'modified' || change === 'cosmetic')) {
    rows.push({ field: 'uid', ...(before.uid === undefined ? {} : { before: before.uid }), ...(after.uid === undefined ? {} : { after: after.uid }), cosmetic: true });
  }
  return rows;
}

function removal(version: DiffVersion, now: DiffVersion | undefined): RecordChange {
  const lies = now?.state;
  return { change: 'removed', ...place(version), ...(lies === undefined || lies === 'live' ? {} : { deletedTo: lies }), fields: [], beforeBody: version.bodyId };
}

function addition(version: DiffVersion, earlier: DiffVersion | undefined): RecordChange {
  const lay = earlier?.state;
  return { change: 'added', ...place(version), ...(lay === undefined || lay === 'live' ? {} : { returnedFrom: lay }), fields: [], afterBody: version.bodyId };
}

function place(version: DiffVersion): Pick<RecordChange, 'kind' | 'key' | 'uid' | 'title' | 'collectionId' | 'collection'> {
  return {
    kind: version.kind,
    key: version.key,
    ...(version.uid === undefined ? {} : { uid: version.uid }),
    title: version.title,
    collectionId: version.collectionId,
    collection: version.collectionName,
  };
}

function countKinds(changes: readonly RecordChange[]): Omit<DiffSummary, 'unchanged'> {
  const counts = { added: 0, removed: 0, modified: 0, moved: 0, recreated: 0, cosmetic: 0 };
  for (const { change } of changes) counts[change] += 1;
  return counts;
}

function compareChanges(left: RecordChange, right: RecordChange): number {
  return (
    compareText(left.collection, right.collection) ||
    compareText(left.collectionId, right.collectionId) ||
    compareText(left.title, right.title) ||
    compareText(left.key, right.key) ||
    compareText(left.change, right.change)
  );
}
