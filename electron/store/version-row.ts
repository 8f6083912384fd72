import type { BodyId, RecordId } from '../../shared/records.ts';
import { kindOf, stateOf } from './codes.ts';
import { unpackUid } from './packing/pack-uid.ts';
import type { Version } from './types.ts';

/** The columns of a version that its body has, with `b` for it; the hashes as hex: a text costs half of what a buffer does. */
export const BODY_COLUMNS = 'b.kind, b.uid, b.title, lower(hex(b.canonical)) AS canonical, lower(hex(b.meaning)) AS meaning';
/** The columns of a version, with `s` for its span, `p` for its place, `b` for its body. */
export const VERSION_COLUMNS = `s.record, s.body, s.state, p.collection, p.key, ${BODY_COLUMNS}`;

export interface VersionRow {
  readonly record: number;
  readonly body: number;
  readonly state: number;
  readonly collection: number;
  readonly key: string;
  readonly kind: number;
  readonly uid: string | Buffer | null;
  readonly title: string;
  readonly canonical: string;
  readonly meaning: string;
}

/** The connector's id and the name of a collection. */
export interface CollectionName {
  readonly id: string;
  readonly name: string;
}

/** A version as the store's users see it. */
export function versionOf(row: VersionRow, collection: CollectionName): Version {
  const uid = unpackUid(row.uid);
  return {
    recordId: row.record as RecordId,
    bodyId: row.body as BodyId,
    collectionId: collection.id,
    collectionName: collection.name,
    key: row.key,
    kind: kindOf(row.kind),
    ...(uid === undefined ? {} : { uid }),
    title: row.title,
    state: stateOf(row.state),
    canonicalHash: row.canonical,
    meaningHash: row.meaning,
  };
}
