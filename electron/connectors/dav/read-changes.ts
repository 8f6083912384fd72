import { toWireError } from '../../../shared/errors.ts';
import type { Checkpoint, Collection, Known, SourceItem } from '../connector.ts';
import { checkVanished } from './check-vanished.ts';
import { type DavCursor, mayAskForDelta, readCursor, writeCursor } from './cursor.ts';
import { fetchItems } from './fetch-items.ts';
import { collectionUrl } from './get-item.ts';
import { type FullListing, isNoSync, listCollection } from './list-collection.ts';
import { type ListedItem, type Listing, listBySync } from './list-items.ts';
import { isCounterEtag, traitsOf } from './products.ts';
import type { DavSession } from './session.ts';
import { refusesUnknownTokens } from './sync-trust.ts';
import { isSameVersion, versionOf } from './versions.ts';

/** The promise of `Connector.changes` for one DAV collection. */
export async function* readChanges(session: DavSession, collection: Collection, known: Known, signal: AbortSignal): AsyncGenerator<SourceItem> {
  const url = collectionUrl(session, collection);
  const before = session.http.totals();
  const spent = () => {
    const now = session.http.totals();
    return { requests: now.requests - before.requests, bytesIn: now.bytesIn - before.bytesIn };
  };
  const cursor = readCursor(known.cursor);
  if (!known.full && mayAskForDelta(cursor, session.ports.clock.nowMs())) {
    const delta = await askForDelta(session, url, cursor, known, signal);
    if (delta !== undefined) {
      yield* readDelta(session, url, delta, cursor, known, spent, signal);
      return;
    }
  }
  yield* readFull(session, url, cursor, known, spent, signal);
}

type Spent = () => { readonly requests: number; readonly bytesIn: number };

/** The changes since the cursor; undefined where the server does not know it or its answer can't be only the changes. */
async function askForDelta(session: DavSession, url: URL, cursor: DavCursor & { token: string }, known: Known, signal: AbortSignal): Promise<Listing | undefined> {
  let listing: Listing;
  try {
    listing = await listBySync(session, url, cursor.token, signal);
  } catch (error) {
    signal.throwIfAborted();
    if (!isNoSync(error)) throw error;
    session.ports.log.info('dav.cursor-refused', { code: toWireError(error).code });
    return undefined;
  }
  const unchanged = [...listing.items.values()].filter((item) => isKnown(item, known)).length;
  // A full list in disguise: most of it is what was there before.
  const isDisguised = unchanged > 5 && unchanged * 2 > listing.items.size;
  // A token that moved without a change: a collection made anew, or a journal that was cut.
  const isSilent = listing.items.size === 0 && listing.gone.size === 0 && listing.syncToken !== cursor.token;
  return isDisguised || isSilent ? undefined : listing;
}

async function* readDelta(
  session: DavSession,
  url: URL,
  listing: Listing,
  cursor: DavCursor,
  known: Known,
  spent: Spent,
  signal: AbortSignal,
): AsyncGenerator<SourceItem> {
  const knownKeys = listing.items.size + listing.gone.size > 0 ? new Set(known.keys()) : new Set<string>();
  let because: string | undefined;
  // A tombstone of an item that came and went between two snapshots names nothing that is known.
  for (const key of listing.gone) if (knownKeys.has(key)) yield { type: 'removal', key };
  for await (const item of readListed(session, url, listing, known, false, signal)) {
    if (item.type === 'gone') {
      if (knownKeys.has(item.key)) yield { type: 'removal', key: item.key };
      continue;
    }
    if (item.type === 'unfetched') because ??= item.code;
    yield item;
  }
  const next = writeCursor({ ...cursor, token: listing.syncToken ?? null, deltas: cursor.deltas + 1 });
  yield checkpoint('delta', because, because === undefined ? next : known.cursor, spent);
}

async function* readFull(session: DavSession, url: URL, cursor: DavCursor | null, known: Known, spent: Spent, signal: AbortSignal): AsyncGenerator<SourceItem> {
  const listedAtMs = session.ports.clock.nowMs();
  const listing = await listCollection(session, url, signal);
  let because: string | undefined;
  let gone = 0;
  for await (const item of readListed(session, url, listing, known, known.full || traitsOf(listing.product).reusesEtags, signal)) {
    if (item.type === 'gone') {
      gone += 1;
      continue;
    }
    if (item.type === 'unfetched') because ??= item.code;
    yield item;
  }
  // One or two may go while they are read; a listing full of what is not there is not one.
  if (gone > 10 && gone * 10 > listing.items.size) because ??= 'listing-contradicted';
  because ??= await checkVanished(session, vanishedFrom(listing, known), signal);
  const next = because === undefined ? await nextCursor(session, url, listing, cursor, listedAtMs, signal) : known.cursor;
  yield checkpoint('full', because, next, spent);
}

/** Every listed item: as it stands where that is known, else as it is read now. */
async function* readListed(session: DavSession, url: URL, listing: Listing, known: Known, readsAll: boolean, signal: AbortSignal) {
  for (const href of listing.foreign) yield { type: 'unfetched', key: href, code: 'redirect-refused' } as const;
  const wanted: ListedItem[] = [];
  for (const item of listing.items.values()) {
    if (!readsAll && !isCounterEtag(item.etag) && isKnown(item, known)) yield { type: 'same', key: item.key, version: versionOf(item) ?? '' } as const;
    else wanted.push(item);
  }
  yield* fetchItems(session, url, wanted, signal);
}

function isKnown(item: ListedItem, known: Known): boolean {
  const [now, then] = [versionOf(item), known.versionOf(item.key)];
  return now !== undefined && then !== undefined && isSameVersion(now, then);
}

function vanishedFrom(listing: Listing, known: Known) {
  const keys = known.count === 0 ? [] : [...known.keys()].filter((key) => !listing.items.has(key) && !listing.gone.has(key));
  return { keys, listed: listing.items.size, full: known.full };
}

async function nextCursor(session: DavSession, url: URL, listing: FullListing, before: DavCursor | null, listedAtMs: number, signal: AbortSignal): Promise<string | null> {
  const { product, syncToken } = listing;
  if (syncToken === undefined) return null;
  const isTrusted = await refusesUnknownTokens(session, url, product, before, signal);
  return writeCursor({ product, token: isTrusted ? syncToken : null, isTrusted, listedAtMs, deltas: 0 });
}

function checkpoint(listing: 'full' | 'delta', because: string | undefined, cursor: string | null, spent: Spent): Checkpoint {
  return { type: 'checkpoint', listing, complete: because === undefined, ...(because === undefined ? {} : { because }), cursor, ...spent() };
}
