import type { Bag, Draft, Item } from '../mailbox/item.ts';
import type { Mailbox } from '../mailbox/mailbox.ts';
import { idIn, nameIn, tag, type MapiKey, type PropertyValue } from '../mailbox/property-keys.ts';
import { readProperty } from '../mailbox/read-property.ts';
import { GraphError, listIn, textIn, type Json } from './call.ts';

/** The key and type that an id of an extended property names; throws where it has none of the three forms. */
export function readPropertyId(id: string): { readonly key: MapiKey; readonly type: string } {
  const match = /^(\w+) (?:0x([0-9a-f]{1,4})|\{([0-9a-f-]{36})\} (?:Name (.+)|Id 0x([0-9a-f]{1,4})))$/i.exec(id);
  if (match === null) throw new GraphError(400, 'ErrorInvalidProperty', 'The id of the extended property is malformed.');
  const [, type = '', tagText, set = '', name, idText] = match;
  if (tagText !== undefined) return { key: tag(Number.parseInt(tagText, 16)), type };
  return { key: name === undefined ? idIn(set, Number.parseInt(idText ?? '0', 16)) : nameIn(set, name), type };
}

/** The ids that `$expand` asks for of the single or the multiple values. */
export function expandedIds(expand: string, collection: 'singleValueExtendedProperties' | 'multiValueExtendedProperties'): readonly string[] {
  const at = expand.indexOf(`${collection}(`);
  if (at < 0) return [];
  return [...expand.slice(at, endOfBrackets(expand, at + collection.length)).matchAll(/\bid eq '((?:[^']|'')*)'/g)].map((one) => (one[1] ?? '').replaceAll("''", "'"));
}

/** The extended properties that were asked for, those that the item has. */
export function writeExtendedJson(mailbox: Mailbox, item: Item, expand: string, bag: Bag = item.bag): Json {
  const written: Json = {};
  const values = (name: 'singleValueExtendedProperties' | 'multiValueExtendedProperties') =>
    expandedIds(expand, name).flatMap((id) => {
      const value = readProperty(mailbox, item, readPropertyId(id).key, bag);
      return value === undefined ? [] : [{ id, value }];
    });
  const single = values('singleValueExtendedProperties').filter((one) => !Array.isArray(one.value)).map((one) => ({ id: one.id, value: String(one.value as string | number | boolean) }));
  const multiple = values('multiValueExtendedProperties').map((one) => ({ id: one.id, value: Array.isArray(one.value) ? one.value : [String(one.value as string)] }));
  if (single.length > 0) written['singleValueExtendedProperties'] = single;
  if (multiple.length > 0) written['multiValueExtendedProperties'] = multiple;
  return written;
}

/** Sets the extended properties of a request; a null value takes one away. */
export function readExtendedJson(body: Json, draft: Draft): void {
  for (const one of listIn(body, 'singleValueExtendedProperties')) {
    const { key, type } = readPropertyId(textIn(one, 'id'));
    if (one['value'] === null) draft.bag.delete(key);
    else draft.bag.set(key, valueOf(type, textIn(one, 'value')));
  }
  for (const one of listIn(body, 'multiValueExtendedProperties')) draft.bag.set(readPropertyId(textIn(one, 'id')).key, (one['value'] as readonly string[] | undefined) ?? []);
}

function valueOf(type: string, text: string): PropertyValue {
  if (/^(?:integer|short|long|double|float|currency)$/i.test(type)) return Number(text);
  if (/^boolean$/i.test(type)) return text.toLowerCase() === 'true';
  if (/^systemtime$/i.test(type) && !Number.isNaN(Date.parse(text))) return `${new Date(text).toISOString().slice(0, 19)}Z`;
  return text;
}

function endOfBrackets(text: string, open: number): number {
  let depth = 0;
  for (let at = open; at < text.length; at += 1) {
    if (text[at] === '(') depth += 1;
    if (text[at] === ')') depth -= 1;
    if (depth === 0) return at;
  }
  return text.length;
}
