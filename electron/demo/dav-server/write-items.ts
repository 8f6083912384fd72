import { checkCalendarObject, checkCard, type BodyVerdict } from './check-body.ts';
import { itemHref, type DavCollection, type DavItem } from './dav-tree.ts';
import type { DavReply, DavRequest } from './messages.ts';
import { cal, card, type XmlName } from './names.ts';
import { MAX_RESOURCE_BYTES } from './properties.ts';
import { plain, refusal } from './replies.ts';
import type { Resource, Site } from './resources.ts';
import { hrefElement } from './write-xml.ts';

/** Answers PUT (RFC 6352 §6.3.2, RFC 4791 §5.3.2): stores the bytes as they are, or nothing. */
export function putItem(request: DavRequest, segments: readonly string[], site: Site): DavReply {
  const name = segments.at(-1);
  const collection = site.tree.collection(segments.slice(0, -1));
  if (name === undefined || site.tree.collection(segments) !== undefined) return plain(405);
  if (collection === undefined) return plain(409);
  const before = collection.items.get(name);
  if (!preconditionsHold(request, before)) return plain(412);
  const broken = brokenRule(request.body, name, collection, site);
  if (broken !== null) return broken;
  const item = site.tree.put(collection, name, request.body, request.index);
  return plain(before === undefined ? 201 : 204, { etag: item.etag });
}

/** Answers DELETE of an item or a whole collection. */
export function deleteResource(request: DavRequest, resource: Resource, site: Site): DavReply {
  if (resource.type === 'collection') {
    site.tree.removeCollection(resource.collection, request.index);
    return plain(204);
  }
  if (resource.type !== 'item') return plain(403);
  if (!preconditionsHold(request, resource.item)) return plain(412);
  site.tree.remove(resource.collection, resource.item.name, request.index);
  return plain(204);
}

// RFC 9110 §13.1: If-Match needs the item as named, If-None-Match: * needs that there is none.
function preconditionsHold(request: DavRequest, item: DavItem | undefined): boolean {
  const { 'if-match': ifMatch, 'if-none-match': ifNoneMatch } = request.headers;
  if (ifMatch !== undefined && (item === undefined || !namesEtag(ifMatch, item.etag))) return false;
  return ifNoneMatch === undefined || item === undefined || !namesEtag(ifNoneMatch, item.etag);
}

function namesEtag(header: string, etag: string): boolean {
  return header.split(',').some((one) => one.trim() === '*' || one.trim() === etag);
}

function brokenRule(body: Buffer, name: string, collection: DavCollection, site: Site): DavReply | null {
  if (collection.kind !== 'contacts' && collection.kind !== 'calendar') return null;
  const prefix = collection.kind === 'contacts' ? card : cal;
  if (body.length > MAX_RESOURCE_BYTES) return refusal(403, prefix('max-resource-size'));
  const verdict = collection.kind === 'contacts' ? checkCard(body.toString('utf8')) : checkCalendarObject(body.toString('utf8'));
  if ('refusal' in verdict) return refusal(verdict.refusal.status, verdict.refusal.condition);
  if (!allowsComponents(collection, verdict)) return refusal(403, cal('supported-calendar-component'));
  return uidConflict(verdict.uid, name, collection, site, prefix('no-uid-conflict'));
}

// RFC 6352 §6.3.2.1: a UID stands once in a collection, and an item keeps its UID.
function uidConflict(uid: string, name: string, collection: DavCollection, site: Site, condition: XmlName): DavReply | null {
  const other = site.tree.nameWithUid(collection, uid, name);
  if (other !== undefined) return refusal(409, condition, hrefElement(itemHref(collection, other)));
  const before = collection.items.get(name);
  const changesUid = before !== undefined && before.uid !== null && before.uid !== uid;
  return changesUid ? refusal(409, condition, hrefElement(itemHref(collection, name))) : null;
}

function allowsComponents(collection: DavCollection, verdict: Extract<BodyVerdict, { uid: string }>): boolean {
  const supported = collection.properties.get(cal('supported-calendar-component-set'));
  return collection.kind !== 'calendar' || supported === undefined || verdict.components.every((one) => supported.includes(`"${one}"`));
}
