import { AppError } from '../../../shared/errors.ts';
import { fetchItems } from './fetch-items.ts';
import { listCollection } from './list-collection.ts';
import type { DavSession } from './session.ts';
import { uidsOf } from './uids-of.ts';

/**
 * The promise of `Connector.findByUid`. Every item is read: of seven servers measured three answer a query by UID wrongly or not at all, and
 * an item that is not found would be written a second time. Throws where an item could not be read, for it may be the one.
 */
export async function findByUid(session: DavSession, url: URL, uids: readonly string[], signal: AbortSignal): Promise<ReadonlyMap<string, readonly string[]>> {
  const found = new Map<string, string[]>();
  if (uids.length === 0) return found;
  const wanted = new Set(uids);
  const listing = await listCollection(session, url, signal);
  if (listing.foreign.length > 0) throw new AppError('redirect-refused');
  const decoder = new TextDecoder();
  for await (const item of fetchItems(session, url, listing.items.values(), signal)) {
    if (item.type === 'unfetched') throw new AppError(item.code, { retry: 'later' });
    if (item.type === 'gone') continue;
    for (const uid of uidsOf(decoder.decode(item.raw))) {
      if (wanted.has(uid)) found.set(uid, [...(found.get(uid) ?? []), item.key]);
    }
  }
  return found;
}
