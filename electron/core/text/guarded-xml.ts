import { SaxesParser } from 'saxes';
import type { AppError } from '../../../shared/errors.ts';

/** Why a document is not read on; `text` is what stands in a document type declaration. */
export type XmlRefusal = { readonly what: 'malformed'; readonly cause: Error } | { readonly what: 'doctype'; readonly text: string } | { readonly what: 'attributes' };

/** No element of the services and bodies read here has nearly as many; a flood of them costs more than its bytes. */
const MOST_ATTRIBUTES = 256;

/**
 * A parser that ends with the caller's error at a document type declaration, of which nothing is read, at too many attributes, and at what is
 * not well-formed. Control characters are let through, and told of: servers put those of a note or card raw into their XML.
 */
export function createGuardedParser(refusal: (why: XmlRefusal) => AppError, onControl: () => void = () => undefined): SaxesParser<{ xmlns: true; position: false }> {
  const parser = new SaxesParser({ xmlns: true, position: false });
  let attributes = 0;
  parser.on('error', (cause) => {
    if (!/disallowed character|malformed character entity/.test(cause.message)) throw refusal(/doctype/i.test(cause.message) ? { what: 'doctype', text: '' } : { what: 'malformed', cause });
    onControl();
  });
  parser.on('doctype', (text) => {
    throw refusal({ what: 'doctype', text });
  });
  parser.on('opentagstart', () => {
    attributes = 0;
  });
  parser.on('attribute', () => {
    attributes += 1;
    if (attributes > MOST_ATTRIBUTES) throw refusal({ what: 'attributes' });
  });
  return parser;
}
