import type { XmlElement } from '../../dav-server/read-xml.ts';
import type { Bag, Draft, Item } from '../mailbox/item.ts';
import type { Mailbox } from '../mailbox/mailbox.ts';
import type { MapiKey, PropertyValue } from '../mailbox/property-keys.ts';
import { readProperty } from '../mailbox/read-property.ts';
import { readTime } from './extended-properties.ts';
import { kids, x, xText } from './xml.ts';

/** An item, or one occurrence of it, as it is being written out. */
export interface ItemView {
  readonly mailbox: Mailbox;
  readonly item: Item;
  /** That of the occurrence where one is meant. */
  readonly bag: Bag;
  /** When the series has this occurrence; null for the item itself. */
  readonly originalStart: string | null;
  readonly bodyType: 'HTML' | 'Text' | 'Best';
  /** FindItem and SyncFolderItems give neither bodies nor attachments nor the attendees (exdocs, property-sets). */
  readonly isListing: boolean;
}

/** One property as EWS names it: how it is written, and what a client does by setting or deleting it. */
export interface Field {
  readonly uri: string;
  readonly element: string;
  /** Part of the Default shape. */
  readonly isDefault?: boolean;
  /** Given only to those who name it. */
  readonly isHidden?: boolean;
  /** The value that it is compared and sorted by. */
  readonly key?: MapiKey;
  /** Words for the numbers that are kept. */
  readonly words?: readonly string[];
  /** XML of the element; '' where the item has no such value. */
  write(view: ItemView): string;
  /** Missing where it is read-only. */
  read?(element: XmlElement, draft: Draft, mailbox: Mailbox): void;
  clear?(draft: Draft): void;
  append?(element: XmlElement, draft: Draft): void;
}

type Extra = Pick<Field, 'isDefault' | 'isHidden'>;

/** A field that is the text of one property. */
export function textField(uri: string, element: string, key: MapiKey, extra: Extra = {}): Field {
  return {
    ...oneProperty(uri, element, key, extra),
    write: (view) => writeText(view, element, key),
    read: (from, draft) => void draft.bag.set(key, from.text),
  };
}

/** A field that is a time in UTC. */
export function timeField(uri: string, element: string, key: MapiKey, extra: Extra = {}): Field {
  return {
    ...oneProperty(uri, element, key, extra),
    write: (view) => writeText(view, element, key),
    read: (from, draft) => void draft.bag.set(key, readTime(from.text)),
  };
}

/** A field that is true or false; false where nothing is kept. */
export function flagField(uri: string, element: string, key: MapiKey, extra: Extra = {}): Field {
  return {
    ...oneProperty(uri, element, key, extra),
    write: (view) => xText(`t:${element}`, readProperty(view.mailbox, view.item, key, view.bag) === true),
    read: (from, draft) => void draft.bag.set(key, from.text.trim() === 'true' || from.text.trim() === '1'),
  };
}

/** A field that is a number; kept divided by `scale` (EWS counts percent from 0 to 100, MAPI from 0 to 1). */
export function numberField(uri: string, element: string, key: MapiKey, extra: Extra = {}, scale = 1): Field {
  return {
    ...oneProperty(uri, element, key, extra),
    write: (view) => {
      const value = readProperty(view.mailbox, view.item, key, view.bag);
      return typeof value === 'number' ? xText(`t:${element}`, value * scale) : '';
    },
    read: (from, draft) => void draft.bag.set(key, Number(from.text) / scale),
  };
}

/** A field that is a word for a number that is kept. */
export function wordField(uri: string, element: string, key: MapiKey, words: readonly string[], extra: Extra = {}): Field {
  return {
    ...oneProperty(uri, element, key, extra),
    words,
    write: (view) => {
      const value = readProperty(view.mailbox, view.item, key, view.bag);
      const word = typeof value === 'number' ? words[value] : undefined;
      return word === undefined ? '' : xText(`t:${element}`, word);
    },
    read: (from, draft) => void draft.bag.set(key, Math.max(0, words.indexOf(from.text.trim()))),
  };
}

/** A field that is a list of texts. */
export function listField(uri: string, element: string, key: MapiKey, extra: Extra = {}): Field {
  return {
    ...oneProperty(uri, element, key, extra),
    write: (view) => {
      const value = readProperty(view.mailbox, view.item, key, view.bag);
      const texts = Array.isArray(value) ? (value as readonly string[]) : typeof value === 'string' && value !== '' ? [value] : [];
      return texts.length === 0 ? '' : x(`t:${element}`, texts.map((one) => xText('t:String', one)).join(''));
    },
    read: (from, draft) => void draft.bag.set(key, kids(from, 'String').map((one) => one.text)),
    append: (from, draft) => {
      const before = draft.bag.get(key);
      draft.bag.set(key, [...(Array.isArray(before) ? (before as readonly string[]) : []), ...kids(from, 'String').map((one) => one.text)]);
    },
  };
}

/** A field that only the server writes. */
export function readOnly(field: Field): Field {
  const { uri, element, isDefault, isHidden, key, words, write } = field;
  return { uri, element, write, ...(isDefault && { isDefault }), ...(isHidden && { isHidden }), ...(key !== undefined && { key }), ...(words && { words }) };
}

/** A field that follows from others. */
export function derivedField(uri: string, element: string, write: (view: ItemView) => string, extra: Extra = {}): Field {
  return { uri, element, write, ...extra };
}

/** The value of a property of what is being written. */
export function valueIn(view: ItemView, key: MapiKey): PropertyValue | undefined {
  return readProperty(view.mailbox, view.item, key, view.bag);
}

function writeText(view: ItemView, element: string, key: MapiKey): string {
  const value = valueIn(view, key);
  return value === undefined || value === '' ? '' : xText(`t:${element}`, Array.isArray(value) ? value.join('; ') : String(value));
}

function oneProperty(uri: string, element: string, key: MapiKey, extra: Extra): Omit<Field, 'write'> & { clear(draft: Draft): void } {
  return { uri, element, key, ...extra, clear: (draft) => void draft.bag.delete(key) };
}
