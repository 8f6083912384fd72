import { isMultistatus, type DavReply } from './messages.ts';
import { writeMultistatus } from './write-xml.ts';

/** A reply's headers and body as they go over the wire, apart from its length. */
export function asBytes(reply: DavReply): { readonly headers: Record<string, string>; readonly bytes: Buffer } {
  if (isMultistatus(reply.body)) {
    return { headers: { 'content-type': 'application/xml; charset=utf-8', ...reply.headers }, bytes: Buffer.from(writeMultistatus(reply.body), 'utf8') };
  }
  return { headers: { ...reply.headers }, bytes: typeof reply.body === 'string' ? Buffer.from(reply.body, 'utf8') : (reply.body ?? Buffer.alloc(0)) };
}
