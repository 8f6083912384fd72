import { CARD, CAL, DAV, PREFIXES } from './names.ts';

const DECLARED = Object.entries(PREFIXES)
  .map(([namespace, prefix]) => `xmlns:${prefix}="${namespace.slice(1, -1)}"`)
  .join(' ');
const HEAD = '<?xml version="1.0" encoding="utf-8"?>\n';

/** RFC 4918 §9.1. */
export function propfindBody(properties: readonly string[]): string {
  return `${HEAD}<D:propfind ${DECLARED}>${propElement(properties)}</D:propfind>`;
}

/** RFC 6578 §3.2; an empty token asks for everything. */
export function syncCollectionBody(token: string, properties: readonly string[]): string {
  const tokenElement = token === '' ? '<D:sync-token/>' : `<D:sync-token>${escapeXml(token)}</D:sync-token>`;
  return `${HEAD}<D:sync-collection ${DECLARED}>${tokenElement}<D:sync-level>1</D:sync-level>${propElement(properties)}</D:sync-collection>`;
}

/** RFC 6352 §8.7 or RFC 4791 §7.9. `data` is the element asked for, as XML. */
export function multigetBody(kind: 'carddav' | 'caldav', properties: readonly string[], data: string, paths: readonly string[]): string {
  const name = kind === 'carddav' ? 'CR:addressbook-multiget' : 'C:calendar-multiget';
  const hrefs = paths.map((path) => `<D:href>${escapeXml(path)}</D:href>`).join('');
  return `${HEAD}<${name} ${DECLARED}>${propElement(properties, data)}${hrefs}</${name}>`;
}

/** The data element that asks for an item as it is stored. */
export const STORED_DATA = { carddav: '<CR:address-data/>', caldav: '<C:calendar-data/>' } as const;
export const DATA_NAME = { carddav: `${CARD}address-data`, caldav: `${CAL}calendar-data` } as const;

/** RFC 6352 §10.4: some servers convert cards of version 4.0 down unless it is asked for. */
export const DATA_AS_VERSION_4 = '<CR:address-data content-type="text/vcard" version="4.0"/>';

/** Text as it may stand in an element or attribute. */
export function escapeXml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}

function propElement(properties: readonly string[], extra = ''): string {
  return `<D:prop>${properties.map(emptyElement).join('')}${extra}</D:prop>`;
}

function emptyElement(name: string): string {
  const end = name.indexOf('}') + 1;
  return `<${PREFIXES[name.slice(0, end)] ?? PREFIXES[DAV]}:${name.slice(end)}/>`;
}
