import { BugError, invariant } from '../../shared/errors.ts';
import { type BodyToStore, bodyRow, sha256Of, textHash } from './body-row.ts';
import type { Bodies } from './bodies.ts';
import { LIVE, formatCode, kindCode, stateCode } from './codes.ts';
import { type PlaceSet, placeSet } from './place-set.ts';
import type { OpenSpan, Standing, StandingReader } from './standing.ts';
import type { CollectionOutcome, StagedRecord } from './types.ts';

/** A body that has its id as soon as the batch is written in which it stands. */
export interface BodyRef {
  id: number;
}

/** What a snapshot found at one key, where that differs from what stands there. */
export type StagedItem =
  | {
      readonly action: 'put';
      /** Null: a key never seen before. */
      readonly place: number | null;
      readonly owner: number | null;
      readonly prior: OpenSpan | null;
      readonly body: BodyRef;
      readonly kind: number;
      readonly state: number;
      readonly version: string | null;
      readonly difference: 'none' | 'cosmetic' | 'meaning';
    }
  | { readonly action: 'remove'; readonly prior: OpenSpan };

export interface StagedCollection {
  /** Null: a collection never seen before. */
  rowId: number | null;
  readonly id: string;
  readonly name: string;
  readonly properties: Readonly<Record<string, string>>;
  readonly items: Map<string, StagedItem>;
  outcome: CollectionOutcome | null;
}

/** A body waiting to be packed and written with its batch. */
export interface PendingBody extends BodyToStore {
  readonly ref: BodyRef;
  /** Under which it stands in `pendingByContent`. */
  readonly name: string;
  /** The content that it is packed against. */
  readonly base: Buffer | null;
}

/** What a snapshot has gathered so far; nothing of it is in the file but bodies. */
export interface Staging {
  readonly source: number;
  readonly collections: Map<string, StagedCollection>;
  /** Places that were found to stand, changed or not. */
  readonly seen: PlaceSet;
  /** Versions of places whose body stands as before. */
  readonly versions: Map<number, string | null>;
  /** Records whose bytes were rewritten without meaning. */
  readonly rewritten: Set<number>;
  pending: PendingBody[];
  pendingBytes: number;
  readonly pendingByContent: Map<string, BodyRef>;
  /** Whether the source has any place, and the case any body: nothing has to be looked up in an empty table. */
  readonly hasHistory: boolean;
  readonly hasBodies: boolean;
  /** In a case without bodies: digests of those staged so far, the only ones that can come again. */
  readonly digests: Set<number>;
}

/** An empty staging for a source. */
export function emptyStaging(source: number, standing: StandingReader, bodies: Bodies): Staging {
  return {
    source,
    collections: new Map(),
    seen: placeSet(),
    versions: new Map(),
    rewritten: new Set(),
    pending: [],
    pendingBytes: 0,
    pendingByContent: new Map(),
    hasHistory: standing.hasPlaces(source),
    hasBodies: bodies.last() > 0,
    digests: new Set(),
  };
}

/** The collection that was begun under this id. */
export function begun(staging: Staging, collectionId: string): StagedCollection {
  const collection = staging.collections.get(collectionId);
  if (collection === undefined) throw new BugError('a collection was not begun');
  return collection;
}

/** What stands at the key now, as the file says. */
export function standingAt(staging: Staging, collection: StagedCollection, key: string, standing: StandingReader): Standing | undefined {
  return staging.hasHistory && collection.rowId !== null ? standing.at(staging.source, collection.rowId, key) : undefined;
}

