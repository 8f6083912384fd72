import { itemHref, type DavCollection } from './dav-tree.ts';
import { passesFilter } from './filters.ts';
import { decodePath, pathOfHref } from './hrefs.ts';
import type { DavReply, DavRequest, MultistatusRow } from './messages.ts';
import { cal, card, dav, type XmlName } from './names.ts';
import { propertyRow } from './properties.ts';
import { child, childrenNamed, readXml, type XmlElement } from './read-xml.ts';
import { refusal } from './replies.ts';
import { findResource, membersOf, type Resource, type Site } from './resources.ts';
import { changesSince, revisionOfToken, syncTokenOf } from './sync-token.ts';

type Report = (asked: XmlElement, collection: DavCollection, site: Site) => DavReply;

const REPORTS = new Map<XmlName, Report>([
  [card('addressbook-multiget'), multiget],
  [cal('calendar-multiget'), multiget],
  [card('addressbook-query'), query],
  [cal('calendar-query'), query],
  [dav('sync-collection'), syncCollection],
]);

/** Answers REPORT on a collection (RFC 3253 §3.6). */
export function report(request: DavRequest, resource: Resource, site: Site): DavReply {
  const asked = readXml(request.body.toString('utf8'));
  const answer = REPORTS.get(asked.name);
  if (answer === undefined || resource.type !== 'collection') return refusal(403, dav('supported-report'));
  return answer(asked, resource.collection, site);
}

// RFC 6352 §8.7, RFC 4791 §7.9: one row for each href, those that are not there included.
function multiget(asked: XmlElement, _: DavCollection, site: Site): DavReply {
  const wanted = wantedProperties(asked);
  const rows = childrenNamed(asked, dav('href')).map((href): MultistatusRow => {
    const segments = decodePath(pathOfHref(href.text));
    const resource = segments === null ? undefined : findResource(site, segments);
    return resource?.type === 'item' ? propertyRow(resource, wanted, site) : { href: pathOfHref(href.text), status: 404 };
  });
  return { status: 207, body: { rows } };
}

// RFC 6352 §8.6, RFC 4791 §7.8.
function query(asked: XmlElement, collection: DavCollection, site: Site): DavReply {
  const wanted = wantedProperties(asked);
  const filter = child(asked, card('filter')) ?? child(asked, cal('filter'));
  const matching = membersOf(site, { type: 'collection', href: collection.href, collection }).filter(
    (one) => one.type === 'item' && passesFilter(one.item, filter),
  );
  const limit = limitOf(asked, card('limit'), card('nresults'));
  const rows = matching.slice(0, limit).map((one) => propertyRow(one, wanted, site));
  // RFC 6352 §8.6.2: a cut-off answer says so.
  return { status: 207, body: { rows: matching.length > limit ? [...rows, tooMany(collection)] : rows } };
}

// RFC 6578 §3.
function syncCollection(asked: XmlElement, collection: DavCollection, site: Site): DavReply {
  const level = child(asked, dav('sync-level'))?.text.trim() ?? '1';
  if (level !== '1') return refusal(403, dav('sync-traversal-supported'));
  const revision = revisionOfToken(collection, child(asked, dav('sync-token'))?.text.trim() ?? '');
  if (revision === null) return refusal(403, dav('valid-sync-token'));
  const wanted = wantedProperties(asked);
  const changes = changesSince(collection, revision);
  const limit = limitOf(asked, dav('limit'), dav('nresults'));
  const sent = changes.slice(0, limit);
  const rows = sent.map(({ name, item }): MultistatusRow => {
    const href = itemHref(collection, name);
    return item === null ? { href, status: 404 } : propertyRow({ type: 'item', href, collection, item }, wanted, site);
  });
  if (sent.length === changes.length) return { status: 207, body: { rows, syncToken: syncTokenOf(collection) } };
  // RFC 6578 §3.6: the token of a cut-off answer stands for what was sent.
  return { status: 207, body: { rows: [...rows, tooMany(collection)], syncToken: syncTokenOf(collection, sent.at(-1)?.revision ?? revision) } };
}


function tooMany(collection: DavCollection): MultistatusRow {
  return { href: collection.href, status: 507, error: dav('number-of-matches-within-limits') };
}

function wantedProperties(asked: XmlElement): readonly XmlName[] | null {
  return child(asked, dav('prop'))?.children.map((one) => one.name) ?? null;
}

function limitOf(asked: XmlElement, limit: XmlName, results: XmlName): number {
  const value = Number(child(child(asked, limit), results)?.text.trim());
  return Number.isInteger(value) && value > 0 ? value : Infinity;
}
