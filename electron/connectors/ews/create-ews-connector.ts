import { createHash } from 'node:crypto';
import type { Capabilities, Connector, ConnectorPorts } from '../connector.ts';
import { DEFAULT_LIMITS } from '../http/limits.ts';
import { requireAccountUrl } from '../http/origins.ts';
import { findCollections } from './collections.ts';
import { createEwsHttp } from './ews-http.ts';
import type { EwsSession } from './ews-session.ts';
import { fetchNow } from './fetch-now.ts';
import { findByUid } from './find-by-uid.ts';
import { findSetAside } from './find-set-aside.ts';
import { productOf } from './product.ts';
import { readChanges } from './read-changes.ts';
import type { EwsSettings } from './settings.ts';
import { createItem } from './write/create-item.ts';
import { deleteItem } from './write/delete-item.ts';
import { moveItem } from './write/move-item.ts';
import { updateItem } from './write/update-item.ts';

/** A connector for one mailbox on an Exchange Server; nothing is sent before the first call. Throws at once where the URL can't be used. */
export function createEwsConnector(settings: EwsSettings, ports: ConnectorPorts): Connector {
  const url = requireAccountUrl(settings.url);
  const limits = { ...DEFAULT_LIMITS, ...settings.limits };
  const session: EwsSession = { limits, ports, http: createEwsHttp(url, settings, limits, ports) };
  return {
    async probe(signal) {
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

/** What EWS cannot show of a mailbox, or is not asked for. */
const NOT_CAPTURED = ['last-modifier-is-a-name', 'attachments-not-captured', 'archive-not-captured', 'shared-not-captured', 'public-folders-not-captured'];

function capabilitiesOf(found: Awaited<ReturnType<typeof findCollections>>): Capabilities {
  return {
    canWrite: found.collections.some((collection) => !collection.readOnly),
    incremental: true,
    // Every write says SendToNone.
    scheduling: 'none',
    product: productOf(found.version),
    notCaptured: [...NOT_CAPTURED, ...(found.hasRecoverable ? [] : ['recoverable-items-not-allowed'])],
    keys: 'given',
    undelete: 'move',
  };
}
