import { decodePath } from '../../demo/dav-server/hrefs.ts';
import { isMultistatus, type DavHandler, type DavReply, type DavRequest, type MultistatusRow, type PropertyValue } from '../../demo/dav-server/messages.ts';
import { ADDRESS_DATA, CALENDAR_DATA, dav, ETAG, RESOURCE_TYPE } from '../../demo/dav-server/names.ts';
import { CALENDARS_HOME, homeHref, type Site } from '../../demo/dav-server/resources.ts';
import { escapeXml } from '../../demo/dav-server/write-xml.ts';
import type { Lies } from './lies.ts';
import { askedVersion } from './read-report.ts';

/** Lies of listings, and of how texts and hrefs are written. */
export function lieAboutContent(next: DavHandler, lies: Lies, site: Site): DavHandler {
  return async (request) => {
    if (request.path.startsWith('/.well-known/') && lies.wellKnown !== undefined) return wellKnown(lies.wellKnown);
    if (lies.etagsMove === true && request.method === 'PROPFIND' && request.headers['depth'] === '1') moveEtags(request, site);
    const reply = withDavHeader(await next(request), lies);
    const version = lies.serves === undefined ? undefined : askedVersion(request);
    if (isMultistatus(reply.body)) {
      const rows = lies.homeListsFiles === true && isListingOfCalendars(request, site) ? [...reply.body.rows, ...filesOfServer(site)] : reply.body.rows;
      return { ...reply, body: { ...reply.body, rows: rows.map((row) => changeRow(row, lies, version)) } };
    }
    const isItem = request.method === 'GET' && reply.status === 200 && Buffer.isBuffer(reply.body);
    return isItem && lies.serves !== undefined ? { ...reply, body: lies.serves(String(reply.body), version) } : reply;
  };
}

function changeRow(row: MultistatusRow, lies: Lies, version: string | undefined): MultistatusRow {
  const href = lies.hrefs?.(row.href) ?? row.href;
  if (row.found === undefined) return { ...row, href };
  return { ...row, href, found: row.found.map((one) => changeProperty(one, lies, version)) };
}

function changeProperty(property: PropertyValue, lies: Lies, version: string | undefined): PropertyValue {
  if ('xml' in property) {
    const isReports = property.name === dav('supported-report-set') && lies.reportsUnwrapped === true;
    return isReports ? { ...property, xml: property.xml.replaceAll(/<\/?d:report>/g, '') } : property;
  }
  if (property.name !== ADDRESS_DATA && property.name !== CALENDAR_DATA) return property;
  const served = property.name === ADDRESS_DATA ? (lies.serves?.(property.text, version) ?? property.text) : property.text;
  return { name: property.name, xml: writeText(served, lies) };
}

function writeText(text: string, lies: Lies): string {
  const ended = lies.lineEnds === 'lf' ? text.replaceAll('\r\n', '\n') : text;
  // A CDATA section cannot hold its own end: it is closed in the middle of it and opened again.
  if (lies.cdata === true) return `<![CDATA[${ended.replaceAll(']]>', ']]]]><![CDATA[>')}]]>`;
  const escaped = lies.rawControlCharacters === true ? escapeMarkup(ended) : escapeXml(ended);
  return lies.lineEnds === undefined ? escaped : escaped.replaceAll('&#13;', '\r');
}

function escapeMarkup(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

function isListingOfCalendars(request: DavRequest, site: Site): boolean {
  return request.method === 'PROPFIND' && request.headers['depth'] === '1' && request.path === homeHref(site, CALENDARS_HOME);
}

function filesOfServer(site: Site): readonly MultistatusRow[] {
  return ['personal.ics', 'personal.xml'].map((name) => ({
    href: homeHref(site, CALENDARS_HOME) + name,
    found: [
      { name: RESOURCE_TYPE, text: '' },
      { name: ETAG, text: '"file"' },
    ],
  }));
}

function moveEtags(request: DavRequest, site: Site): void {
  const collection = site.tree.collection(decodePath(request.path) ?? []);
  for (const name of [...(collection?.items.keys() ?? [])]) if (collection !== undefined) site.tree.retag(collection, name);
}

function withDavHeader(reply: DavReply, lies: Lies): DavReply {
  const extra = lies.davHeader;
  const own = reply.headers?.['dav'];
  return extra === undefined || own === undefined ? reply : { ...reply, headers: { ...reply.headers, dav: `${own}, ${extra}` } };
}

function wellKnown(how: NonNullable<Lies['wellKnown']>): DavReply {
  if (how === 'not-found') return { status: 404 };
  return { status: 200, headers: { 'content-type': 'text/html' }, body: '<html><body><h1>It works</h1></body></html>' };
}
