import type { DavReply } from './messages.ts';
import { dav, type XmlName } from './names.ts';
import { document, element } from './write-xml.ts';

/** A refusal that names the broken condition (RFC 4918 §16). */
export function refusal(status: number, condition: XmlName, inner = ''): DavReply {
  return { status, headers: { 'content-type': 'application/xml; charset=utf-8' }, body: document(dav('error'), element(condition, inner)) };
}

/** A reply that is a status and nothing else. */
export function plain(status: number, headers: Readonly<Record<string, string>> = {}): DavReply {
  return { status, headers };
}
