import type { Folder } from './folder.ts';
import type { Bag, Item } from './item.ts';
import { PROP } from './known-properties.ts';
import type { Mailbox } from './mailbox.ts';
import type { MapiKey, PropertyValue } from './property-keys.ts';

/** The value of a property of an item, whether it is kept or follows from what is kept; `bag` is that of an occurrence where one is meant. */
export function readProperty(mailbox: Mailbox, item: Item, key: MapiKey, bag: Bag = item.bag): PropertyValue | undefined {
  switch (key) {
    case PROP.entryId:
      return mailbox.ids.itemEntryId(item.folder, item.instance).toString('base64');
    case PROP.parentEntryId:
      return mailbox.ids.folderEntryId(item.folder).toString('base64');
    case PROP.sourceKey:
      return mailbox.ids.counter(item.instance).toString('base64');
    case PROP.changeKey:
      return mailbox.ids.counter(item.change).toString('base64');
    case PROP.predecessors:
      return Buffer.concat([Buffer.from([0x16]), mailbox.ids.counter(item.change)]).toString('base64');
    case PROP.articleNumber:
      return item.arrivedAt;
    case PROP.hasAttachments:
      return item.attachments.some((one) => !one.isContactPhoto);
    case PROP.size:
      return sizeOf(item);
    case PROP.isRecurring:
      return item.recurrence !== null;
    default:
      return bag.get(key);
  }
}

/** The value of a property of a folder. */
export function readFolderProperty(mailbox: Mailbox, folder: Folder, key: MapiKey): PropertyValue | undefined {
  switch (key) {
    case PROP.displayName:
      return folder.name;
    case PROP.containerClass:
      return folder.folderClass === '' ? undefined : folder.folderClass;
    case PROP.entryId:
      return mailbox.ids.folderEntryId(folder.number).toString('base64');
    case PROP.parentEntryId:
      return mailbox.ids.folderEntryId(folder.parent).toString('base64');
    case PROP.sourceKey:
      return mailbox.ids.counter(folder.number).toString('base64');
    case PROP.changeKey:
      return mailbox.ids.counter(folder.change).toString('base64');
    case '0x3602':
      return mailbox.countIn(folder.number);
    case '0x3603':
      return 0;
    case '0x360a':
      return mailbox.folders.children(folder.number).length > 0;
    case '0x10f4':
      return folder.bag.get(key) ?? false;
    default:
      return folder.bag.get(key);
  }
}

/** About how many bytes an item takes. */
export function sizeOf(item: Item): number {
  let size = 512;
  for (const [key, value] of item.bag) size += key.length + (typeof value === 'object' ? value.join('').length : String(value).length);
  for (const attachment of item.attachments) size += Math.floor((attachment.content.length * 3) / 4);
  return size;
}
