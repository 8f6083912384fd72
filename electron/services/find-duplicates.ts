import type { DuplicateGroup } from '../../shared/contract/duplicates.ts';
import { findDuplicateGroups } from '../analysis/duplicates/find-duplicate-groups.ts';
import type { DuplicateRecord } from '../analysis/duplicates/types.ts';
import type { BodyId } from '../../shared/records.ts';
import type { SnapshotRow } from '../store/types.ts';
import type { OpenCase } from './case-context.ts';
import { loadDifferent } from './different-records.ts';
import { snapshotsAt } from './snapshots-at.ts';

export interface FindDuplicatesInput {
  readonly snapshot: string;
  /** Through all sources as they stood at that time. */
  readonly across: boolean;
}

/** Groups of live records that are the same thing, in one snapshot or across the sources at its time. */
export function findDuplicates(context: OpenCase, input: FindDuplicatesInput): DuplicateGroup[] {
  const groups = context.store.readTogether(() => {
    const snapshot = context.store.resolveSnapshot(input.snapshot);
    const bodies = new Map<string, BodyId>();
    const createdOf = (source: string, key: string): string | undefined => {
      const body = bodies.get(`${source}\0${key}`);
      return body === undefined ? undefined : context.store.body(body).created;
    };
    return findDuplicateGroups(recordsOf(context, input.across ? snapshotsAt(context, snapshot) : [snapshot], bodies), { createdOf, different: loadDifferent(context) });
  });
  return groups.map((group) => ({
    ...group,
    fieldsLost: [...group.fieldsLost],
    reasons: [...group.reasons],
    records: group.records.map((record) => ({ ...record })),
    maybe: group.maybe.map((record) => ({ ...record })),
  }));
}

/** Whether the records of a group are one thing; homonyms only look so. */
export function isDuplicate(group: Pick<DuplicateGroup, 'kind'>): boolean {
  return group.kind !== 'homonym';
}

/** The live records; notes the body of each, from which only those in groups are asked when they were made. */
function* recordsOf(context: OpenCase, snapshots: readonly SnapshotRow[], bodies: Map<string, BodyId>): Generator<DuplicateRecord> {
  for (const snapshot of snapshots) {
    for (const version of context.store.versions(snapshot.id, { states: ['live'] })) {
      bodies.set(`${snapshot.sourceName}\0${version.key}`, version.bodyId);
      yield {
        source: snapshot.sourceName,
        key: version.key,
        kind: version.kind,
        title: version.title,
        collection: version.collectionName,
        canonicalHash: version.canonicalHash,
        fields: context.store.fields(version.bodyId),
        ...(version.uid === undefined ? {} : { uid: version.uid }),
      };
    }
  }
}
