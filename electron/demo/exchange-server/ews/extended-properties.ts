import type { XmlElement } from '../../dav-server/read-xml.ts';
import { idIn, nameIn, tag, type MapiKey, type PropertyValue } from '../mailbox/property-keys.ts';
import { EwsError } from './errors.ts';
import { kid, kids, kidText, x, xText } from './xml.ts';

/** A property as a client named it. */
export interface ExtendedField {
  readonly key: MapiKey;
  readonly type: string;
  /** The name again, as Exchange writes it: tags in lower case. */
  readonly xml: string;
}

/** Reads an ExtendedFieldURI; throws where its attributes do not go together (exdocs, extendedfielduri). */
export function readExtendedField(element: XmlElement): ExtendedField {
  const { PropertyTag: tagText, PropertyName: name, PropertyId: id, PropertyType: type = '', DistinguishedPropertySetId: set, PropertySetId: guid } = element.attributes;
  const owner = set ?? guid;
  if (tagText !== undefined) {
    const number = Number(tagText);
    // exdocs: tags of 0x8000 and above belong to named properties and cannot be asked for.
    if (owner !== undefined || name !== undefined || id !== undefined || !(number >= 1 && number < 0x8000)) throw new EwsError('ErrorInvalidExtendedProperty');
    return { key: tag(number), type, xml: x('t:ExtendedFieldURI', '', { PropertyTag: tag(number).replace(/^0x0+(?=.)/, '0x'), PropertyType: type }) };
  }
  if (owner === undefined || (set !== undefined && guid !== undefined) || (name === undefined) === (id === undefined)) throw new EwsError('ErrorInvalidExtendedProperty');
  const xml = x('t:ExtendedFieldURI', '', { DistinguishedPropertySetId: set, PropertySetId: guid, PropertyName: name, PropertyId: id, PropertyType: type });
  return { key: name === undefined ? idIn(owner, Number(id)) : nameIn(owner, name), type, xml };
}

/** The element that carries a property in an answer; '' where the item has none. */
export function writeExtended(field: ExtendedField, value: PropertyValue | undefined): string {
  if (value === undefined) return '';
  const inner = field.type.endsWith('Array')
    ? x('t:Values', (Array.isArray(value) ? (value as readonly string[]) : [String(value)]).map((one) => xText('t:Value', one)).join(''))
    : xText('t:Value', Array.isArray(value) ? value.join(';') : String(value));
  return x('t:ExtendedProperty', field.xml + inner);
}

/** The property and value that an ExtendedProperty element of a request sets. */
export function readExtended(element: XmlElement): readonly [MapiKey, PropertyValue] {
  const uri = kid(element, 'ExtendedFieldURI');
  if (uri === undefined) throw new EwsError('ErrorInvalidExtendedProperty');
  const field = readExtendedField(uri);
  if (field.type.endsWith('Array')) return [field.key, kids(kid(element, 'Values'), 'Value').map((one) => one.text)];
  return [field.key, readValue(field.type, kid(element, 'Value')?.text ?? kidText(element, 'Value'))];
}

/** A value of this type from its text. */
export function readValue(type: string, text: string): PropertyValue {
  switch (type) {
    case 'Integer':
    case 'Short':
    case 'Long':
    case 'Double':
    case 'Float':
    case 'Currency':
      if (!Number.isFinite(Number(text)) || text.trim() === '') throw new EwsError('ErrorInvalidExtendedPropertyValue');
      return Number(text);
    case 'Boolean':
      return text.trim() === 'true' || text.trim() === '1';
    case 'SystemTime':
      return readTime(text);
    case 'Binary':
      return text.replace(/\s+/g, '');
    default:
      return text;
  }
}

/** A time as the mailbox keeps it; one without a zone is taken as UTC, as Exchange does where no time zone is named. */
export function readTime(text: string): string {
  const trimmed = text.trim();
  const dated = /^\d{4}-\d\d-\d\d(?:Z|[+-]\d\d:\d\d)?$/.test(trimmed) ? `${trimmed.slice(0, 10)}T00:00:00${trimmed.slice(10)}` : trimmed;
  const milliseconds = Date.parse(/(?:Z|[+-]\d\d:\d\d)$/.test(dated) ? dated : `${dated}Z`);
  if (Number.isNaN(milliseconds)) throw new EwsError('ErrorInvalidExtendedPropertyValue');
  return `${new Date(milliseconds).toISOString().slice(0, 19)}Z`;
}
