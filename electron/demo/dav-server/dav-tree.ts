import { createHash, randomBytes } from 'node:crypto';

import { uidOf } from './check-body.ts';
import type { DavLog } from './dav-log.ts';
import { encodePath } from './hrefs.ts';
import type { XmlName } from './names.ts';

export type CollectionKind = 'contacts' | 'calendar' | 'schedule-inbox' | 'schedule-outbox' | 'plain';

export interface DavItem {
  readonly name: string;
  readonly body: Buffer;
  /** SHA-256 in hex. */
  readonly hash: string;
  readonly etag: string;
  readonly uid: string | null;
  /** The revision of the collection that put it here. */
  readonly revision: number;
}

export interface DavCollection {
  /** Decoded segments from the root. */
  readonly segments: readonly string[];
  readonly href: string;
  readonly kind: CollectionKind;
  /** Values as XML. */
  readonly properties: Map<XmlName, string>;
  readonly items: Map<string, DavItem>;
  /** Names of removed items with the revision that removed them. */
  readonly tombstones: Map<string, number>;
  readonly namesByUid: Map<string, Set<string>>;
  revision: number;
  /** Begins each sync token; a new one makes all older tokens invalid. No two collections ever share one, in this process or another. */
  epoch: string;
}

/** A collection's whole state, to be put back. */
export interface KeptCollection extends Pick<DavCollection, 'segments' | 'kind' | 'revision' | 'epoch'> {
  readonly properties: readonly [XmlName, string][];
  readonly items: readonly Pick<DavItem, 'name' | 'body' | 'revision'>[];
  readonly tombstones: readonly [string, number][];
}

/** Makes an ETag from the body's SHA-256, the count of writes so far and what stood there before. */
export type EtagRule = (hash: string, writes: number, before: DavItem | undefined) => string;

/** The same bytes have the same ETag, as most servers do it. */
export function etagOfContent(hash: string): string {
  return `"${hash.slice(0, 32)}"`;
}

/** Collections and items in memory. Every change is told to the log, and nothing else changes anything. */
export class DavTree {
  readonly #collections = new Map<string, DavCollection>();
  readonly #log: DavLog;
  readonly #etagOf: EtagRule;
  #writes = 0;

  constructor(log: DavLog, etagOf: EtagRule = etagOfContent) {
    this.#log = log;
    this.#etagOf = etagOf;
  }

  collections(): readonly DavCollection[] {
    return [...this.#collections.values()];
  }

  collection(segments: readonly string[]): DavCollection | undefined {
    return this.#collections.get(encodePath(segments, true));
  }

  addCollection(segments: readonly string[], kind: CollectionKind, properties: Iterable<[XmlName, string]>, request: number | null = null): DavCollection {
    const collection: DavCollection = {
      segments,
      href: encodePath(segments, true),
      kind,
      properties: new Map(properties),
      items: new Map(),
      tombstones: new Map(),
      namesByUid: new Map(),
      revision: 0,
      epoch: newEpoch(),
    };
    this.#collections.set(collection.href, collection);
    if (request !== null) this.#log.addChange({ request, href: collection.href, before: null, after: '' });
    return collection;
  }

  /** Puts a collection back as it was kept, so that tokens given before go on being valid. */
  restoreCollection(kept: KeptCollection): void {
    const collection = this.addCollection(kept.segments, kept.kind, kept.properties);
    for (const { name, body, revision } of kept.items) {
      this.put(collection, name, body);
      const item = collection.items.get(name);
      if (item !== undefined) collection.items.set(name, { ...item, revision });
    }
    for (const [name, revision] of kept.tombstones) collection.tombstones.set(name, revision);
    collection.revision = kept.revision;
    collection.epoch = kept.epoch;
  }

  removeCollection(collection: DavCollection, request: number | null = null): void {
    for (const name of collection.items.keys()) this.remove(collection, name, request);
    this.#collections.delete(collection.href);
    this.#log.addChange({ request, href: collection.href, before: '', after: null });
  }

  /** Stores a body under a name, whatever stood there; answers the item as it stands now. */
  put(collection: DavCollection, name: string, body: Buffer, request: number | null = null): DavItem {
    const before = collection.items.get(name);
    const hash = createHash('sha256').update(body).digest('hex');
    this.#writes += 1;
    collection.revision += 1;
    const item: DavItem = { name, body, hash, etag: this.#etagOf(hash, this.#writes, before), uid: uidOf(body.toString('utf8')), revision: collection.revision };
    if (before !== undefined) forgetUid(collection, before);
    collection.items.set(name, item);
    collection.tombstones.delete(name);
    if (item.uid !== null) addUid(collection, item.uid, name);
    this.#log.addChange({ request, href: itemHref(collection, name), before: before?.hash ?? null, after: hash });
    return item;
  }

  /** Removes an item and keeps its tombstone; false where there was none. */
  remove(collection: DavCollection, name: string, request: number | null = null): boolean {
    const before = collection.items.get(name);
    if (before === undefined) return false;
    collection.revision += 1;
    collection.items.delete(name);
    collection.tombstones.set(name, collection.revision);
    forgetUid(collection, before);
    this.#log.addChange({ request, href: itemHref(collection, name), before: before.hash, after: null });
    return true;
  }

  /** Makes every sync token given so far invalid. */
  expireTokens(collection: DavCollection): void {
    collection.epoch = newEpoch();
  }

  /** Gives an item another ETag though its body stays. */
  retag(collection: DavCollection, name: string): void {
    const item = collection.items.get(name);
    if (item === undefined) return;
    this.#writes += 1;
    collection.revision += 1;
    collection.items.set(name, { ...item, etag: `"moved-${this.#writes}"`, revision: collection.revision });
  }

  /** The name of another item with this UID, or undefined. */
  nameWithUid(collection: DavCollection, uid: string, apartFrom: string): string | undefined {
    return [...(collection.namesByUid.get(uid) ?? [])].find((name) => name !== apartFrom);
  }
}

/** The href of an item, whether it is there or not. */
export function itemHref(collection: DavCollection, name: string): string {
  return collection.href + encodeURIComponent(name);
}

function newEpoch(): string {
  return randomBytes(6).toString('hex');
}

function addUid(collection: DavCollection, uid: string, name: string): void {
  const names = collection.namesByUid.get(uid);
  if (names === undefined) collection.namesByUid.set(uid, new Set([name]));
  else names.add(name);
}

function forgetUid(collection: DavCollection, item: DavItem): void {
  if (item.uid === null) return;
  const names = collection.namesByUid.get(item.uid);
  names?.delete(item.name);
  if (names?.size === 0) collection.namesByUid.delete(item.uid);
}
