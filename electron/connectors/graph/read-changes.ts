import { AppError, type ErrorCode } from '../../../shared/errors.ts';
import type { Checkpoint, Collection, Known, SourceItem } from '../connector.ts';
import { type Body, bodyOf, type Fetched, fetchBodies, listBodies, listIds, PAGE_SIZE } from './bodies.ts';
import { completeItems } from './complete-items.ts';
import { readCursor, writeCursor } from './cursor.ts';
import { readDeletedItems } from './deleted-items.ts';
import { askDelta, type Delta } from './delta.ts';
import { requireInTree } from './contact-folders.ts';
import { keepsDeleted, kindOf } from './kinds.ts';
import type { Page } from './pages.ts';
import type { Seen } from './seen.ts';
import type { GraphSession } from './session.ts';

/**
 * The promise of `Connector.changes` for one collection of a mailbox. The listing says what there is; the delta query, the count and questions for
 * single items are its witnesses, so that a page that was cut, an item that moved between two pages or a lost index is no deletion.
 */
export async function* readChanges(session: GraphSession, collection: Collection, known: Known, signal: AbortSignal): AsyncGenerator<SourceItem> {
  const before = session.http.totals();
  const seen: Seen = { keys: new Set(), gone: 0 };
  let delta: Delta | null = null;
  if (keepsDeleted(collection)) yield* readDeletedItems(session, collection, known, seen, signal);
  else {
    if (collection.kinds.length === 0 && kindOf(collection).kind === 'contact') await requireInTree(session, collection.id, signal);
    // Before the listing, so that nothing can fall between the two.
    delta = await askDelta(session, collection, known.full ? null : readCursor(known.cursor), signal);
    yield* readListing(session, collection, known, delta, seen, signal);
  }
  const now = session.http.totals();
  const { because } = seen;
  const cursor = because === undefined ? (delta === null ? null : writeCursor(delta.next)) : known.cursor;
  const checkpoint: Checkpoint = {
    type: 'checkpoint', listing: 'full', complete: because === undefined, ...(because === undefined ? {} : { because }),
    cursor, requests: now.requests - before.requests, bytesIn: now.bytesIn - before.bytesIn,
  };
  yield checkpoint;
}

async function* readListing(session: GraphSession, collection: Collection, known: Known, delta: Delta | null, seen: Seen, signal: AbortSignal): AsyncGenerator<SourceItem> {
  const pass = (items: AsyncIterable<Fetched>) => handOn(completeItems(session, collection, items, signal), seen);
  let isListed = false;
  if (known.full || known.count === 0) {
    try {
      yield* pass(rowsOf(listBodies(session, collection, signal), seen, () => true));
      isListed = true;
    } catch (error) {
      signal.throwIfAborted();
      if (!mayListIds(error)) throw error;
      // One item that the service fails over takes a page of others with it; asked for one by one, only that one is missing.
      session.ports.log.warn('graph.list-by-id', { code: error.code });
    }
  }
  if (!isListed) yield* readByIds(session, collection, known, seen, pass, signal);
  yield* pass(fetchBodies(session, collection, unlisted(delta, seen), signal));
  await recount(session, collection, seen, signal);
  // One or two may go while they are read; a listing full of what is not there is not one.
  if (seen.gone > 10 && seen.gone * 10 > seen.keys.size) seen.because ??= 'listing-contradicted';
  yield* pass(probeMissing(session, collection, known, delta, seen, signal));
}

/** By ids and versions: what is known stands, the rest is read, by the quicker of two ways. */
async function* readByIds(session: GraphSession, collection: Collection, known: Known, seen: Seen, pass: (items: AsyncIterable<Fetched>) => AsyncIterable<SourceItem>, signal: AbortSignal): AsyncGenerator<SourceItem> {
  const wanted = new Set<string>();
  for await (const page of listIds(session, collection, signal)) {
    for (const { key, version } of fresh(page, seen)) {
      if (!known.full && version !== '' && known.versionOf(key) === version) yield { type: 'same', key, version };
      else wanted.add(key);
    }
  }
  const pages = Math.ceil(seen.keys.size / PAGE_SIZE);
  if (!known.full && wanted.size > pages * 40) {
    const again: Seen = { keys: new Set(), gone: 0 };
    // What arrives in between is not lost: the next capture finds it.
    yield* pass(rowsOf(listBodies(session, collection, signal), again, (key) => wanted.delete(key)));
  }
  yield* pass(fetchBodies(session, collection, [...wanted], signal));
}

/** The rows of pages, each key once; counts what the service says that there is. */
async function* rowsOf(pages: AsyncIterable<Page>, seen: Seen, isWanted: (key: string) => boolean): AsyncGenerator<Body> {
  for await (const page of pages) for (const body of fresh(page, seen)) if (isWanted(body.key)) yield body;
}

function fresh(page: Page, seen: Seen): readonly Body[] {
  if (page.count !== undefined) seen.count = Math.max(seen.count ?? 0, page.count);
  const bodies = page.rows.map(bodyOf).filter(({ key }) => key !== '' && !seen.keys.has(key));
  for (const { key } of bodies) seen.keys.add(key);
  return bodies;
}

/** What the delta query names and the listing does not. */
function* unlisted(delta: Delta | null, seen: Seen): Generator<string> {
  for (const key of delta?.changed ?? []) {
    if (seen.keys.has(key)) continue;
    yield key;
  }
}

/** Fewer rows than the service counts: a page was cut, or items moved while it was read. Once more by id; what is still short is doubtful. */
async function recount(session: GraphSession, collection: Collection, seen: Seen, signal: AbortSignal): Promise<void> {
  if (seen.count === undefined || seen.keys.size >= seen.count) return;
  const again: Seen = { keys: new Set(), gone: 0 };
  for await (const page of listIds(session, collection, signal)) fresh(page, again);
  const isWhole = again.count !== undefined && again.keys.size >= again.count && [...again.keys].every((key) => seen.keys.has(key));
  if (!isWhole) seen.because ??= 'listing-contradicted';
}

/** Known items that the listing leaves out: all those of which only the listing says that they are gone are asked for, twenty in a request. */
async function* probeMissing(session: GraphSession, collection: Collection, known: Known, delta: Delta | null, seen: Seen, signal: AbortSignal): AsyncGenerator<Fetched> {
  if (known.count === 0) return;
  const missing = [...known.keys()].filter((key) => !seen.keys.has(key) && !isConfirmed(delta, key));
  for await (const item of fetchBodies(session, collection, missing, signal)) {
    if (item.type === 'gone') continue;
    seen.because ??= item.type === 'unfetched' ? codeOf(item.code) : 'listing-contradicted';
    if (item.type === 'body') yield item;
  }
}

function isConfirmed(delta: Delta | null, key: string): boolean {
  if (delta === null) return false;
  return delta.removed.has(key) || (delta.isWhole && !delta.changed.has(key));
}

async function* handOn(items: ReturnType<typeof completeItems>, seen: Seen): AsyncGenerator<SourceItem> {
  for await (const item of items) {
    if (item.type === 'gone') {
      seen.gone += 1;
      continue;
    }
    seen.keys.add(item.key);
    if (item.type === 'unfetched') seen.because ??= codeOf(item.code);
    yield item;
  }
}

function codeOf(code: string): ErrorCode {
  return code as ErrorCode;
}

function mayListIds(error: unknown): error is AppError {
  return error instanceof AppError && (error.code === 'server-error' || error.code === 'server-timeout' || error.code === 'answer-too-large');
}
