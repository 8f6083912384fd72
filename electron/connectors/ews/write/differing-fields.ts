import { element } from '../soap/write-xml.ts';
import { type XmlElement, child, childText, childrenNamed } from '../soap/xml-tree.ts';
import { type ExtendedProperty, TITLE_PATH, settableExtended } from './extended-properties.ts';
import { asItStands, sentElement, sentEntry } from './sent-element.ts';
import { EXTENDED, SETTABLE, type SettableField } from './settable.ts';

/** Dictionaries are changed entry by entry: the path of their entries. */
const ENTRIES: Readonly<Record<string, string>> = { 't:EmailAddresses': 'contacts:EmailAddress', 't:PhoneNumbers': 'contacts:PhoneNumber', 't:ImAddresses': 'contacts:ImAddress' };
const ADDRESS_PARTS = ['Street', 'City', 'State', 'CountryOrRegion', 'PostalCode'];

/** The updates (SetItemField, DeleteItemField) that make of the item as it stands the one that is wanted; none where they are the same. */
export function differingFields(present: XmlElement, wanted: XmlElement, except: ReadonlySet<string> = new Set()): readonly string[] {
  return (SETTABLE[wanted.name] ?? []).flatMap((field) => {
    if (field.onlyNew === true || except.has(field.element)) return [];
    if (field.element === EXTENDED) return differingExtended(present, wanted);
    const [before, after] = [child(present, field.element), child(wanted, field.element)];
    if (field.element === 't:PhysicalAddresses') return differingAddresses(wanted.name, before, after);
    const entries = ENTRIES[field.element];
    if (entries !== undefined) return differingEntries(wanted.name, field, entries, before, after);
    return differingField(wanted.name, field, before, after);
  });
}

/** Sets one element of an item. */
export function setField(item: string, uri: string, xml: string): string {
  return element('t:SetItemField', uri + element(item, xml));
}

function differingField(item: string, field: SettableField, before: XmlElement | undefined, after: XmlElement | undefined): readonly string[] {
  const path = element('t:FieldURI', '', { FieldURI: field.uri });
  if (after === undefined) return before === undefined || field.isStanding === true ? [] : [element('t:DeleteItemField', path)];
  const wanted = sentElement(after);
  if (before !== undefined && sentElement(before) === wanted) return [];
  return [setField(item, path, wanted)];
}

function differingEntries(item: string, field: SettableField, uri: string, before: XmlElement | undefined, after: XmlElement | undefined): readonly string[] {
  const [present, wanted] = [entriesOf(before), entriesOf(after)];
  return [...new Set([...present.keys(), ...wanted.keys()])].flatMap((key) => {
    const path = element('t:IndexedFieldURI', '', { FieldURI: uri, FieldIndex: key });
    const [old, entry] = [present.get(key), wanted.get(key)];
    if (entry === undefined) return [element('t:DeleteItemField', path)];
    const sent = field.element === 't:EmailAddresses' ? sentEntry : asItStands;
    return old !== undefined && sent(old) === sent(entry) ? [] : [setField(item, path, element(field.element, sent(entry)))];
  });
}

function differingAddresses(item: string, before: XmlElement | undefined, after: XmlElement | undefined): readonly string[] {
  const [present, wanted] = [entriesOf(before), entriesOf(after)];
  return [...new Set([...present.keys(), ...wanted.keys()])].flatMap((key) =>
    ADDRESS_PARTS.flatMap((part) => {
      const path = element('t:IndexedFieldURI', '', { FieldURI: `contacts:PhysicalAddress:${part}`, FieldIndex: key });
      const [old, text] = [childText(present.get(key), `t:${part}`), child(wanted.get(key), `t:${part}`)];
      if (text === undefined || text.text === '') return old === '' ? [] : [element('t:DeleteItemField', path)];
      if (child(present.get(key), `t:${part}`)?.text === text.text) return [];
      return [setField(item, path, element('t:PhysicalAddresses', element('t:Entry', asItStands(text), { Key: key })))];
    }),
  );
}

function differingExtended(present: XmlElement, wanted: XmlElement): readonly string[] {
  const [before, after] = [settableExtended(present), settableExtended(wanted)];
  const set = [...after.values()].filter((one) => before.get(one.id)?.xml !== one.xml).map((one) => setField(wanted.name, one.uri, one.xml));
  const gone = [...before.values()].filter((one) => !after.has(one.id)).map((one) => element('t:DeleteItemField', pathOf(one)));
  return [...set, ...gone];
}

function pathOf(property: ExtendedProperty): string {
  return property.id === 'title' ? TITLE_PATH : property.uri;
}

function entriesOf(dictionary: XmlElement | undefined): ReadonlyMap<string, XmlElement> {
  return new Map(childrenNamed(dictionary, 't:Entry').map((entry) => [entry.attributes['Key'] ?? '', entry]));
}
