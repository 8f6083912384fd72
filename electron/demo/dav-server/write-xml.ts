import { STATUS_CODES } from 'node:http';

import type { Multistatus, MultistatusRow, PropertyValue } from './messages.ts';
import { APPLE, CALDAV, CALENDARSERVER, CARDDAV, DAV, type XmlName } from './names.ts';

const PREFIXES = new Map([
  [DAV, 'd'],
  [CARDDAV, 'card'],
  [CALDAV, 'cal'],
  [CALENDARSERVER, 'cs'],
  [APPLE, 'ic'],
]);
const DECLARATIONS = [...PREFIXES].map(([namespace, prefix]) => `xmlns:${prefix}="${namespace}"`).join(' ');
const PROLOGUE = '<?xml version="1.0" encoding="utf-8"?>\n';

/** Text as XML content: CR survives as a reference (XML 1.0 §2.11 would turn CRLF into LF), what XML cannot hold is left out. */
export function escapeXml(text: string): string {
  if (!/[&<>"\r\0-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]/.test(text)) return text;
  return text
    .replace(/[\0-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]/g, '')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll('\r', '&#13;');
}

interface Tags {
  readonly open: string;
  readonly close: string;
  readonly empty: string;
}
const tagsOf = new Map<XmlName, Tags>();

/** The start, end and empty tag of an element, good inside the documents that this module writes. */
export function tags(name: XmlName): Tags {
  const known = tagsOf.get(name);
  if (known !== undefined) return known;
  const end = name.indexOf('}');
  const namespace = name.slice(1, end);
  const local = name.slice(end + 1);
  const prefix = PREFIXES.get(namespace);
  const made =
    prefix === undefined
      ? { open: `<x:${local} xmlns:x="${escapeXml(namespace)}">`, close: `</x:${local}>`, empty: `<x:${local} xmlns:x="${escapeXml(namespace)}"/>` }
      : { open: `<${prefix}:${local}>`, close: `</${prefix}:${local}>`, empty: `<${prefix}:${local}/>` };
  // Names come from requests: without a bound a client could fill the memory.
  if (tagsOf.size < 500) tagsOf.set(name, made);
  return made;
}

/** One element with ready-made content. */
export function element(name: XmlName, inner = ''): string {
  const { open, close, empty } = tags(name);
  return inner === '' ? empty : open + inner + close;
}

/** One `href` element (RFC 4918 §14.7). */
export function hrefElement(href: string): string {
  return `<d:href>${escapeXml(href)}</d:href>`;
}

/** A whole document with this root. */
export function document(name: XmlName, inner: string): string {
  const { open, close } = tags(name);
  return `${PROLOGUE}${open.replace('>', ` ${DECLARATIONS}>`)}${inner}${close}`;
}

/** A multistatus document (RFC 4918 §13). */
export function writeMultistatus(multistatus: Multistatus): string {
  const parts = [`${PROLOGUE}<d:multistatus ${DECLARATIONS}>\n`];
  for (const row of multistatus.rows) parts.push(writeRow(row));
  if (multistatus.syncToken !== undefined) parts.push(`<d:sync-token>${escapeXml(multistatus.syncToken)}</d:sync-token>`);
  parts.push('</d:multistatus>\n');
  return parts.join('');
}

function writeRow(row: MultistatusRow): string {
  let text = `<d:response>${hrefElement(row.href)}`;
  if (row.found !== undefined && row.found.length > 0) text += propstat(row.found.map(writeProperty).join(''), 200);
  if (row.missing !== undefined && row.missing.length > 0) text += propstat(row.missing.map((name) => tags(name).empty).join(''), 404);
  if (row.status !== undefined) text += statusElement(row.status);
  if (row.error !== undefined) text += `<d:error>${tags(row.error).empty}</d:error>`;
  // RFC 4918 §14.24: a response has a status or a propstat.
  if (row.status === undefined && !row.found?.length && !row.missing?.length) text += propstat('', 200);
  return `${text}</d:response>\n`;
}

function writeProperty(property: PropertyValue): string {
  return element(property.name, 'xml' in property ? property.xml : escapeXml(property.text));
}

function propstat(properties: string, status: number): string {
  return `<d:propstat><d:prop>${properties}</d:prop>${statusElement(status)}</d:propstat>`;
}

function statusElement(status: number): string {
  return `<d:status>HTTP/1.1 ${status} ${STATUS_CODES[status] ?? 'Unknown'}</d:status>`;
}
