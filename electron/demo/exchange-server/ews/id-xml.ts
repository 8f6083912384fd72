import type { Attachment, Item } from '../mailbox/item.ts';
import type { Mailbox } from '../mailbox/mailbox.ts';
import { x } from './xml.ts';

/** The id of an item, or of one occurrence, with its change key. */
export function itemIdXml(mailbox: Mailbox, item: Item, occurrence: string | null = null, name = 't:ItemId'): string {
  return x(name, '', { Id: mailbox.ids.itemId(item.folder, item.instance, occurrence), ChangeKey: mailbox.ids.changeKey(item.change) });
}

/** The id of a folder with its change key. */
export function folderIdXml(mailbox: Mailbox, number: number, name = 't:FolderId'): string {
  return x(name, '', { Id: mailbox.ids.folderId(number), ChangeKey: mailbox.ids.changeKey(mailbox.folders.get(number)?.change ?? 1) });
}

/** The id of an attachment: that of its item with a number behind it. */
export function attachmentId(mailbox: Mailbox, item: Item, attachment: Attachment): string {
  return Buffer.from(`${mailbox.ids.itemId(item.folder, item.instance)} ${attachment.number}`, 'latin1').toString('base64');
}
