import type { XmlElement } from '../../dav-server/read-xml.ts';
import type { Folder } from '../mailbox/folder.ts';
import type { Bag, Item } from '../mailbox/item.ts';
import type { Mailbox } from '../mailbox/mailbox.ts';
import type { PropertyValue } from '../mailbox/property-keys.ts';
import { readFolderProperty, readProperty } from '../mailbox/read-property.ts';
import { DICTIONARIES } from './contact-fields.ts';
import { EwsError } from './errors.ts';
import { readExtendedField } from './extended-properties.ts';
import { FIELDS } from './item-xml.ts';
import type { Lookup } from './restriction.ts';
import type { Field } from './field.ts';
import { localName } from './xml.ts';

/** Every field by its URI; of those that several kinds of item have, the first. */
const BY_URI: ReadonlyMap<string, Field> = new Map(Object.values(FIELDS).flat().reverse().map((field) => [field.uri, field]));

/** Looks at an item through the paths of EWS, so that fields and MAPI tags find the same values. */
export function lookupInItem(mailbox: Mailbox, item: Item, bag: Bag = item.bag): Lookup {
  return (path) => {
    if (localName(path) === 'ExtendedFieldURI') return readProperty(mailbox, item, readExtendedField(path).key, bag);
    if (localName(path) === 'IndexedFieldURI') {
      const [key] = entryOf(path).keys;
      return key === undefined ? undefined : bag.get(key);
    }
    const field = BY_URI.get(path.attributes['FieldURI'] ?? '');
    if (field?.key === undefined) return idIn(path, mailbox, item);
    const value = readProperty(mailbox, item, field.key, bag);
    return typeof value === 'number' ? (field.words?.[value] ?? value) : value;
  };
}

/** Looks at a folder through the paths of EWS. */
export function lookupInFolder(mailbox: Mailbox, folder: Folder): Lookup {
  return (path): PropertyValue | undefined => {
    if (localName(path) === 'ExtendedFieldURI') return readFolderProperty(mailbox, folder, readExtendedField(path).key);
    switch (path.attributes['FieldURI']) {
      case 'folder:DisplayName':
        return folder.name;
      case 'folder:FolderClass':
        return folder.folderClass;
      case 'folder:TotalCount':
        return mailbox.countIn(folder.number);
      case 'folder:ChildFolderCount':
        return mailbox.folders.children(folder.number).length;
      case 'folder:ParentFolderId':
        return mailbox.ids.folderId(folder.parent);
      default:
        return undefined;
    }
  };
}

/** The entry of a dictionary that an IndexedFieldURI names. */
export function entryOf(path: XmlElement): (typeof DICTIONARIES)[string][number] {
  const entry = DICTIONARIES[path.attributes['FieldURI'] ?? '']?.find((one) => one.index === path.attributes['FieldIndex']);
  if (entry === undefined) throw new EwsError('ErrorInvalidPropertyRequest');
  return entry;
}

function idIn(path: XmlElement, mailbox: Mailbox, item: Item): PropertyValue | undefined {
  if (path.attributes['FieldURI'] === 'item:ItemId') return mailbox.ids.itemId(item.folder, item.instance);
  return path.attributes['FieldURI'] === 'item:ParentFolderId' ? mailbox.ids.folderId(item.folder) : undefined;
}
