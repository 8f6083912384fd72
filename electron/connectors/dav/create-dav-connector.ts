import type { Capabilities, Collection, Connector, ConnectorPorts, FetchedItem, SchedulingBehaviour } from '../connector.ts';
import { AppError } from '../../../shared/errors.ts';
import type { FoundCollections } from './collections.ts';
import { discover } from './discover.ts';
import { fetchItems } from './fetch-items.ts';
import { findByUid } from './find-by-uid.ts';
import { collectionUrl } from './get-item.ts';
import { createDavHttp } from './http.ts';
import { DEFAULT_LIMITS } from '../http/limits.ts';
import { keyForSeed } from './name-items.ts';
import { requireAccountUrl } from '../http/origins.ts';
import { detectProduct, traitsOf } from './products.ts';
import { readChanges } from './read-changes.ts';
import type { DavKind, DavSession } from './session.ts';
import type { DavSettings } from './settings.ts';
import { createItem, deleteItem, updateItem } from './write-items.ts';

/** How a server treats events with guests, from its product and the classes of its DAV header. */
export type JudgeScheduling = (product: string, davHeader: string) => SchedulingBehaviour;

/** A connector for one account; nothing is sent before the first call. Throws at once where the URL can't be used. */
export function createDavConnector(kind: DavKind, judgeScheduling: JudgeScheduling, settings: DavSettings, ports: ConnectorPorts): Connector {
  const account = requireAccountUrl(settings.url);
  const limits = { ...DEFAULT_LIMITS, ...settings.limits };
  const session: DavSession = { kind, account, limits, ports, http: createDavHttp(account, settings, limits, ports) };
  return {
    async probe(signal) {
      const found = await discover(session, signal);
      return capabilitiesOf(session, found, judgeScheduling, await davHeader(session, found, signal));
    },
    async collections(signal) {
      return (await discover(session, signal)).collections;
    },
    changes: (collection, known, signal) => readChanges(session, collection, known, signal),
    fetch: (collection, keys, signal) => fetchNow(session, collection, keys, signal),
    findByUid: (collection, uids, signal) => findByUid(session, collectionUrl(session, collection), uids, signal),
    create: (collection, item, signal) => createItem(session, collection, item, signal),
    update: (_collection, key, item, ifVersion, signal) => updateItem(session, key, item, ifVersion, signal),
    delete: (_collection, key, ifVersion, signal) => deleteItem(session, key, ifVersion, signal),
    keyFor: (collection, seed) => keyForSeed(collection, seed, kind.extension),
    async close() {
      session.http.close();
    },
  };
}

function capabilitiesOf(session: DavSession, found: FoundCollections, judgeScheduling: JudgeScheduling, dav: string): Capabilities {
  const { headers, namespaces, path, collections, hasSync } = found;
  const product = detectProduct({ headers: { ...headers, dav }, namespaces, path });
  return {
    canWrite: collections.length === 0 || collections.some((collection) => !collection.readOnly),
    incremental: hasSync && traitsOf(product).refusesOldTokens !== 'no',
    scheduling: judgeScheduling(product, dav),
    product,
    notCaptured: session.kind.notCaptured,
    ...maxItemBytesOf(collections),
  };
}

/** RFC 6352 §6.2.3, RFC 4791 §5.2.5: the smallest that any collection names. */
function maxItemBytesOf(collections: readonly Collection[]): { readonly maxItemBytes?: number } {
  const sizes = collections.map((collection) => Number(collection.properties['maxSize'] ?? Number.NaN)).filter((size) => size > 0);
  return sizes.length === 0 ? {} : { maxItemBytes: Math.min(...sizes) };
}

/** The DAV header (RFC 4918 §10.1) of the first collection, or of the place where they were found; most servers give it to OPTIONS alone. */
async function davHeader(session: DavSession, found: FoundCollections, signal: AbortSignal): Promise<string> {
  const [first] = found.collections;
  const url = first === undefined ? new URL(found.path, session.account) : collectionUrl(session, first);
  try {
    return await session.http.request(
      { method: 'OPTIONS', url },
      async (answer) => {
        answer.discard();
        return answer.headers['dav'] ?? found.headers['dav'] ?? '';
      },
      signal,
    );
  } catch (error) {
    signal.throwIfAborted();
    if (error instanceof AppError && error.code === 'server-error') return found.headers['dav'] ?? '';
    throw error;
  }
}

async function fetchNow(session: DavSession, collection: Collection, keys: readonly string[], signal: AbortSignal): Promise<ReadonlyMap<string, FetchedItem>> {
  const found = new Map<string, FetchedItem>();
  const wanted = [...new Set(keys)].map((key) => ({ key }));
  for await (const item of fetchItems(session, collectionUrl(session, collection), wanted, signal)) {
    if (item.type === 'upsert') found.set(item.key, item);
    // A key that is left out would count as gone.
    else if (item.type === 'unfetched') throw new AppError(item.code, { retry: 'later' });
  }
  return found;
}
