import { AppError, type ErrorCode, isAbort } from '../../../shared/errors.ts';
import type { Collection, FetchedItem } from '../connector.ts';
import { fromStatus } from './errors.ts';
import type { DavAnswer } from './http.ts';
import { encodePath } from './paths.ts';
import { readWhole } from './read-whole.ts';
import type { DavSession } from './session.ts';
import { type ItemState, versionOf, versionOfBytes } from './versions.ts';

/** What one item turned out to be when it was asked for. */
export type FetchOutcome = FetchedItem | { readonly type: 'unfetched'; readonly key: string; readonly code: ErrorCode } | { readonly type: 'gone'; readonly key: string };

/** An item to read, with what a listing says of it. */
export interface WantedItem extends Partial<ItemState> {
  readonly key: string;
  readonly path?: string;
}

/** The URL of an item by its key, or by the path that the server listed. */
export function itemUrl(session: DavSession, item: WantedItem): URL {
  return new URL(item.path ?? encodePath(item.key), session.account);
}

export interface GotBytes {
  readonly raw: Buffer;
  readonly etag: string | undefined;
}

/**
 * The bytes of one item as GET gives them now, past any cache; null where the server says that there is none. With `mustBeWhole` an answer that is
 * neither as long as listed nor ends like an item counts as cut off: a proxy may cut it and still end it cleanly.
 */
export async function getBytes(session: DavSession, item: WantedItem, accept: string, signal: AbortSignal, mustBeWhole = false): Promise<GotBytes | null> {
  // Compressed answers come with an ETag of their own on some servers (`"x-gzip"`), which no listing would show again.
  const headers = { 'accept': accept, 'accept-encoding': 'identity', 'cache-control': 'no-cache' };
  const read = async (answer: DavAnswer) => {
    const got = await readItem(answer, session);
    if (mustBeWhole && got !== null && got.raw.length !== item.length && !isWhole(session, got.raw)) throw new AppError('answer-cut-off', { retry: 'later' });
    return got;
  };
  return session.http.request({ method: 'GET', url: itemUrl(session, item), headers }, read, signal);
}

function isWhole(session: DavSession, raw: Buffer): boolean {
  return raw.subarray(-200).toString('latin1').trimEnd().toUpperCase().endsWith(session.kind.endMark);
}

async function readItem(answer: DavAnswer, session: DavSession): Promise<GotBytes | null> {
  if (answer.status === 404 || answer.status === 410) {
    answer.discard();
    return null;
  }
  if (answer.status !== 200) {
    answer.discard();
    throw fromStatus(answer.status);
  }
  const raw = await readWhole(answer.body(), session.limits.maxHeldBytes);
  if (/text\/html/i.test(answer.headers['content-type'] ?? '') && /^\s*<(?:!doctype|html)/i.test(raw.subarray(0, 100).toString('latin1'))) {
    throw new AppError('answer-not-dav', { context: { status: 200 } });
  }
  return { raw, etag: answer.headers['etag'] };
}

/** One item by GET: the last resort where the server's reports leave it out, convert it or cut it. */
export async function getItem(session: DavSession, item: WantedItem, signal: AbortSignal): Promise<FetchOutcome> {
  try {
    const plain = await getBytes(session, item, '*/*', signal, true);
    if (plain === null) return { type: 'gone', key: item.key };
    if (isExpected(plain, item) || session.kind.name === 'caldav') return upsert(session, item, plain);
    // RFC 6352 §5.1.1: the media type can name the version, which keeps a card of 4.0 from being converted down.
    const asStored = await getBytes(session, item, 'text/vcard;version=4.0', signal);
    return upsert(session, item, asStored !== null && asStored.raw.length === item.length ? asStored : plain);
  } catch (error) {
    return unfetched(item.key, error, signal);
  }
}

/** A failure that concerns one item; one that concerns the whole account is thrown on. */
export function unfetched(key: string, error: unknown, signal: AbortSignal): FetchOutcome {
  signal.throwIfAborted();
  if (!(error instanceof AppError) || isAbort(error) || CONCERNS_ALL.has(error.code)) throw error;
  return { type: 'unfetched', key, code: error.code };
}

/** What would fail for every other item too. */
const CONCERNS_ALL: ReadonlySet<string> = new Set([
  'auth-failed',
  'auth-unsupported',
  'server-not-found',
  'server-unreachable',
  'server-refused-tls',
  'server-timeout',
  'server-throttled',
]);

function isExpected(got: GotBytes, item: WantedItem): boolean {
  if (item.length === undefined || got.raw.length === item.length) return true;
  return got.etag !== undefined && item.etag !== undefined && got.etag !== item.etag;
}

function upsert(session: DavSession, item: WantedItem, got: GotBytes): FetchOutcome {
  const etag = got.etag ?? item.etag;
  const length = etag === item.etag ? item.length : undefined;
  return fetched(session, item.key, got.raw, { etag, length });
}

/** An item as it was read. */
export function fetched(session: DavSession, key: string, raw: Uint8Array, state: ItemState): FetchedItem {
  return { type: 'upsert', key, format: session.kind.format, raw, version: versionOf(state) ?? versionOfBytes(raw), state: 'live' };
}

/** The URL of a collection; always with a slash at its end, so that members resolve under it. */
export function collectionUrl(session: DavSession, collection: Pick<Collection, 'id'>): URL {
  return new URL(encodePath(collection.id.endsWith('/') ? collection.id : `${collection.id}/`), session.account);
}
