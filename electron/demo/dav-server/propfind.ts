import type { DavReply, DavRequest } from './messages.ts';
import { dav, type XmlName } from './names.ts';
import { propertyRow } from './properties.ts';
import { child, readXml } from './read-xml.ts';
import { refusal } from './replies.ts';
import { membersOf, type Resource, type Site } from './resources.ts';

/** Answers PROPFIND of depth 0 or 1 (RFC 4918 §9.1); a deeper one is refused. */
export function propfind(request: DavRequest, resource: Resource, site: Site): DavReply {
  const depth = request.headers['depth'] ?? 'infinity';
  if (depth !== '0' && depth !== '1') return refusal(403, dav('propfind-finite-depth'));
  const wanted = wantedProperties(request.body);
  const resources = depth === '0' ? [resource] : [resource, ...membersOf(site, resource)];
  return { status: 207, body: { rows: resources.map((one) => propertyRow(one, wanted, site)) } };
}

// RFC 4918 §9.1: no body means allprop.
function wantedProperties(body: Buffer): readonly XmlName[] | null {
  if (body.length === 0) return null;
  return child(readXml(body.toString('utf8')), dav('prop'))?.children.map((one) => one.name) ?? null;
}
