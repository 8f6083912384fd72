import { AppError } from '../../../shared/errors.ts';
import type { RecordKind } from '../../../shared/records.ts';
import type { Collection, FetchedItem, SetAsideItem } from '../connector.ts';
import { findCollections } from './collections.ts';
import type { EwsSession } from './ews-session.ts';
import { fetchRecords } from './fetch-records.ts';
import { SEARCH_KEY_URI, type SoughtRow, extendedValue, searchItems } from './search-items.ts';
import { type Captured, readCaptured } from './write/captured.ts';
import { differingFields } from './write/differing-fields.ts';

interface Sought {
  readonly key: string;
  readonly captured: Captured;
}

/** The promise of `Connector.findSetAside`. An id changes with each move; the search key stays (MS-OXPROPS, PidTagSearchKey). */
export async function findSetAside(session: EwsSession, items: readonly { readonly key: string; readonly raw: Uint8Array }[], signal: AbortSignal): Promise<ReadonlyMap<string, SetAsideItem>> {
  const open = new Map<string, Sought[]>();
  for (const { key, raw } of items) {
    const captured = readIfWhole(session, raw);
    const searchKey = captured === undefined ? '' : extendedValue(captured.item, SEARCH_KEY_URI);
    if (captured !== undefined && searchKey !== '') open.set(searchKey, [...(open.get(searchKey) ?? []), { key, captured }]);
  }
  const found = new Map<string, SetAsideItem>();
  if (open.size === 0) return found;
  // Where people look first comes first: what lies in Deleted Items was put there last.
  const places = (await findCollections(session, signal)).collections.filter((collection) => collection.state !== undefined && collection.state !== 'live');
  for (const collection of places) {
    if (open.size === 0) break;
    const rows = await searchItems(session, collection.id, SEARCH_KEY_URI, [...open.keys()], signal);
    const records = await fetchRows(session, collection, rows, signal);
    for (const [searchKey, sought] of open) {
      const here = rows.filter((row) => row.value === searchKey).flatMap((row) => records.get(row.key) ?? []);
      for (const { key, captured } of sought) {
        const item = closest(captured, here);
        if (item !== undefined) found.set(key, { collection, item });
      }
      if (here.length > 0) open.delete(searchKey);
    }
  }
  return found;
}

async function fetchRows(session: EwsSession, collection: Collection, rows: readonly SoughtRow[], signal: AbortSignal): Promise<ReadonlyMap<string, FetchedItem>> {
  const byKind = new Map<RecordKind, string[]>();
  for (const { key, kind } of rows) if (kind !== undefined) byKind.set(kind, [...(byKind.get(kind) ?? []), key]);
  const records = new Map<string, FetchedItem>();
  for (const [kind, keys] of byKind) {
    for await (const record of fetchRecords(session, keys, kind, collection.state ?? 'deleted', signal)) if (record.type === 'upsert') records.set(record.key, record);
  }
  return records;
}

/** Copies share a search key: the one most like what was known. */
function closest(known: Captured, items: readonly FetchedItem[]): FetchedItem | undefined {
  const rated = items.flatMap((item) => {
    const { item: element } = readCaptured(item.raw);
    return element.name === known.item.name ? [{ item, differences: differingFields(known.item, element).length }] : [];
  });
  return rated.sort((a, b) => a.differences - b.differences)[0]?.item;
}

function readIfWhole(session: EwsSession, raw: Uint8Array): Captured | undefined {
  try {
    return readCaptured(raw);
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    session.ports.log.warn('ews.body-unreadable', { code: error.code });
    return undefined;
  }
}
