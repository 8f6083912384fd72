import type { RawFormat } from '../../shared/records.ts';
import type { Checkpoint, Collection, Connector, FetchedItem, Known, SourceItem } from '../connectors/connector.ts';

/** A connector with the server that it speaks to, for the contract suite. */
export interface ConnectorHarness {
  readonly connector: Connector;
  /** Part of the id of the collection that the tests use; it is empty at first. */
  readonly collection: string;
  readonly format: RawFormat;
  /** How names of items end: `.vcf`, `.ics`, or with nothing. */
  readonly extension: string;
  /** What another program does to the collection; where keys are chosen by who writes, names are their last segment. */
  readonly side: OtherProgram;
  /** A body of the connector's format with this UID. */
  body(uid: string, title: string): string;
  /** The key of the item that `side` put under this name; one that nothing has where it put none. */
  keyOf(collection: Collection, name: string): string;
  /** A collection that was there and is no more. */
  goneCollection(collection: Collection): Promise<Collection>;
  /** Makes the server forget every cursor that it gave. */
  forgetCursors?(): Promise<void>;
  /** Moves an item to where the server keeps what was deleted; only where the connector has `findSetAside`. */
  setAside?(name: string, where: 'deleted' | 'recoverable'): Promise<void>;
  /** Whom the server wrote to. */
  mailed?(): readonly string[];
  close(): Promise<void>;
}

export interface OtherProgram {
  put(name: string, body: string): Promise<void>;
  remove(name: string): Promise<void>;
  /** Bytes of what the server holds, or null. */
  read(name: string): Promise<Buffer | null>;
  /** What was not put by it has a name of the server's. */
  names(): Promise<readonly string[]>;
}

/** Where a server can't do what others can; left out: it can. */
export interface ContractTraits {
  /** It gives the same item other bytes each time it is read. */
  readonly servesVaryingBytes?: boolean;
  /** It serves something else than it stores to those who do not ask well, so that a plain GET proves nothing. */
  readonly convertsOnGet?: boolean;
  /** It stores anything. */
  readonly storesGarbage?: boolean;
  /** It names itself what is created. */
  readonly choosesKeys?: boolean;
  /** It takes a password, any or none. */
  readonly lacksSignIn?: boolean;
  /** Its ETags come again for other content, so that everything is read anew each time. */
  readonly readsAllAgain?: boolean;
  /** Its items come in a form of the server's own, in which a title stands as it was given, whatever form they were written in. */
  readonly servesOwnForm?: boolean;
  /** It makes all keys itself, and what is wanted is a mark by which an item is found. */
  readonly givesKeys?: boolean;
  /** It can only be read. */
  readonly readOnly?: boolean;
  /** Where it holds nothing, it cannot prove that there is nothing. */
  readonly emptyIsDoubtful?: boolean;
  /** Its items have no UID, or it finds none by it. */
  readonly findsNoUids?: boolean;
  /** It reads without asking anybody. */
  readonly asksNobody?: boolean;
  /** It keeps what is deleted for a while, and the connector can bring it back. */
  readonly setsAside?: boolean;
  /** Nothing of an item tells it from another once it is kept aside: the connector finds none of them. */
  readonly knowsNoneAside?: boolean;
  /** What is deleted from where it is kept, it keeps once more. */
  readonly keepsRecoverable?: boolean;
}

/** Everything that one reading of a collection yielded. */
export interface Reading {
  readonly upserts: ReadonlyMap<string, FetchedItem>;
  readonly same: ReadonlyMap<string, string>;
  readonly removals: readonly string[];
  readonly unfetched: readonly { readonly key: string; readonly code: string }[];
  readonly checkpoint: Checkpoint;
  /** What is known after it, if it is complete. */
  readonly known: Known;
}

/** Nothing known: the first reading. */
export const NOTHING_KNOWN: Known = { cursor: null, count: 0, versionOf: () => undefined, keys: () => [], full: false };

/** Reads a collection to its end, as a capture does. */
export async function readCollection(connector: Connector, collection: Collection, known: Known = NOTHING_KNOWN, signal: AbortSignal = new AbortController().signal): Promise<Reading> {
  const items: SourceItem[] = [];
  for await (const item of connector.changes(collection, known, signal)) items.push(item);
  const checkpoint = items.at(-1);
  const checkpoints = items.filter((item) => item.type === 'checkpoint');
  if (checkpoint?.type !== 'checkpoint' || checkpoints.length !== 1) throw new Error(`${checkpoints.length} checkpoints, or the last is none`);
  const upserts = new Map(items.filter((item) => item.type === 'upsert').map((item) => [item.key, item]));
  const same = new Map(items.filter((item) => item.type === 'same').map((item) => [item.key, item.version]));
  const removals = items.filter((item) => item.type === 'removal').map((item) => item.key);
  const unfetched = items.filter((item) => item.type === 'unfetched').map(({ key, code }) => ({ key, code }));
  return { upserts, same, removals, unfetched, checkpoint, known: knownAfter(known, { upserts, same, removals, unfetched, checkpoint }) };
}

/** What a store knows after a reading: an incomplete one proves no removal and gives no cursor. */
export function knownAfter(before: Known, reading: Omit<Reading, 'known'>): Known {
  const { upserts, same, removals, checkpoint } = reading;
  const keeps = checkpoint.listing === 'delta' || !checkpoint.complete;
  const versions = new Map<string, string | undefined>(keeps ? [...before.keys()].map((key) => [key, before.versionOf(key)]) : []);
  for (const key of removals) versions.delete(key);
  for (const [key, version] of same) versions.set(key, version);
  for (const [key, item] of upserts) versions.set(key, item.version);
  return {
    cursor: checkpoint.complete ? checkpoint.cursor : before.cursor,
    count: versions.size,
    versionOf: (key) => versions.get(key),
    keys: () => versions.keys(),
    full: false,
  };
}

/** The same, with everything to be read anew. */
export function readAnew(known: Known): Known {
  return { ...known, cursor: null, versionOf: () => undefined, full: true };
}
