import { createHash } from 'node:crypto';
import type { Capabilities, Connector, ConnectorPorts } from '../connector.ts';
import { type FoundCollections, findCollections, requireMailbox } from './collections.ts';
import { fetchNow, findByUid } from './fetch-now.ts';
import { createGraphSession } from './graph-session.ts';
import { moveItem } from './move-item.ts';
import { readChanges } from './read-changes.ts';
import { findSetAside } from './set-aside.ts';
import type { GraphSettings } from './settings.ts';
import { createItem } from './create-item.ts';
import { deleteItem, updateItem } from './change-item.ts';

/** A connector for one mailbox of Exchange Online; nothing is sent before the first call. Throws at once where the URL can't be used. */
export function createGraphConnector(settings: GraphSettings, ports: ConnectorPorts): Connector {
  const session = createGraphSession(settings, ports);
  return {
    async probe(signal) {
      await requireMailbox(session, signal);
      return capabilitiesOf(await findCollections(session, signal));
    },
    async collections(signal) {
      return (await findCollections(session, signal)).collections;
    },
    changes: (collection, known, signal) => readChanges(session, collection, known, signal),
    fetch: (collection, keys, signal) => fetchNow(session, collection, keys, signal),
    async findByUid(collection, uids, signal) {
      signal.throwIfAborted();
      return findByUid(session, collection, uids, signal);
    },
    create: (collection, item, signal) => createItem(session, collection, item, signal),
    update: (collection, key, item, ifVersion, signal) => updateItem(session, collection, key, item, ifVersion, signal),
    delete: (collection, key, ifVersion, signal) => deleteItem(session, collection, key, ifVersion, signal),
    async findSetAside(items, signal) {
      signal.throwIfAborted();
      return findSetAside(session, items, signal);
    },
    async move(from, key, to, ifVersion, marker, signal) {
      signal.throwIfAborted();
      return moveItem(session, { from, key, to, ifVersion, marker }, signal);
    },
    keyFor: (collection, seed) => `synctrace-${createHash('sha256').update(`${collection.id}\0${seed}`).digest('hex').slice(0, 32)}`,
    async close() {
      session.http.close();
    },
  };
}

const NOT_CAPTURED: readonly string[] = [
  'recoverable-items-not-shown', 'last-modifier-is-a-name', 'todo-has-no-mapi', 'attachments-not-captured', 'archive-not-captured', 'shared-not-captured', 'public-folders-not-captured', 'audit-not-read',
];

function capabilitiesOf(found: FoundCollections): Capabilities {
  return {
    canWrite: true,
    incremental: true,
    // Whatever is done to an event with guests, they are told; nothing keeps Graph silent.
    scheduling: 'strip-only',
    product: 'exchange-online',
    notCaptured: [found.showsDeleted ? 'deleted-items-partly-shown' : 'deleted-items-not-shown', ...(found.showsTasks ? [] : ['todo-not-shown']), ...NOT_CAPTURED],
    keys: 'given',
    undelete: found.showsDeleted ? 'copy' : 'none',
  };
}
