import type { DavRequest } from '../../demo/dav-server/messages.ts';
import { ADDRESS_DATA, CALENDAR_DATA, dav } from '../../demo/dav-server/names.ts';
import { BadXml, child, readXml, type XmlElement } from '../../demo/dav-server/read-xml.ts';

/** The root of a REPORT's body; undefined for every other request and for a body that is no XML. */
export function readReport(request: DavRequest): XmlElement | undefined {
  if (request.method !== 'REPORT') return undefined;
  try {
    return readXml(request.body.toString('utf8'));
  } catch (error) {
    if (error instanceof BadXml) return undefined;
    throw error;
  }
}

/** The local name of an element. */
export function localName(element: XmlElement): string {
  return element.name.slice(element.name.indexOf('}') + 1);
}

/** True where a request is for `addressbook-` or `calendar-` followed by this. */
export function isReport(report: XmlElement | undefined, kind: 'multiget' | 'query'): report is XmlElement {
  return report !== undefined && localName(report).endsWith(`-${kind}`);
}

/** The vCard version that a request asks for, in its body or its Accept header. */
export function askedVersion(request: DavRequest): string | undefined {
  const report = readReport(request);
  const properties = report === undefined ? undefined : child(report, dav('prop'));
  const data = child(properties, ADDRESS_DATA) ?? child(properties, CALENDAR_DATA);
  return data?.attributes['version'] ?? /version="?(\d\.\d)/.exec(request.headers['accept'] ?? '')?.[1];
}

/** The same request with another body. */
export function withBody(request: DavRequest, body: string): DavRequest {
  return { ...request, body: Buffer.from(body, 'utf8') };
}

/** The same request without some headers. */
export function withoutHeaders(request: DavRequest, ...names: readonly string[]): DavRequest {
  return { ...request, headers: Object.fromEntries(Object.entries(request.headers).filter(([name]) => !names.includes(name))) };
}
