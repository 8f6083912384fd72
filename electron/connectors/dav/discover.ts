import { fetchPrincipalUrl, serviceDiscovery } from 'tsdav';
import { AppError, isAbort } from '../../../shared/errors.ts';
import { type FoundCollections, listCollections } from './collections.ts';
import { createDavFetch } from './dav-fetch.ts';
import type { MultistatusRow } from './multistatus.ts';
import { DAV } from './names.ts';
import { requireSameOrigin } from '../http/origins.ts';
import { type DavReply, describe } from './propfind.ts';
import { hrefsOf, typesOf } from './rows.ts';
import type { DavSession } from './session.ts';

/** Where servers without a well-known address keep theirs; tried in turn when nothing else leads anywhere. */
const USUAL_ROOTS: readonly string[] = ['/SOGo/dav/', '/remote.php/dav/', '/dav.php/', '/caldav.php/', '/dav/'];

/**
 * Every collection that the account's URL leads to: one collection (then that alone), a home, a principal or the bare server (RFC 6764 §6).
 * An empty result is a home that was read and has none; everything else that leads nowhere throws.
 */
export async function discover(session: DavSession, signal: AbortSignal): Promise<FoundCollections> {
  const { account } = session;
  const atUrl = await tryHere(session, account, signal);
  if (atUrl instanceof AppError) {
    const found = await fromServer(session, signal);
    if (found !== undefined) return found;
    throw atUrl;
  }
  const { row, url } = atUrl;
  const types = typesOf(row);
  if (types.has(session.kind.collectionType)) return listCollections(session, url, '0', signal);
  const fromPrincipal = await fromHomes(session, row, url, signal);
  if (fromPrincipal !== undefined) return fromPrincipal;
  if (url.pathname !== '/' && types.has(`${DAV}collection`)) {
    const inside = await listCollections(session, url, '1', signal);
    if (inside.collections.length > 0) return inside;
  }
  const found = (await fromPrincipalOf(session, row, url, signal)) ?? (await fromServer(session, signal));
  if (found === undefined) throw new AppError('nothing-found-at-url', { context: { status: 207 } });
  return found;
}

interface Here {
  readonly row: MultistatusRow;
  readonly url: URL;
  readonly reply: DavReply;
}

/** What is at a URL; an error that another URL of the same server may not have is returned, any other thrown. */
async function tryHere(session: DavSession, url: URL, signal: AbortSignal): Promise<Here | AppError> {
  try {
    const { row, reply } = await describe(session, url, [`${DAV}resourcetype`, `${DAV}current-user-principal`, session.kind.homeSet], signal);
    if (row === undefined || (row.status ?? 200) >= 300) return new AppError('nothing-found-at-url', { context: { status: row?.status ?? 207 } });
    return { row, reply, url: reply.url };
  } catch (error) {
    signal.throwIfAborted();
    if (error instanceof AppError && !isAbort(error) && ELSEWHERE.has(error.code)) return error;
    throw error;
  }
}

const ELSEWHERE: ReadonlySet<string> = new Set(['nothing-found-at-url', 'forbidden', 'answer-not-dav', 'server-error']);

async function fromPrincipalOf(session: DavSession, row: MultistatusRow, base: URL, signal: AbortSignal): Promise<FoundCollections | undefined> {
  const [principal] = hrefsOf(row, `${DAV}current-user-principal`);
  return principal === undefined ? undefined : fromPrincipal(session, resolve(session, principal, base), signal);
}

async function fromPrincipal(session: DavSession, url: URL, signal: AbortSignal): Promise<FoundCollections | undefined> {
  const here = await tryHere(session, url, signal);
  return here instanceof AppError ? undefined : fromHomes(session, here.row, here.url, signal);
}

/** The collections of every home that a principal names (RFC 6352 §7.1.1 and RFC 4791 §6.2.1 allow several). */
async function fromHomes(session: DavSession, row: MultistatusRow, base: URL, signal: AbortSignal): Promise<FoundCollections | undefined> {
  const homes = hrefsOf(row, session.kind.homeSet).map((href) => resolve(session, href, base));
  let all: FoundCollections | undefined;
  for (const home of homes) {
    const found = await listCollections(session, home, '1', signal);
    const known = new Set(all?.collections.map((collection) => collection.id));
    const fresh = found.collections.filter((collection) => !known.has(collection.id));
    all = all === undefined ? found : { ...all, hasSync: all.hasSync || found.hasSync, collections: [...all.collections, ...fresh] };
  }
  return all;
}

/** By the well-known address, else by the roots that products use. */
async function fromServer(session: DavSession, signal: AbortSignal): Promise<FoundCollections | undefined> {
  const fetch = createDavFetch(session, signal);
  const wellKnown = await serviceDiscovery({ account: { serverUrl: session.account.href, accountType: session.kind.name }, fetch });
  signal.throwIfAborted();
  const roots = [new URL(wellKnown), ...USUAL_ROOTS.map((path) => new URL(path, session.account))];
  for (const root of roots) {
    requireSameOrigin(root, session.account);
    if (root.href === session.account.href) continue;
    const principal = await principalAt(root, fetch, signal);
    const found = principal === undefined ? undefined : await fromPrincipal(session, resolve(session, principal, root), signal);
    if (found !== undefined) return found;
  }
  return undefined;
}

async function principalAt(root: URL, fetch: ReturnType<typeof createDavFetch>, signal: AbortSignal): Promise<string | undefined> {
  try {
    return await fetchPrincipalUrl({ account: { serverUrl: root.href, rootUrl: root.href, accountType: 'carddav' }, fetch });
  } catch (error) {
    signal.throwIfAborted();
    // tsdav throws plain errors for an answer that names no principal.
    if (!(error instanceof AppError) || ELSEWHERE.has(error.code)) return undefined;
    throw error;
  }
}

function resolve(session: DavSession, href: string, base: URL): URL {
  if (!URL.canParse(href, base.href)) throw new AppError('answer-malformed');
  const url = new URL(href, base);
  requireSameOrigin(url, session.account);
  return url;
}