/** Stages a record: the open body stays where nothing that matters differs. The last word on a key is the one that counts. */
export function stagePut(staging: Staging, collectionId: string, record: StagedRecord, standing: StandingReader, bodies: Bodies): void {
  const collection = begun(staging, collectionId);
  const key = record.key.toWellFormed();
  const found = standingAt(staging, collection, key, standing);
  forget(staging, collection, key, found);
  if (found !== undefined) staging.seen.add(found.place);
  const state = stateCode(record.state);
  const version = record.version ?? null;
  const sha256 = sha256Of(record.raw);
  const open = found?.open ?? null;
  if (found !== undefined && open !== null) {
    const isSameBytes = found.sha256.equals(sha256) && found.format === formatCode(record.format);
    const isSame = isSameBytes || found.canonical.equals(textHash(record.canonical));
    if (isSame && !isSameBytes) staging.rewritten.add(open.record);
    if (isSame && open.state === state) {
      staging.versions.set(found.place, version);
      return;
    }
    const body = isSame ? { id: open.body } : stageBody(staging, record, sha256, bodies, open.body);
    const isEqualMeaning = isSame || found.meaning.equals(textHash(record.meaning));
    const difference = isSame ? 'none' : isEqualMeaning ? 'cosmetic' : 'meaning';
    const kind = isSame ? open.kind : kindCode(record.kind);
    collection.items.set(key, { action: 'put', place: found.place, owner: found.owner, prior: open, body, kind, state, version, difference });
    return;
  }
  const body = stageBody(staging, record, sha256, bodies, null);
  const [place, owner] = found === undefined ? [null, null] : [found.place, found.owner];
  collection.items.set(key, { action: 'put', place, owner, prior: null, body, kind: kindCode(record.kind), state, version, difference: 'meaning' });
}

/** Stages that a key stands as before. */
export function stageSame(staging: Staging, collectionId: string, givenKey: string, version: string | undefined, standing: StandingReader): void {
  const collection = begun(staging, collectionId);
  const key = givenKey.toWellFormed();
  invariant(collection.rowId !== null, 'nothing is known of this collection');
  const found = standing.markAt(staging.source, collection.rowId, key);
  invariant(found !== undefined && found.record !== null, 'nothing stands at this key');
  collection.items.delete(key);
  staging.rewritten.delete(found.record);
  staging.seen.add(found.place);
  if (version !== undefined && version !== found.version) staging.versions.set(found.place, version);
  else staging.versions.delete(found.place);
}

/** Stages that a key is gone; whether that is believed is decided when the collection ends. */
export function stageRemoval(staging: Staging, collectionId: string, givenKey: string, standing: StandingReader): void {
  const collection = begun(staging, collectionId);
  const key = givenKey.toWellFormed();
  const found = standingAt(staging, collection, key, standing);
  forget(staging, collection, key, found);
  if (found?.open) collection.items.set(key, { action: 'remove', prior: found.open });
}

/** A key that stands although its content cannot be read: it keeps what it had. */
export function stageUnreadable(staging: Staging, collectionId: string, key: string, standing: StandingReader): void {
  const collection = begun(staging, collectionId);
  const found = standingAt(staging, collection, key.toWellFormed(), standing);
  if (found !== undefined) staging.seen.add(found.place);
}

/** Whether exactly these bytes stand at the key, in use. */
export function holdsBytes(staging: Staging, collectionId: string, key: string, raw: Uint8Array, standing: StandingReader): boolean {
  const found = standingAt(staging, begun(staging, collectionId), key.toWellFormed(), standing);
  return found?.open?.state === LIVE && found.sha256.equals(sha256Of(raw));
}

function forget(staging: Staging, collection: StagedCollection, key: string, found: Standing | undefined): void {
  collection.items.delete(key);
  if (found === undefined) return;
  staging.seen.remove(found.place);
  staging.versions.delete(found.place);
  if (found.open !== null) staging.rewritten.delete(found.open.record);
}

function stageBody(staging: Staging, record: StagedRecord, sha256: Buffer, bodies: Bodies, former: number | null): BodyRef {
  const canonical = textHash(record.canonical);
  const kind = kindCode(record.kind);
  const format = formatCode(record.format);
  const name = `${sha256.toString('latin1')}${canonical.toString('latin1')}${kind}${format}`;
  const pending = staging.pendingByContent.get(name);
  if (pending !== undefined) return pending;
  if (mayBeKnown(staging, sha256)) {
    const known = bodies.find(sha256, canonical, kind, format);
    if (known !== undefined) return { id: known };
  }
  const base = former === null ? null : bodies.baseFor(former);
  const body = bodyRow(record, sha256, canonical, base);
  const ref = { id: 0 };
  staging.pending.push({ ...body, ref, name, base: base?.content ?? null });
  staging.pendingByContent.set(name, ref);
  staging.pendingBytes += body.content.length + (body.row.large?.length ?? 0);
  return ref;
}

function mayBeKnown(staging: Staging, sha256: Buffer): boolean {
  if (staging.hasBodies) return true;
  const digest = sha256.readUIntBE(0, 6);
  if (staging.digests.has(digest)) return true;
  staging.digests.add(digest);
  return false;
}
