import { AppError, isErrorCode } from '../../../shared/errors.ts';
import { isMarker } from '../../core/exchange/mapi-properties.ts';
import type { RecordKind } from '../../../shared/records.ts';
import type { Collection, FetchedItem } from '../connector.ts';
import type { EwsSession } from './ews-session.ts';
import { fetchRecords } from './fetch-records.ts';
import { findStanding } from './find-standing.ts';
import { MARKER_URI, searchItems } from './search-items.ts';

/** The items of a folder as they stand now, by key or by the marker that a restore put on them; what is not there is left out. */
export async function fetchNow(session: EwsSession, collection: Collection, keys: readonly string[], signal: AbortSignal): Promise<ReadonlyMap<string, FetchedItem>> {
  const wanted = [...new Set(keys)];
  const markers = wanted.filter(isMarker);
  const byMarker = new Map((await findMarked(session, collection, markers, signal)).map((row) => [row.marker, row.key]));
  const ids = new Set([...wanted.filter((key) => !isMarker(key)), ...byMarker.values()]);
  const byKind = new Map<RecordKind, string[]>();
  for (const item of (await findStanding(session, collection.id, [...ids], signal)).values()) byKind.set(item.kind, [...(byKind.get(item.kind) ?? []), item.key]);
  const items = new Map<string, FetchedItem>();
  for (const [kind, some] of byKind) {
    for await (const record of fetchRecords(session, some, kind, collection.state ?? 'live', signal)) {
      if (record.type === 'upsert') items.set(record.key, record);
      // A key that is left out would count as gone.
      else if (record.type === 'failed') throw new AppError(isErrorCode(record.code) ? record.code : 'server-error', { retry: 'later' });
    }
  }
  const found = new Map<string, FetchedItem>();
  for (const key of wanted) {
    const item = items.get(byMarker.get(key) ?? key);
    if (item !== undefined) found.set(key, item);
  }
  return found;
}

/** Which items of a folder carry these markers. */
export async function findMarked(session: EwsSession, collection: Collection, markers: readonly string[], signal: AbortSignal): Promise<readonly { readonly marker: string; readonly key: string }[]> {
  const rows = markers.length === 0 ? [] : await searchItems(session, collection.id, MARKER_URI, markers, signal);
  return rows.filter((row) => markers.includes(row.value)).map((row) => ({ marker: row.value, key: row.key }));
}
