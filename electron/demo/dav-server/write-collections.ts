import type { CollectionKind } from './dav-tree.ts';
import type { DavReply, DavRequest, PropertyValue } from './messages.ts';
import { cal, card, dav, RESOURCE_TYPE, type XmlName } from './names.ts';
import { isProtected } from './properties.ts';
import { child, childrenNamed, innerXml, readXml, type XmlElement } from './read-xml.ts';
import { plain, refusal } from './replies.ts';
import { findResource, type Resource, type Site } from './resources.ts';

/** Answers extended MKCOL (RFC 5689) and MKCALENDAR (RFC 4791 §5.3.1), keeping the properties asked for. */
export function makeCollection(request: DavRequest, segments: readonly string[], site: Site): DavReply {
  if (findResource(site, segments) !== undefined) return plain(405);
  const parent = findResource(site, segments.slice(0, -1));
  if (segments.length === 0 || parent === undefined) return plain(409);
  if (parent.type !== 'folder') return refusal(403, dav('resource-must-be-null'));
  const asked = request.body.length === 0 ? undefined : readXml(request.body.toString('utf8'));
  const wanted = child(child(asked, dav('set')), dav('prop'))?.children ?? [];
  const kind = request.method === 'MKCALENDAR' ? 'calendar' : kindOf(wanted.find((one) => one.name === RESOURCE_TYPE));
  const kept = wanted.filter((one) => one.name === COMPONENT_SET || !isProtected(one.name));
  site.tree.addCollection(
    segments,
    kind,
    kept.map((one): [XmlName, string] => [one.name, innerXml(one)]),
    request.index,
  );
  return plain(201);
}

/** Answers PROPPATCH on a collection (RFC 4918 §9.2): all of it or nothing. */
export function patchProperties(request: DavRequest, resource: Resource): DavReply {
  if (resource.type !== 'collection') return plain(403);
  const asked = readXml(request.body.toString('utf8'));
  const set = childrenNamed(asked, dav('set')).flatMap((one) => child(one, dav('prop'))?.children ?? []);
  const removed = childrenNamed(asked, dav('remove')).flatMap((one) => child(one, dav('prop'))?.children ?? []);
  const names = [...set, ...removed].map((one) => one.name);
  if (names.some(isProtected)) return refusal(403, dav('cannot-modify-protected-property'));
  for (const one of set) resource.collection.properties.set(one.name, innerXml(one));
  for (const one of removed) resource.collection.properties.delete(one.name);
  const found = names.map((name): PropertyValue => ({ name, xml: '' }));
  return { status: 207, body: { rows: [{ href: resource.href, found }] } };
}

const COMPONENT_SET = cal('supported-calendar-component-set');

function kindOf(resourceType: XmlElement | undefined): CollectionKind {
  if (child(resourceType, card('addressbook')) !== undefined) return 'contacts';
  return child(resourceType, cal('calendar')) === undefined ? 'plain' : 'calendar';
}
