import type { XmlElement } from '../../dav-server/read-xml.ts';
import { escapeXml } from '../../dav-server/write-xml.ts';

const TYPES = 'http://schemas.microsoft.com/exchange/services/2006/types';
const MESSAGES = 'http://schemas.microsoft.com/exchange/services/2006/messages';
const SOAP = 'http://schemas.xmlsoap.org/soap/envelope/';

/** The name of an element without its namespace. */
export function localName(element: XmlElement): string {
  return element.name.slice(element.name.indexOf('}') + 1);
}

/** The first child with this local name. */
export function kid(parent: XmlElement | undefined, name: string): XmlElement | undefined {
  return parent?.children.find((one) => localName(one) === name);
}

/** The children with this local name. */
export function kids(parent: XmlElement | undefined, name: string): readonly XmlElement[] {
  return parent?.children.filter((one) => localName(one) === name) ?? [];
}

/** The text of a child, or '' where there is none. */
export function kidText(parent: XmlElement | undefined, name: string): string {
  return kid(parent, name)?.text.trim() ?? '';
}

export type Attributes = Readonly<Record<string, string | number | boolean | null | undefined>>;

/** One element with ready-made content; attributes without a value are left out. */
export function x(name: string, inner = '', attributes: Attributes = {}): string {
  let open = name;
  for (const [key, value] of Object.entries(attributes)) if (value !== null && value !== undefined) open += ` ${key}="${escapeXml(String(value))}"`;
  return inner === '' ? `<${open}/>` : `<${open}>${inner}</${name}>`;
}

/** One element with text. */
export function xText(name: string, text: string | number | boolean, attributes: Attributes = {}): string {
  return x(name, escapeXml(String(text)), attributes);
}

/** The build that this server says it is: Exchange Server SE (MajorBuildNumber as of its first release). */
const VERSION = { MajorVersion: 15, MinorVersion: 2, MajorBuildNumber: 2562, MinorBuildNumber: 17, Version: 'V2017_07_11' };

/** A whole SOAP answer with the server's version in its header. */
export function envelope(body: string): string {
  const header = x('t:ServerVersionInfo', '', VERSION);
  return `<?xml version="1.0" encoding="utf-8"?>\n<s:Envelope xmlns:s="${SOAP}" xmlns:t="${TYPES}" xmlns:m="${MESSAGES}"><s:Header>${header}</s:Header><s:Body>${body}</s:Body></s:Envelope>`;
}

/** A SOAP fault as Exchange words it, with the values that it hands out beside (BackOffMilliseconds …). */
export function soapFault(code: string, message: string, values: Readonly<Record<string, string>> = {}): string {
  const errors = 'http://schemas.microsoft.com/exchange/services/2006/errors';
  const extra = Object.entries(values).map(([name, value]) => xText('t:Value', value, { Name: name })).join('');
  const detail =
    `<e:ResponseCode xmlns:e="${errors}">${code}</e:ResponseCode><e:Message xmlns:e="${errors}">${escapeXml(message)}</e:Message>` +
    (extra === '' ? '' : `<t:MessageXml xmlns:t="${TYPES}">${extra}</t:MessageXml>`);
  return (
    `<?xml version="1.0" encoding="utf-8"?>\n<s:Envelope xmlns:s="${SOAP}"><s:Body><s:Fault><faultcode xmlns:a="${TYPES}">a:${code}</faultcode>` +
    `<faultstring xml:lang="en-US">${escapeXml(message)}</faultstring><detail>${detail}</detail></s:Fault></s:Body></s:Envelope>`
  );
}
