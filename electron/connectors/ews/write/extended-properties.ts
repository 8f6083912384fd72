import { MARKER_PROPERTY, mapiPropertyOf, ORIGIN_PROPERTY } from '../../../core/exchange/mapi-properties.ts';
import { graphIdOfUri } from '../../../core/exchange/mapi-property.ts';
import { originOf } from '../../exchange/origin-of.ts';
import { element, textElement } from '../soap/write-xml.ts';
import { type XmlElement, child, childText, childrenNamed } from '../soap/xml-tree.ts';
import { asItStands } from './sent-element.ts';

/** An extended property of an item, by the id that both protocols share. */
export interface ExtendedProperty {
  readonly id: string;
  readonly uri: string;
  readonly xml: string;
}

/** MS-OXCMAIL: the title before a name has a tag, and no field in EWS. */
const TITLE_URI = { PropertyTag: '0x3A45', PropertyType: 'String' };
/** Sets in which the calendar attendant and the store write for themselves. */
const NOT_OURS = /11000E07-B51B-40D6-AF21-CAA85EDAB1D0|41F28F13-83F4-4114-A584-EEDB5A6B0BFF/i;

/** What a client may set of an item's extended properties: the named ones that say no identity, and the title of a contact. */
export function settableExtended(item: XmlElement): ReadonlyMap<string, ExtendedProperty> {
  const found = new Map<string, ExtendedProperty>();
  for (const property of childrenNamed(item, 't:ExtendedProperty')) {
    const uri = child(property, 't:ExtendedFieldURI');
    if (uri === undefined || uri.attributes['PropertyTag'] !== undefined) continue;
    const id = graphIdOfUri(uri.attributes);
    const known = mapiPropertyOf(id);
    if (id === '' || NOT_OURS.test(id) || (known !== undefined && known.kind !== 'trace')) continue;
    found.set(id, { id, uri: asItStands(uri), xml: asItStands(property) });
  }
  const title = childText(child(item, 't:CompleteName'), 't:Title');
  if (title !== '') found.set('title', ofText('title', TITLE_URI, title));
  return found;
}

/** The marker of a restore as a property to set. */
export function markerProperty(marker: string): ExtendedProperty {
  return ofText(MARKER_PROPERTY.graphId, MARKER_PROPERTY.ews, marker);
}

/** What a restore made this of, as a property to set. */
export function originProperty(uid: string): ExtendedProperty {
  return ofText(ORIGIN_PROPERTY.graphId, ORIGIN_PROPERTY.ews, originOf(uid));
}

/** The path of a contact's title, to take it away. */
export const TITLE_PATH = element('t:ExtendedFieldURI', '', TITLE_URI);

function ofText(id: string, attributes: Readonly<Record<string, string>>, text: string): ExtendedProperty {
  const uri = element('t:ExtendedFieldURI', '', attributes);
  return { id, uri, xml: element('t:ExtendedProperty', uri + textElement('t:Value', text)) };
}
