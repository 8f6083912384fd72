import { NAMESPACES } from './names.ts';

export type Attributes = Readonly<Record<string, string | number | undefined>>;

const IN_TEXT: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '\r': '&#13;' };
const IN_ATTRIBUTE: Readonly<Record<string, string>> = { ...IN_TEXT, '"': '&quot;', '\n': '&#10;', '\t': '&#9;' };

/** Text as it stands between tags. Characters that XML 1.0 has no way to hold are left out. */
export function escapeText(text: string): string {
  return text.replace(FORBIDDEN, '').replace(/[&<>\r]/g, (one) => IN_TEXT[one] ?? one);
}

/** One element with ready-made content; attributes without a value are left out. */
export function element(name: string, inner = '', attributes: Attributes = {}): string {
  let open = name;
  for (const [key, value] of Object.entries(attributes)) if (value !== undefined) open += ` ${key}="${escapeAttribute(String(value))}"`;
  return inner === '' ? `<${open}/>` : `<${open}>${inner}</${name}>`;
}

/** One element with text. */
export function textElement(name: string, text: string | number, attributes: Attributes = {}): string {
  return element(name, escapeText(String(text)), attributes);
}

/** A whole request; a service account names the mailbox that it acts for. */
export function envelope(body: string, mailbox: string | undefined): string {
  const version = element('t:RequestServerVersion', '', { Version: 'Exchange2013_SP1' });
  const acting = mailbox === undefined ? '' : element('t:ExchangeImpersonation', element('t:ConnectingSID', textElement('t:PrimarySmtpAddress', mailbox)));
  return (
    `<?xml version="1.0" encoding="utf-8"?><s:Envelope xmlns:s="${NAMESPACES.s}" xmlns:t="${NAMESPACES.t}" xmlns:m="${NAMESPACES.m}">` +
    `<s:Header>${version}${acting}</s:Header><s:Body>${body}</s:Body></s:Envelope>`
  );
}

/** Beyond the Char of XML 1.0 §2.2. */
const FORBIDDEN = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]|[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/g;

function escapeAttribute(text: string): string {
  return text.replace(FORBIDDEN, '').replace(/[&<>\r"\n\t]/g, (one) => IN_ATTRIBUTE[one] ?? one);
}
