import type { RawFormat, RecordKind, RecordState, Trace } from '../../shared/records.ts';
import type { Clock, Log } from '../core/ports.ts';

/**
 * A server (or a folder of files) as SyncTrace sees it. The comments of this file are the specification;
 * `electron/testing/connector-contract.ts` runs them against every connector.
 *
 * Every call takes an AbortSignal and rejects with its reason when cancelled. Failures are AppErrors whose code names the cause.
 * A connector keeps no state between calls beyond connections and sign-in.
 */
export interface Connector {
  /** What this server can do, found by asking it; throws what stands in the way (`auth-failed`, `answer-not-dav` …). */
  probe(signal: AbortSignal): Promise<Capabilities>;

  /**
   * Every collection that holds contacts, events or tasks. Never an empty list in place of an error: where the server's
   * answer does not prove that there is none, it throws.
   */
  collections(signal: AbortSignal): Promise<readonly Collection[]>;

  /**
   * What the collection holds, against what is known. Yields items in any order and ends with exactly one `checkpoint`.
   * - A `full` checkpoint: every item of the collection was yielded, as `upsert` or, where the known version still stands, as `same`.
   *   What is known and was not yielded is gone, if the checkpoint is complete.
   * - A `delta` checkpoint: only what changed since `known.cursor` was yielded; what is gone was yielded as `removal`.
   * - `complete: false` where anything makes the listing doubtful; the reason is an error code. It never proves a removal.
   * - An expired cursor is not an error: the connector falls back to a full listing.
   * - One item that cannot be fetched does not stop the rest: it is yielded as `unfetched`, and the checkpoint is incomplete,
   *   unless the server says that it is gone.
   */
  changes(collection: Collection, known: Known, signal: AbortSignal): AsyncIterable<SourceItem>;

  /** The items as they stand on the server now, past any cache; a key that is not there is left out. */
  fetch(collection: Collection, keys: readonly string[], signal: AbortSignal): Promise<ReadonlyMap<string, FetchedItem>>;

  /** Keys of the items in a collection whose UID is one of `uids`, read from the server now. */
  findByUid(collection: Collection, uids: readonly string[], signal: AbortSignal): Promise<ReadonlyMap<string, readonly string[]>>;

  /**
   * Creates one item under `wantedKey` (or a key that the server gives) and never overwrites: where that key is taken, it throws
   * `write-conflict`; where what carries the marker is this item without what takes requests of its own, that is written, and nothing else.
   * An unclear end (lost reply, timeout) throws `server-unreachable` or `server-timeout` with retry `later`: the caller looks with `fetch` and `findByUid` before it sends anything again; the connector itself never repeats a write.
   */
  create(collection: Collection, item: NewItem, signal: AbortSignal): Promise<Written>;

  /** Replaces an item only where the server still holds `ifVersion`; else throws `write-conflict`. Never blind. */
  update(collection: Collection, key: string, item: NewItem, ifVersion: string, signal: AbortSignal): Promise<Written>;

  /** Deletes an item only where the server still holds `ifVersion`; else throws `write-conflict`. Gone already is no error. */
  delete(collection: Collection, key: string, ifVersion: string, signal: AbortSignal): Promise<void>;

  /**
   * Where items that left their collection lie now, kept by the server for a while: in Deleted Items, or recoverable. By the key under
   * which they were known; what is not found is left out. Where the server shows no more than that an item lies there, its `raw` is the
   * given one if the version proves that nothing changed since, and empty if not. Only where `capabilities.undelete` is not `none`.
   */
  findSetAside?(items: readonly { readonly key: string; readonly raw: Uint8Array }[], signal: AbortSignal): Promise<ReadonlyMap<string, SetAsideItem>>;

  /**
   * Brings an item from one collection into another, only where the server still holds `ifVersion`; else throws `write-conflict`. Where
   * `capabilities.undelete` is `move` it is the same item afterwards and `from` does not hold it any more; where it is `copy`, a copy as
   * whole as the server can make it stands in `to`. `marker` is put on what is made, where the server can. Never notifies anyone.
   */
  move?(from: Collection, key: string, to: Collection, ifVersion: string, marker: string, signal: AbortSignal): Promise<Written>;

  /** A key for a new item in this collection, made from `seed` (a UID or an old key); says nothing about whether it is free. */
  keyFor(collection: Collection, seed: string): string;

  /** Closes connections. */
  close(): Promise<void>;
}

