import type { PlanInput } from '../../shared/contract/restore.ts';
import { AppError } from '../../shared/errors.ts';
import type { BodyId } from '../../shared/records.ts';
import type { RecordChange } from '../analysis/diff/types.ts';
import type { WantedRecord } from '../restore/types.ts';
import type { SnapshotRow, Version } from '../store/types.ts';
import type { CaseContext } from './case-context.ts';
import { compare } from './compare-snapshots.ts';

export interface Wanted {
  readonly from: SnapshotRow;
  readonly records: readonly WantedRecord[];
}

/**
 * The records a plan is asked for, as the snapshot held them. What was recreated or only moved is there again and is not among what is
 * removed; what an incomplete snapshot did not see is not either.
 */
export function wantedRecords(context: CaseContext, input: PlanInput): Wanted {
  const { from, records } = input.what === 'records' ? byKeys(context, input.from, input.keys) : byChange(context, input);
  return { from, records: withTwins(context, from, records) };
}

function byChange(context: CaseContext, input: Exclude<PlanInput, { what: 'records' }>): Wanted {
  const { from, comparison } = compare(context, input.from, input.until);
  const picked = input.what === 'picked' ? new Set(input.keys) : null;
  const kinds = kindsOf(context, from, input.what);
  const changes = comparison.changes.filter((change) => kinds.includes(change.change) && (picked === null || picked.has(change.key)));
  if (picked !== null && changes.length === 0) throw new AppError('record-unknown', { context: { key: '' } });
  return { from, records: changes.map((change) => fromChange(context, change)) };
}

/** A move is a change that was asked for by being picked, or where the server may be able to move it back. */
function kindsOf(context: CaseContext, from: SnapshotRow, what: 'picked' | 'removed' | 'changed'): readonly RecordChange['change'][] {
  if (what === 'removed') return ['removed'];
  if (what === 'picked') return ['removed', 'modified', 'moved'];
  const kind = context.store.source(from.sourceName)?.kind;
  return kind === 'graph' || kind === 'ews' ? ['modified', 'moved'] : ['modified'];
}

/**
 * Says of each record under which other keys its UID, or without one the same content, stood beside it: a copy that still stands there is
 * not this one come back.
 */
function withTwins(context: CaseContext, from: SnapshotRow, records: readonly WantedRecord[]): readonly WantedRecord[] {
  if (records.length === 0) return records;
  const versions = () => context.store.versions(from.id, { states: ['live'] });
  const wanted = new Set(records.map(({ key }) => key));
  const namesOf = new Map<string, string>();
  for (const version of versions()) if (wanted.has(version.key)) namesOf.set(version.key, likeness(version));
  const keysOf = new Map<string, string[]>([...namesOf.values()].map((name) => [name, []]));
  for (const version of versions()) keysOf.get(likeness(version))?.push(version.key);
  return records.map((record) => {
    const twins = (keysOf.get(namesOf.get(record.key) ?? '') ?? []).filter((key) => key !== record.key);
    return twins.length === 0 ? record : { ...record, twins };
  });
}

function likeness({ uid, meaningHash }: Version): string {
  return uid === undefined ? `meaning ${meaningHash}` : `uid ${uid}`;
}

function byKeys(context: CaseContext, reference: string, keys: readonly string[]): Wanted {
  const from = context.store.resolveSnapshot(reference);
  // What lay in Deleted Items already when the snapshot was taken was not lost since.
  const byKey = new Map([...context.store.versions(from.id, { keys, states: ['live'] })].map((version) => [version.key, version]));
  const records = [...new Set(keys)].map((key) => {
    const version = byKey.get(key);
    if (version === undefined) throw new AppError('record-unknown', { context: { key } });
    return fromVersion(context, version);
  });
  return { from, records };
}

function fromVersion(context: CaseContext, version: Version): WantedRecord {
  const body = context.store.body(version.bodyId);
  return {
    collectionId: version.collectionId,
    collectionName: version.collectionName,
    key: version.key,
    kind: version.kind,
    title: version.title,
    format: body.format,
    raw: body.raw,
    ...(version.uid === undefined ? {} : { uid: version.uid }),
  };
}

function fromChange(context: CaseContext, change: RecordChange): WantedRecord {
  const { store } = context;
  if (change.beforeBody === undefined) throw new AppError('record-unknown', { context: { key: change.key } });
  const before = store.body(change.beforeBody as BodyId);
  const after = change.afterBody === undefined || change.change === 'removed' ? null : store.body(change.afterBody as BodyId);
  return {
    collectionId: change.previousCollectionId ?? change.collectionId,
    collectionName: change.previousCollection ?? change.collection,
    key: change.previousKey ?? change.key,
    kind: change.kind,
    title: change.title,
    format: before.format,
    raw: before.raw,
    ...(change.uid === undefined ? {} : { uid: change.uid }),
    comparedWith: after === null ? null : { key: change.key, raw: after.raw, collectionId: change.collectionId },
  };
}
