import { uidOf } from '../../demo/dav-server/check-body.ts';
import { itemHref, type DavCollection } from '../../demo/dav-server/dav-tree.ts';
import { decodePath } from '../../demo/dav-server/hrefs.ts';
import type { DavHandler, DavReply, DavRequest } from '../../demo/dav-server/messages.ts';
import type { Site } from '../../demo/dav-server/resources.ts';
import type { Lies } from './lies.ts';
import { withBody, withoutHeaders } from './read-report.ts';

interface Target {
  readonly collection: DavCollection;
  readonly name: string;
  readonly exists: boolean;
}

/** Lies of PUT and DELETE. */
export function lieAboutWrites(next: DavHandler, lies: Lies, site: Site): DavHandler {
  return async (request) => {
    const target = findTarget(request, site);
    if (target === null) return next(request);
    if (request.method === 'DELETE') {
      const reply = await next(lies.ignoresIfMatchOnDelete === true ? withoutHeaders(request, 'if-match') : request);
      return reply.status === 204 ? { ...reply, status: lies.statuses?.delete ?? 204 } : reply;
    }
    if (request.method !== 'PUT') return next(request);
    const reply = await put(request, target, next, lies, site);
    if (lies.refusesInside207 === true) return inside207(reply, request);
    if (reply.status === 204) return { ...reply, status: lies.statuses?.update ?? 204 };
    return reply.status === 415 ? { ...reply, status: lies.statuses?.garbage ?? 415 } : reply;
  };
}

async function put(request: DavRequest, target: Target, next: DavHandler, lies: Lies, site: Site): Promise<DavReply> {
  const text = request.body.toString('utf8');
  if (lies.uidOnceInAccount === true && stoodElsewhere(text, target, site)) return { status: 403 };
  let asked = lies.rewrites === undefined ? request : withBody(request, lies.rewrites(text));
  if (lies.ignoresIfNoneMatch === true) asked = withoutHeaders(asked, 'if-none-match');
  if (lies.createsDespiteIfMatch === true && !target.exists) asked = withoutHeaders(asked, 'if-match');
  const place = lies.storesUnder !== undefined && !target.exists ? { ...target, name: lies.storesUnder(target.name) } : target;
  const reply = await next({ ...asked, path: itemHref(place.collection, place.name) });
  const duplicate = target.collection.kind === 'calendar' ? lies.duplicateEventUid : lies.duplicateUid;
  const stored = storesAnyway(reply, duplicate, lies) ? storeAnyway(asked, place, site) : reply;
  const isStored = stored.status === 201 || stored.status === 204;
  if (!isStored) return stored.status === 409 && duplicate?.startsWith('refused') === true ? { status: Number(duplicate.slice(-3)) } : stored;
  const moved = place.name === target.name ? {} : { location: itemHref(place.collection, place.name) };
  const headers = { ...stored.headers, ...moved };
  return { ...stored, headers: lies.etagOnPut === 'absent' ? withoutEtag(headers) : headers };
}

function storesAnyway(reply: DavReply, duplicate: string | undefined, lies: Lies): boolean {
  return (reply.status === 409 && duplicate === 'stored') || ([400, 403, 415].includes(reply.status) && lies.storesGarbage === true);
}

function storeAnyway(request: DavRequest, { collection, name, exists }: Target, site: Site): DavReply {
  const item = site.tree.put(collection, name, request.body, request.index);
  return { status: exists ? 204 : 201, headers: { etag: item.etag } };
}

// Nothing is stored, though every 2xx looks like success.
function inside207(reply: DavReply, request: DavRequest): DavReply {
  if (![400, 403, 409, 415].includes(reply.status)) return reply;
  return { status: 207, body: { rows: [{ href: request.path, status: 412 }] } };
}

function stoodElsewhere(text: string, target: Target, site: Site): boolean {
  const uid = uidOf(text);
  return uid !== null && site.tree.collections().some((one) => one !== target.collection && one.kind === target.collection.kind && one.namesByUid.has(uid));
}

function findTarget(request: DavRequest, site: Site): Target | null {
  const segments = decodePath(request.path) ?? [];
  const collection = site.tree.collection(segments.slice(0, -1));
  const name = segments.at(-1);
  return collection === undefined || name === undefined ? null : { collection, name, exists: collection.items.has(name) };
}

function withoutEtag(headers: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).filter(([name]) => name !== 'etag'));
}
