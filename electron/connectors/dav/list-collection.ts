import { AppError } from '../../../shared/errors.ts';
import { type Listing, listByPropfind, listBySync } from './list-items.ts';
import { DAV } from './names.ts';
import { detectProduct, traitsOf } from './products.ts';
import { type DavReply, describe } from './propfind.ts';
import { textOf, typesOf } from './rows.ts';
import type { DavSession } from './session.ts';

export interface FullListing extends Listing {
  readonly product: string;
}

const SYNC_TOKEN = `${DAV}sync-token`;

/**
 * Everything in a collection, and the sync token of a moment not later than the listing, so that nothing can fall between. Throws
 * `collection-gone` where the server says that it is not there.
 */
export async function listCollection(session: DavSession, url: URL, signal: AbortSignal): Promise<FullListing> {
  const reply = await requireCollection(session, url, signal);
  const product = detectProduct({ headers: reply.headers, namespaces: reply.namespaces, path: reply.url.pathname });
  if (traitsOf(product).isListedBySync) {
    const listing = await bySync(session, url, signal);
    const isIt = listing?.syncToken !== undefined && detectProduct({ headers: reply.headers, namespaces: reply.namespaces, path: reply.url.pathname, syncToken: listing.syncToken }) === product;
    if (listing !== undefined && isIt) return { ...listing, product };
  }
  const syncToken = await currentToken(session, url, signal);
  return { ...(await listByPropfind(session, url, signal)), syncToken, product };
}

async function requireCollection(session: DavSession, url: URL, signal: AbortSignal): Promise<DavReply> {
  try {
    const { row, reply } = await describe(session, url, [`${DAV}resourcetype`], signal);
    const isThere = row !== undefined && (row.status === undefined || row.status < 300);
    const types = row === undefined ? new Set<string>() : typesOf(row);
    if (!isThere || (types.size > 0 && !types.has(session.kind.collectionType))) throw new AppError('collection-gone');
    return reply;
  } catch (error) {
    if (error instanceof AppError && error.code === 'nothing-found-at-url') throw new AppError('collection-gone', { context: error.context, cause: error });
    throw error;
  }
}

async function bySync(session: DavSession, url: URL, signal: AbortSignal): Promise<Listing | undefined> {
  try {
    return await listBySync(session, url, '', signal);
  } catch (error) {
    signal.throwIfAborted();
    if (isNoSync(error)) return undefined;
    throw error;
  }
}

async function currentToken(session: DavSession, url: URL, signal: AbortSignal): Promise<string | undefined> {
  try {
    const { row } = await describe(session, url, [SYNC_TOKEN], signal);
    const token = row === undefined ? undefined : textOf(row, SYNC_TOKEN)?.trim();
    return token === '' ? undefined : token;
  } catch (error) {
    signal.throwIfAborted();
    if (isNoSync(error)) return undefined;
    throw error;
  }
}

/** Answers that mean: not this report, or not this token. Everything else stands in the way of a listing too. */
export function isNoSync(error: unknown): boolean {
  return error instanceof AppError && NO_SYNC.has(error.code);
}

const NO_SYNC: ReadonlySet<string> = new Set(['forbidden', 'nothing-found-at-url', 'server-error', 'answer-not-dav', 'answer-malformed', 'answer-cut-off', 'answer-too-large', 'cursor-expired']);
