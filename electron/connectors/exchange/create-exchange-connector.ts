import { createHash } from 'node:crypto';
import type { Capabilities, Collection, Connector, FetchedItem, Known, NewItem, SetAsideItem, SourceItem, Written } from '../connector.ts';

/** Bringing one item from one collection into another. */
export interface Move {
  readonly from: Collection;
  readonly key: string;
  readonly to: Collection;
  readonly ifVersion: string;
  readonly marker: string;
}

/** What a protocol to a mailbox does for each promise of `Connector`. */
export interface MailboxProtocol<Session> {
  probe(session: Session, signal: AbortSignal): Promise<Capabilities>;
  findCollections(session: Session, signal: AbortSignal): Promise<{ readonly collections: readonly Collection[] }>;
  readChanges(session: Session, collection: Collection, known: Known, signal: AbortSignal): AsyncIterable<SourceItem>;
  fetchNow(session: Session, collection: Collection, keys: readonly string[], signal: AbortSignal): Promise<ReadonlyMap<string, FetchedItem>>;
  findByUid(session: Session, collection: Collection, uids: readonly string[], signal: AbortSignal): Promise<ReadonlyMap<string, readonly string[]>>;
  createItem(session: Session, collection: Collection, item: NewItem, signal: AbortSignal): Promise<Written>;
  updateItem(session: Session, collection: Collection, key: string, item: NewItem, ifVersion: string, signal: AbortSignal): Promise<Written>;
  deleteItem(session: Session, collection: Collection, key: string, ifVersion: string, signal: AbortSignal): Promise<void>;
  findSetAside(session: Session, items: readonly { readonly key: string; readonly raw: Uint8Array }[], signal: AbortSignal): Promise<ReadonlyMap<string, SetAsideItem>>;
  moveItem(session: Session, move: Move, signal: AbortSignal): Promise<Written>;
}

/** A connector for one mailbox of Exchange, whose keys the server gives: a wanted one is a marker of its own form. */
export function createExchangeConnector<Session extends { readonly http: { close(): void } }>(session: Session, protocol: MailboxProtocol<Session>): Connector {
  return {
    probe: (signal) => protocol.probe(session, signal),
    async collections(signal) {
      return (await protocol.findCollections(session, signal)).collections;
    },
    changes: (collection, known, signal) => protocol.readChanges(session, collection, known, signal),
    fetch: (collection, keys, signal) => protocol.fetchNow(session, collection, keys, signal),
    async findByUid(collection, uids, signal) {
      signal.throwIfAborted();
      return protocol.findByUid(session, collection, uids, signal);
    },
    create: (collection, item, signal) => protocol.createItem(session, collection, item, signal),
    update: (collection, key, item, ifVersion, signal) => protocol.updateItem(session, collection, key, item, ifVersion, signal),
    delete: (collection, key, ifVersion, signal) => protocol.deleteItem(session, collection, key, ifVersion, signal),
    async findSetAside(items, signal) {
      signal.throwIfAborted();
      return protocol.findSetAside(session, items, signal);
    },
    async move(from, key, to, ifVersion, marker, signal) {
      signal.throwIfAborted();
      return protocol.moveItem(session, { from, key, to, ifVersion, marker }, signal);
    },
    keyFor: (collection, seed) => `synctrace-${createHash('sha256').update(`${collection.id}\0${seed}`).digest('hex').slice(0, 32)}`,
    async close() {
      session.http.close();
    },
  };
}
