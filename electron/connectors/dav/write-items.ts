import { createObject, deleteObject, updateObject } from 'tsdav';
import { AppError } from '../../../shared/errors.ts';
import type { Collection, NewItem, Written } from '../connector.ts';
import { createDavFetch } from './dav-fetch.ts';
import { fromWriteStatus } from './errors.ts';
import { type GotBytes, getBytes, itemUrl } from './get-item.ts';
import { keyForSeed } from './name-items.ts';
import { statusesOfMultistatus } from './multistatus-statuses.ts';
import { isCounterEtag } from './products.ts';
import { targetOf } from './rows.ts';
import type { DavSession } from './session.ts';
import { isSameVersion, stateOf, versionOf, versionOfBytes } from './versions.ts';

/** The promise of `Connector.create`: looks first, because some servers overwrite in spite of If-None-Match (SOGo), then writes guarded. */
export async function createItem(session: DavSession, collection: Collection, item: NewItem, signal: AbortSignal): Promise<Written> {
  const key = item.wantedKey ?? keyForSeed(collection, item.uid ?? versionOfBytes(item.raw), session.kind.extension);
  if ((await look(session, key, signal)) !== null) throw new AppError('write-conflict', { context: { status: 200 } });
  const response = await createObject({
    url: itemUrl(session, { key }).href,
    data: new Uint8Array(item.raw),
    headers: { 'content-type': session.kind.mediaType, 'if-none-match': '*' },
    fetch: createDavFetch(session, signal, { isWrite: true }),
  });
  try {
    await requireStored(response);
  } catch (error) {
    // Inside a 207 a 412 is how Xandikos says that it does not want the body; a key that is still free was not taken by anyone.
    if (response.status !== 207 || !(error instanceof AppError) || error.code !== 'write-conflict') throw error;
    if ((await look(session, key, signal)) !== null) throw error;
    throw new AppError('write-refused', { context: error.context });
  }
  return { key: placeOf(response, session, key), ...versionPart(response) };
}

/** The promise of `Connector.update`. */
export async function updateItem(session: DavSession, key: string, item: NewItem, ifVersion: string, signal: AbortSignal): Promise<Written> {
  const now = await look(session, key, signal);
  if (now === null) throw new AppError('write-conflict', { context: { status: 404 } });
  requireVersion(now, ifVersion);
  const etag = guardOf(ifVersion);
  const response = await updateObject({
    url: itemUrl(session, { key }).href,
    data: new Uint8Array(item.raw),
    headers: { 'content-type': session.kind.mediaType, ...(etag === undefined ? { 'if-match': '*' } : {}) },
    ...(etag === undefined ? {} : { etag }),
    fetch: createDavFetch(session, signal, { isWrite: true }),
  });
  await requireStored(response);
  return { key: placeOf(response, session, key), ...versionPart(response) };
}

/** The promise of `Connector.delete`: looks first, because SOGo deletes in spite of a stale If-Match. */
export async function deleteItem(session: DavSession, key: string, ifVersion: string, signal: AbortSignal): Promise<void> {
  const now = await look(session, key, signal);
  if (now === null) return;
  requireVersion(now, ifVersion);
  const etag = guardOf(ifVersion);
  const response = await deleteObject({
    url: itemUrl(session, { key }).href,
    // RFC 6638 §8.1: a guest's deletion is not told to the organizer.
    headers: session.kind.name === 'caldav' ? { 'schedule-reply': 'F' } : {},
    ...(etag === undefined ? {} : { etag }),
    fetch: createDavFetch(session, signal, { isWrite: true }),
  });
  if (response.status === 404 || response.status === 410) return;
  await requireStored(response);
}

async function look(session: DavSession, key: string, signal: AbortSignal): Promise<GotBytes | null> {
  return getBytes(session, { key }, '*/*', signal);
}

function requireVersion(now: GotBytes, ifVersion: string): void {
  if (!isStill(now, ifVersion)) throw new AppError('write-conflict', { context: { status: 200 } });
}

function isStill(now: GotBytes, ifVersion: string): boolean {
  if (ifVersion.startsWith('sha256:')) return versionOfBytes(now.raw) === ifVersion;
  if (now.etag === undefined) return true;
  // GET may convert, so that a length proves nothing, except where ETags prove less.
  const length = isCounterEtag(now.etag) ? now.raw.length : undefined;
  return isSameVersion(versionOf({ etag: now.etag, length }) ?? '', ifVersion);
}

/** The ETag to guard with; a version made from bytes has none. */
function guardOf(version: string): string | undefined {
  return version.startsWith('sha256:') ? undefined : stateOf(version).etag;
}

/** Throws unless the answer says that it was done; a 2xx may hold a refusal, or come from somebody else than the server. */
async function requireStored(response: Response): Promise<void> {
  const { status } = response;
  if (status === 207) {
    const refusal = statusesOfMultistatus(await response.text()).find((one) => one >= 300);
    if (refusal !== undefined) throw fromWriteStatus(refusal);
    return;
  }
  if (!response.ok) throw fromWriteStatus(status);
  const isPage = status === 200 && /text\/html/i.test(response.headers.get('content-type') ?? '') && /^\s*<(?:!doctype|html)/i.test(await response.text());
  if (isPage) throw new AppError('answer-not-dav', { context: { status } });
}

/** Where it stands: servers may choose another place and name it (RFC 5995 §3.2.1 and Google). */
function placeOf(response: Response, session: DavSession, key: string): string {
  const location = response.headers.get('location');
  const target = location === null ? undefined : targetOf(location, itemUrl(session, { key }));
  return target === undefined || target.isForeign ? key : target.key;
}

/** RFC 9110 §8.8.1: only a strong ETag says which bytes are there. */
function versionPart(response: Response): { readonly version?: string } {
  const etag = response.headers.get('etag');
  return etag === null || etag === '' || etag.startsWith('W/') ? {} : { version: etag };
}
