import type { RawFormat, RecordState } from '../../../shared/records.ts';
import type { FoundItem } from './found-item.ts';

/** What an element of a JSON file says that `export` wrote: its body with its key and its collection; null where it is none. */
export function ownItem(item: Readonly<Record<string, unknown>>): Pick<FoundItem, 'collectionId' | 'ownKey' | 'format' | 'raw' | 'state'> | null {
  const { collection, key, kind, raw, state } = item;
  if (typeof collection !== 'string' || typeof key !== 'string' || typeof kind !== 'string' || typeof raw !== 'string' || !isState(state)) return null;
  return { collectionId: collection, ownKey: key, format: formatOf(raw), raw: new TextEncoder().encode(raw), state };
}

/** The formats of bodies begin each in its own way; a row of a table is an object without an id of its own. */
function formatOf(raw: string): RawFormat {
  const start = raw.trimStart();
  if (/^BEGIN\s*:\s*VCARD/i.test(start)) return 'vcard';
  if (/^BEGIN\s*:/i.test(start)) return 'icalendar';
  if (start.startsWith('<')) return 'ews-xml';
  return /"(?:id|@odata\.etag)"\s*:/.test(start) ? 'graph-json' : 'csv-row';
}

function isState(state: unknown): state is RecordState {
  return state === 'live' || state === 'deleted' || state === 'recoverable';
}
