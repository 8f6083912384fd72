import { diffFields, keyOf } from '../diff/field-diff.ts';
import { pairRecords } from '../diff/pair-records.ts';
import type { DiffVersion, RecordChange } from '../diff/types.ts';
import { compareText } from '../normal-text.ts';
import { hashName } from '../text-hash.ts';
import { exportedItem } from '../exported-item.ts';
import type { CaseHistory, SnapshotFacts, Step } from './types.ts';

/** A change with the snapshots between which it happened. */
export interface PlacedChange {
  readonly step: Step;
  readonly place: number;
  readonly from: SnapshotFacts;
  readonly change: RecordChange;
}

interface Gone {
  readonly change: RecordChange;
  readonly step: Step;
  readonly place: number;
}

/**
 * The changes of all steps, each record followed beyond a single step: what was removed in one and came again in a later one, or under the
 * same mailbox item, is made anew and neither lost nor new. What a snapshot's own comparison paired stays paired.
 */
export function followRecords(history: CaseHistory): readonly PlacedChange[] {
  const placed: PlacedChange[] = [];
  for (const steps of Map.groupBy(history.steps, (step) => step.source.name).values()) {
    const gone = new Map<RecordChange, Gone>();
    steps.forEach((step, place) => {
      const added: RecordChange[] = [];
      for (const change of step.changes) {
        if (change.change === 'removed') gone.set(change, { change, step, place });
        else if (change.change === 'added' && change.returnedFrom === undefined) added.push(change);
        else placed.push({ step, place, from: step.from, change });
      }
      const paired = pairAgain([...gone.keys()], added, history);
      for (const change of added) {
        const before = paired.get(change);
        const was = before === undefined ? undefined : gone.get(before);
        if (was === undefined) placed.push({ step, place, from: step.from, change });
        else {
          gone.delete(was.change);
          placed.push({ step, place, from: was.step.from, change: madeAnew(was.change, change, history) });
        }
      }
    });
    for (const { change, step, place } of gone.values()) placed.push({ step, place, from: step.from, change });
  }
  return placed;
}

/** For each added record the removed one that it is. */
function pairAgain(removed: readonly RecordChange[], added: readonly RecordChange[], history: CaseHistory): ReadonlyMap<RecordChange, RecordChange> {
  const pairs = new Map<RecordChange, RecordChange>();
  if (removed.length === 0 || added.length === 0) return pairs;
  const taken = new Set<RecordChange>();
  const byItem = new Map<string, RecordChange[]>();
  const fieldsIn = (change: RecordChange): number => history.factsOf(change.beforeBody ?? -1).fields.length;
  // Of several cards of one item the fullest is the one that others copied: it is taken first.
  for (const change of removed.toSorted((left, right) => fieldsIn(left) - fieldsIn(right) || -byKey(left, right))) {
    const item = exportedItem(history.factsOf(change.beforeBody ?? -1).traces);
    if (item !== undefined) byItem.set(item, [...(byItem.get(item) ?? []), change]);
  }
  for (const change of added.toSorted(byKey)) {
    const before = byItem.get(exportedItem(history.factsOf(change.afterBody ?? -1).traces) ?? '')?.pop();
    if (before === undefined) continue;
    pairs.set(change, before);
    taken.add(before);
  }
  const changes = new Map<DiffVersion, RecordChange>();
  const versionsOf = (all: readonly RecordChange[]): DiffVersion[] =>
    all.map((change) => {
      const version = versionOf(change, history);
      changes.set(version, change);
      return version;
    });
  const again = pairRecords(versionsOf(removed.filter((change) => !taken.has(change))), versionsOf(added.filter((change) => !pairs.has(change))), (version) => history.factsOf(version.bodyId).fields);
  for (const { before, after } of again.pairs) {
    const [was, is] = [changes.get(before), changes.get(after)];
    if (was !== undefined && is !== undefined) pairs.set(is, was);
  }
  return pairs;
}

function versionOf(change: RecordChange, history: CaseHistory): DiffVersion {
  const bodyId = change.afterBody ?? change.beforeBody ?? -1;
  const { fields } = history.factsOf(bodyId);
  const meaning = hashName(JSON.stringify(fields.map((entry) => [entry.field, keyOf(entry)])));
  return {
    bodyId,
    collectionId: change.collectionId,
    collectionName: change.collection,
    key: change.key,
    kind: change.kind,
    ...(change.uid === undefined ? {} : { uid: change.uid }),
    title: change.title,
    state: 'live',
    canonicalHash: meaning,
    meaningHash: meaning,
  };
}

function madeAnew(before: RecordChange, after: RecordChange, history: CaseHistory): RecordChange {
  const isSamePlace = before.collectionId === after.collectionId;
  const { returnedFrom: _returned, ...place } = after;
  return {
    ...place,
    change: isSamePlace ? 'recreated' : 'moved',
    previousKey: before.key,
    ...(isSamePlace ? {} : { previousCollectionId: before.collectionId, previousCollection: before.collection }),
    fields: diffFields(history.factsOf(before.beforeBody ?? -1).fields, history.factsOf(after.afterBody ?? -1).fields),
    ...(before.beforeBody === undefined ? {} : { beforeBody: before.beforeBody }),
  };
}

function byKey(left: RecordChange, right: RecordChange): number {
  return compareText(left.collectionId, right.collectionId) || compareText(left.key, right.key);
}
