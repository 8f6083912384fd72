import type { XmlElement } from '../../dav-server/read-xml.ts';
import { readExtendedField, type ExtendedField } from './extended-properties.ts';
import { kid, kidText, localName } from './xml.ts';

/** Which properties a client wants (ItemShape, FolderShape). */
export interface Shape {
  readonly base: 'IdOnly' | 'Default' | 'AllProperties';
  /** URIs of fields wanted beside the base. */
  readonly uris: ReadonlySet<string>;
  readonly extended: readonly ExtendedField[];
  readonly bodyType: 'HTML' | 'Text' | 'Best';
}

/** An id and nothing else. */
export const ID_ONLY: Shape = { base: 'IdOnly', uris: new Set(), extended: [], bodyType: 'Best' };

const DICTIONARY_FIELDS: readonly (readonly [string, string])[] = [
  ['contacts:EmailAddress', 'contacts:EmailAddresses'], ['contacts:PhoneNumber', 'contacts:PhoneNumbers'], ['contacts:ImAddress', 'contacts:ImAddresses'],
  ['contacts:PhysicalAddress', 'contacts:PhysicalAddresses'], ['distributionlist:Members', 'distributionlist:Members'],
];

/** Reads the shape of a request; one entry of a dictionary brings the whole of it. */
export function readShape(element: XmlElement | undefined): Shape {
  const base = kidText(element, 'BaseShape');
  const uris = new Set<string>();
  const extended: ExtendedField[] = [];
  for (const path of kid(element, 'AdditionalProperties')?.children ?? []) {
    const uri = path.attributes['FieldURI'] ?? '';
    if (localName(path) === 'ExtendedFieldURI') extended.push(readExtendedField(path));
    else uris.add(DICTIONARY_FIELDS.find(([prefix]) => localName(path) === 'IndexedFieldURI' && uri.startsWith(prefix))?.[1] ?? uri);
  }
  if (kidText(element, 'IncludeMimeContent') === 'true') uris.add('item:MimeContent');
  const bodyType = kidText(element, 'BodyType');
  return {
    base: base === 'Default' || base === 'AllProperties' ? base : 'IdOnly',
    uris,
    extended,
    bodyType: bodyType === 'HTML' || bodyType === 'Text' ? bodyType : 'Best',
  };
}
