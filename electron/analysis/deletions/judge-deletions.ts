import type { RecordKind } from '../../../shared/records.ts';
import { findSurvivors } from '../findings/find-survivors.ts';
import { listPlaces } from '../findings/list-happenings.ts';
import type { CaseHistory, Happening, LiveRecord, SnapshotFacts } from '../findings/types.ts';

/**
 * What became of a record that a complete snapshot holds no longer under its key. `gone`: found nowhere in its source; `aside`: it lies in
 * Deleted or Recoverable Items; `merged`: another record holds all of it; `back`: it went and stands there again; `moved` and
 * `recreated`: it went on in another collection or under another key, and is no loss.
 */
export const DELETION_STATES = ['gone', 'aside', 'merged', 'back', 'moved', 'recreated'] as const;
export type DeletionState = (typeof DELETION_STATES)[number];

export interface JudgedDeletion {
  readonly source: string;
  readonly kind: RecordKind;
  readonly key: string;
  readonly title: string;
  readonly collection: string;
  readonly state: DeletionState;
  readonly lies?: 'deleted' | 'recoverable';
  /** Where it stands now, under another key or in another collection. */
  readonly now?: { readonly key: string; readonly collection: string };
  /** The last snapshot that held it, and the first complete one that did not. */
  readonly from: SnapshotFacts;
  readonly to: SnapshotFacts;
}

/** Every record of a case that went from its place, with what became of it, in the order of time. Incomplete snapshots say nothing here. */
export function judgeDeletions(history: CaseHistory): readonly JudgedDeletion[] {
  const happenings = listPlaces(history);
  const survivors = findSurvivors(happenings, history);
  const gone = happenings.filter(({ change }) => change.change === 'removed' || change.change === 'moved' || change.change === 'recreated');
  const standing = standingAtTheEnd(history, new Set(gone.map(({ source }) => source.name)));
  return gone.map((happening) => judge(happening, survivors.has(happening), standing.get(happening.source.name))).toSorted((left, right) => Date.parse(left.to.takenAt) - Date.parse(right.to.takenAt));
}

interface Standing {
  readonly byKey: ReadonlyMap<string, LiveRecord>;
  readonly byUid: ReadonlyMap<string, LiveRecord>;
}

/** The live records of the last snapshot of each source in which something went. */
function standingAtTheEnd(history: CaseHistory, sources: ReadonlySet<string>): ReadonlyMap<string, Standing> {
  const last = new Map(history.steps.filter(({ source }) => sources.has(source.name)).map(({ source, to }) => [source.name, to.id]));
  return new Map(
    [...last].map(([source, snapshot]) => {
      const live = [...history.liveIn(snapshot)];
      const byUid = new Map(live.flatMap((record) => (record.uid === undefined ? [] : [[record.uid, record] as const])));
      return [source, { byKey: new Map(live.map((record) => [record.key, record])), byUid }];
    }),
  );
}

function judge({ source, change, from, to }: Happening, isHeld: boolean, standing: Standing | undefined): JudgedDeletion {
  const facts = { source: source.name, kind: change.kind, key: change.previousKey ?? change.key, title: change.title, collection: change.previousCollection ?? change.collection, from, to };
  const now = { key: change.key, collection: change.collection };
  if (change.change === 'moved' || change.change === 'recreated') return { ...facts, state: change.key === facts.key && change.collection === facts.collection ? 'back' : change.change, now };
  const again = standing?.byKey.get(change.key) ?? (change.uid === undefined ? undefined : standing?.byUid.get(change.uid));
  if (again !== undefined) return { ...facts, state: 'back', now: { key: again.key, collection: again.collection } };
  if (change.deletedTo !== undefined) return { ...facts, state: 'aside', lies: change.deletedTo };
  return { ...facts, state: isHeld ? 'merged' : 'gone' };
}