export interface Capabilities {
  readonly canWrite: boolean;
  readonly incremental: boolean;
  /** Whether events with attendees make this server send messages, and which silent way it has. */
  readonly scheduling: SchedulingBehaviour;
  /** Server product, where it says so: `radicale`, `xandikos`, `sabredav`, `sogo`, `cyrus`, `davical`, `unknown` … */
  readonly product: string;
  /** What this protocol or server cannot show (the fidelity meter), as message ids. */
  readonly notCaptured: readonly string[];
  readonly maxItemBytes?: number;
  /**
   * `wanted`: a new item stands under the key it was created with, unless the server says otherwise. `given`: the server makes the keys.
   * There a wanted key is a marker that the item carries from its creation: `fetch` with a marker looks for the item that carries it and
   * answers it under the marker, with its real key inside. Left out: `wanted`.
   */
  readonly keys?: 'wanted' | 'given';
  /** What `move` can do with what lies in Deleted or Recoverable Items. Left out: `none`. */
  readonly undelete?: 'move' | 'copy' | 'none';
}

/** An item that lies in a collection which keeps what was deleted. */
export interface SetAsideItem {
  readonly collection: Collection;
  readonly item: FetchedItem;
}

/**
 * `none`: a plain write sends nothing. `client-agent`: SCHEDULE-AGENT=CLIENT on each attendee is silent. `strip-only`: only an event
 * without ORGANIZER and ATTENDEE is silent (SOGo). `unknown`: may schedule, treat as strip-only.
 */
export type SchedulingBehaviour = 'none' | 'client-agent' | 'strip-only' | 'unknown';

export interface Collection {
  /** Opaque and stable within the source (the path of a DAV collection). */
  readonly id: string;
  readonly name: string;
  /** What it may hold; a hint, never a filter. */
  readonly kinds: readonly RecordKind[];
  readonly readOnly: boolean;
  /** What everything in it is, where it keeps what was deleted: Deleted Items, Recoverable Items. Left out: `live`. */
  readonly state?: RecordState;
  /** Colour, order, time zone and the like, kept for restoring a collection. */
  readonly properties: Readonly<Record<string, string>>;
}

/** What the last complete snapshot of a collection knew. */
export interface Known {
  readonly cursor: string | null;
  readonly count: number;
  /** The version under which a key was last read, or undefined where it is not known. */
  versionOf(key: string): string | undefined;
  /** Every known key of the collection. */
  keys(): Iterable<string>;
  /** True: take nothing as given, read every item anew. */
  readonly full: boolean;
}

export type SourceItem =
  | FetchedItem
  | { readonly type: 'same'; readonly key: string; readonly version: string }
  | { readonly type: 'removal'; readonly key: string }
  | { readonly type: 'unfetched'; readonly key: string; readonly code: string }
  | Checkpoint;

export interface FetchedItem {
  readonly type: 'upsert';
  /** Opaque; unique within its source. */
  readonly key: string;
  readonly format: RawFormat;
  /** What the server holds, byte for byte. */
  readonly raw: Uint8Array;
  /** Changes whenever the item may have changed (ETag with length, change key). */
  readonly version: string;
  readonly state: RecordState;
  /** Marks that stand beside the body, not in it. */
  readonly traces?: readonly Trace[];
  /** Where files give it: file and line, for problems. */
  readonly origin?: { readonly file: string; readonly line: number };
  /**
   * Set where the bytes are known to be no whole record (cut off, junk between cards): an error code. Such an item goes to quarantine
   * unread; its key is empty where nothing names it.
   */
  readonly problem?: string;
}

export interface Checkpoint {
  readonly type: 'checkpoint';
  readonly listing: 'full' | 'delta';
  readonly complete: boolean;
  /** Why it is not complete: an error code of shared/errors.ts. */
  readonly because?: string;
  /** To hand back next time; null where the server has none. */
  readonly cursor: string | null;
  readonly requests: number;
  readonly bytesIn: number;
}

export interface NewItem {
  readonly wantedKey?: string;
  readonly format: RawFormat;
  readonly raw: Uint8Array;
  /** UID in the body, by which a lost reply is looked up. */
  readonly uid?: string;
}

export interface Written {
  /** Where the item stands now; may differ from the wanted key. */
  readonly key: string;
  /** Only where the server's answer gave one that can be trusted; read back otherwise. */
  readonly version?: string;
}

/** What every connector gets. */
export interface ConnectorPorts {
  readonly clock: Clock;
  readonly log: Log;
}
