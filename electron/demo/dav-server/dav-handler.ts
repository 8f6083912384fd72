import { decodePath } from './hrefs.ts';
import type { DavHandler, DavReply, DavRequest } from './messages.ts';
import { propfind } from './propfind.ts';
import { contentTypeOf } from './properties.ts';
import { BadXml } from './read-xml.ts';
import { plain } from './replies.ts';
import { report } from './report.ts';
import { findResource, type Resource, type Site } from './resources.ts';
import { makeCollection, patchProperties } from './write-collections.ts';
import { deleteResource, putItem } from './write-items.ts';

/** What this server says that it can (RFC 4918 §10.1). */
export const DAV_HEADER = '1, 3, extended-mkcol, addressbook, calendar-access';
const ALLOW = 'OPTIONS, GET, HEAD, PUT, DELETE, PROPFIND, PROPPATCH, REPORT, MKCOL, MKCALENDAR';

/** A CardDAV and CalDAV server of one user, as a function from request to reply; who asks has been checked before. */
export function createDavHandler(site: Site): DavHandler {
  return (request) => {
    try {
      const reply = answer(request, site);
      return { ...reply, headers: { dav: DAV_HEADER, ...reply.headers } };
    } catch (error) {
      if (error instanceof BadXml) return plain(400);
      throw error;
    }
  };
}

function answer(request: DavRequest, site: Site): DavReply {
  const segments = decodePath(request.path);
  if (segments === null) return plain(400);
  // RFC 6764 §5: where discovery begins.
  if (segments[0] === '.well-known') return segments.length === 2 && /^ca(?:rd|l)dav$/.test(segments[1] ?? '') ? plain(301, { location: '/' }) : plain(404);
  switch (request.method) {
    case 'OPTIONS':
      return plain(200, { allow: ALLOW });
    case 'PUT':
      return putItem(request, segments, site);
    case 'MKCOL':
    case 'MKCALENDAR':
      return makeCollection(request, segments, site);
    default: {
      const resource = findResource(site, segments);
      return resource === undefined ? plain(404) : answerOn(request, resource, site);
    }
  }
}

function answerOn(request: DavRequest, resource: Resource, site: Site): DavReply {
  switch (request.method) {
    case 'PROPFIND':
      return propfind(request, resource, site);
    case 'REPORT':
      return report(request, resource, site);
    case 'PROPPATCH':
      return patchProperties(request, resource);
    case 'DELETE':
      return deleteResource(request, resource, site);
    case 'GET':
    case 'HEAD':
      return readItem(request, resource);
    default:
      return plain(405, { allow: ALLOW });
  }
}

function readItem(request: DavRequest, resource: Resource): DavReply {
  if (resource.type !== 'item') return plain(405, { allow: ALLOW });
  const headers = { etag: resource.item.etag, 'content-type': contentTypeOf(resource) };
  if (request.headers['if-none-match'] === resource.item.etag) return plain(304, headers);
  return { status: 200, headers, body: resource.item.body };
}
