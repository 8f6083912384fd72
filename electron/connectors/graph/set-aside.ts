import { parseJsonObject, textAt } from '../../core/graph/json.ts';
import type { FetchedItem, SetAsideItem } from '../connector.ts';
import { itemOf, listDeleted } from './deleted-items.ts';
import { deletedItems } from './mailbox-folders.ts';
import { mayBeMoved, searchKeyIn } from './mailbox-item.ts';
import type { GraphSession } from './session.ts';

/**
 * The promise of `Connector.findSetAside`: found by the id, which a deletion does not change, or by the search key, which no move does. Meetings and
 * tasks are left out, because bringing those back could not be done silently, or not be looked up again.
 */
export async function findSetAside(session: GraphSession, items: readonly { readonly key: string; readonly raw: Uint8Array }[], signal: AbortSignal): Promise<ReadonlyMap<string, SetAsideItem>> {
  const found = new Map<string, SetAsideItem>();
  const collection = items.length === 0 ? null : await deletedItems(session, signal);
  if (collection === null) return found;
  const known = new Map(items.map(({ key, raw }) => [key, raw]));
  const bySearchKey = new Map(items.flatMap(({ key, raw }) => [[searchKeyIn(parseJsonObject(raw)), key] as const]).filter(([searchKey]) => searchKey !== ''));
  for await (const json of listDeleted(session, collection, { keys: new Set(), gone: 0 }, signal)) {
    const item = itemOf(json);
    const id = textAt(json, 'id');
    const key = known.has(id) ? id : bySearchKey.get(searchKeyIn(json));
    if (item === null || key === undefined || !mayBeMoved(json)) continue;
    if (key === id || !found.has(key)) found.set(key, { collection, item: asKnown(item, known.get(key)) });
  }
  return found;
}

/** A deletion leaves the change key alone: where that is the known one, the item is still what was known, of which little is shown here. */
function asKnown(item: FetchedItem, raw: Uint8Array | undefined): FetchedItem {
  if (raw === undefined) return item;
  const changeKey = textAt(parseJsonObject(raw), 'changeKey');
  return changeKey !== '' && changeKey === item.version ? { ...item, raw } : item;
}
