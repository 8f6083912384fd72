import { AppError } from '../../../shared/errors.ts';
import type { MultistatusRow } from './multistatus.ts';
import { isSamePath } from './paths.ts';
import { propfind, syncCollection } from './propfind.ts';
import { ITEM_PROPERTIES, isCollectionRow, stateOfRow, targetOf } from './rows.ts';
import type { DavSession } from './session.ts';
import type { ItemState } from './versions.ts';

/** An item as a listing names it. */
export interface ListedItem extends ItemState {
  readonly key: string;
  /** The path to send, as the server wrote it. */
  readonly path: string;
}

export interface Listing {
  readonly items: ReadonlyMap<string, ListedItem>;
  /** Keys that the server names as gone (RFC 6578 §3.5.1). */
  readonly gone: ReadonlySet<string>;
  /** Rows that point to another origin or nowhere: they can't be read, so the listing is not all. */
  readonly foreign: readonly string[];
  readonly syncToken: string | undefined;
}

/** Every member of a collection by PROPFIND; only an answer that holds the collection's own row is taken for a listing. */
export async function listByPropfind(session: DavSession, url: URL, signal: AbortSignal): Promise<Listing> {
  const collector = createCollector(url);
  const query = { url, depth: '1', properties: ITEM_PROPERTIES, isListing: true } as const;
  const reply = await propfind(session, query, { onStart: collector.reset, onRow: collector.add }, signal);
  if (!collector.sawCollection()) throw new AppError('answer-malformed');
  return collector.listing(reply.syncToken);
}

/** A round of sync-collection is done when no 507 row is in it; a server that never gets done is left (R8: at most two repeats). */
const MAX_ROUNDS = 10_000;

/**
 * What changed since a token, or every member for an empty one, by sync-collection (RFC 6578), page after page where the server cuts
 * the answer (507). Throws `cursor-expired` where the server gives no token back or does not get on.
 */
export async function listBySync(session: DavSession, url: URL, token: string, signal: AbortSignal): Promise<Listing> {
  const collector = createCollector(url);
  let current = token;
  for (let round = 0; round < MAX_ROUNDS; round += 1) {
    const page = createCollector(url);
    const query = { url, token: current, properties: ITEM_PROPERTIES };
    const reply = await syncCollection(session, query, { onStart: page.reset, onRow: page.add }, signal);
    if (reply.syncToken === undefined || reply.syncToken === '') throw new AppError('cursor-expired');
    collector.merge(page);
    if (!page.isTruncated()) return collector.listing(reply.syncToken);
    if (reply.syncToken === current) throw new AppError('cursor-expired');
    current = reply.syncToken;
  }
  throw new AppError('cursor-expired');
}

interface Collector {
  add(row: MultistatusRow, answeredFrom: URL): void;
  reset(): void;
  merge(page: Collector): void;
  sawCollection(): boolean;
  isTruncated(): boolean;
  listing(syncToken: string | undefined): Listing;
}

function createCollector(url: URL): Collector {
  const items = new Map<string, ListedItem>();
  const gone = new Set<string>();
  const foreign: string[] = [];
  const own = targetOf(url.pathname, url)?.key ?? url.pathname;
  let hasOwnRow = false;
  let isCut = false;

  const collector: Collector = {
    add(row, answeredFrom) {
      const target = targetOf(row.href, answeredFrom);
      if (target === undefined || target.isForeign) {
        foreign.push(row.href);
        return;
      }
      if (isSamePath(target.key, own) || isSamePath(target.path, answeredFrom.pathname)) {
        hasOwnRow ||= row.status === undefined || row.status < 300;
        isCut ||= row.status === 507;
        return;
      }
      if (row.status === 404 || row.status === 410) {
        gone.add(target.key);
        items.delete(target.key);
      } else if (!isCollectionRow(row)) {
        gone.delete(target.key);
        items.set(target.key, { key: target.key, path: target.path, ...stateOfRow(row) });
      }
    },
    reset() {
      items.clear();
      gone.clear();
      foreign.length = 0;
      hasOwnRow = false;
      isCut = false;
    },
    merge(page) {
      const listing = page.listing(undefined);
      for (const key of listing.gone) {
        gone.add(key);
        items.delete(key);
      }
      for (const [key, item] of listing.items) {
        gone.delete(key);
        items.set(key, item);
      }
      foreign.push(...listing.foreign);
    },
    sawCollection: () => hasOwnRow,
    isTruncated: () => isCut,
    listing: (syncToken) => ({ items, gone, foreign, syncToken }),
  };
  return collector;
}
