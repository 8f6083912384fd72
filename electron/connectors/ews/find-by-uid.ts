import type { Collection } from '../connector.ts';
import { originOf } from '../exchange/origin-of.ts';
import type { EwsSession } from './ews-session.ts';
import { globalIdOf } from './global-id.ts';
import { CLEAN_GLOBAL_ID_URI, ORIGIN_URI, SEARCH_KEY_URI, searchItems } from './search-items.ts';

/**
 * Keys of the items of a folder by their UIDs, those that a restore made of them by either protocol among them. EWS has no search by calendar:UID; the global object id holds the same. Contacts and
 * tasks have no UID of their own: there it is the search key in hex.
 */
export async function findByUid(session: EwsSession, collection: Collection, uids: readonly string[], signal: AbortSignal): Promise<ReadonlyMap<string, readonly string[]>> {
  const found = new Map<string, readonly string[]>();
  const seek = async (uri: typeof SEARCH_KEY_URI, byValue: ReadonlyMap<string, string>): Promise<void> => {
    if (byValue.size === 0) return;
    for (const row of await searchItems(session, collection.id, uri, [...byValue.keys()], signal)) {
      const uid = byValue.get(row.value);
      if (uid !== undefined && row.kind !== undefined) found.set(uid, [...new Set([...(found.get(uid) ?? []), row.key])]);
    }
  };
  const wanted = [...new Set(uids)].filter((uid) => uid !== '');
  if (collection.kinds.includes('event')) await seek(CLEAN_GLOBAL_ID_URI, new Map(wanted.map((uid) => [globalIdOf(uid), uid])));
  if (collection.kinds.some((kind) => kind !== 'event')) await seek(SEARCH_KEY_URI, new Map(wanted.filter(isHex).map((uid) => [Buffer.from(uid, 'hex').toString('base64'), uid])));
  await seek(ORIGIN_URI, new Map(wanted.map((uid) => [originOf(uid), uid])));
  return found;
}

function isHex(uid: string): boolean {
  return /^(?:[0-9a-f]{2})+$/i.test(uid);
}
