import type { Attachment, Item } from '../mailbox/item.ts';
import type { Mailbox } from '../mailbox/mailbox.ts';
import { attachmentId, itemIdXml } from './id-xml.ts';
import { x, xText } from './xml.ts';

/** A file attachment; its bytes only where they were asked for. */
export function attachmentXml(mailbox: Mailbox, item: Item, attachment: Attachment, withContent: boolean): string {
  const inner =
    x('t:AttachmentId', '', { Id: attachmentId(mailbox, item, attachment) }) + xText('t:Name', attachment.name) + xText('t:ContentType', attachment.contentType) +
    (attachment.contentId === null ? '' : xText('t:ContentId', attachment.contentId)) + xText('t:Size', Math.floor((attachment.content.length * 3) / 4)) +
    xText('t:IsInline', attachment.isInline) + xText('t:IsContactPhoto', attachment.isContactPhoto) + (withContent ? x('t:Content', attachment.content) : '');
  return x('t:FileAttachment', inner);
}

/** The id of an attachment together with that of its item as it stands now. */
export function newAttachmentXml(mailbox: Mailbox, item: Item, attachment: Attachment): string {
  const root = { RootItemId: mailbox.ids.itemId(item.folder, item.instance), RootItemChangeKey: mailbox.ids.changeKey(item.change) };
  return x('t:FileAttachment', x('t:AttachmentId', '', { Id: attachmentId(mailbox, item, attachment), ...root }));
}

/** The item that an attachment belongs to, as an id alone. */
export function rootItemXml(mailbox: Mailbox, item: Item): string {
  return itemIdXml(mailbox, item, null, 'm:RootItemId').replace(' Id=', ' RootItemId=').replace(' ChangeKey=', ' RootItemChangeKey=');
}
