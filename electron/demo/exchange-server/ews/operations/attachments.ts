import type { XmlElement } from '../../../dav-server/read-xml.ts';
import { draftOf, type Attachment, type Item } from '../../mailbox/item.ts';
import { HAS_PICTURE } from '../../mailbox/make-drafts.ts';
import type { Mailbox } from '../../mailbox/mailbox.ts';
import { attachmentXml, newAttachmentXml, rootItemXml } from '../attachment-xml.ts';
import type { EwsAnswer, EwsCall } from '../call.ts';
import { EwsError, respondEach } from '../errors.ts';
import { findItem, itemOf } from '../targets.ts';
import { kid, kidText, x } from '../xml.ts';

/** GetAttachment: the bytes of attachments. */
export function getAttachment({ mailbox, request }: EwsCall): EwsAnswer {
  return respondEach('GetAttachment', kid(request, 'AttachmentIds')?.children ?? [], (id) => {
    const { item, attachment } = attachmentOf(mailbox, id);
    return x('m:Attachments', attachmentXml(mailbox, item, attachment, true));
  }, '<m:Attachments/>');
}

/** CreateAttachment: files for an item that is there; a contact's picture among them. */
export function createAttachment({ mailbox, request, by }: EwsCall): EwsAnswer {
  return respondEach('CreateAttachment', kid(request, 'Attachments')?.children ?? [], (element) => {
    const parent = kid(request, 'ParentItemId');
    if (parent === undefined) throw new EwsError('ErrorInvalidIdEmpty');
    const { item } = itemOf(mailbox, parent);
    const attachment: Attachment = {
      number: mailbox.nextNumber(),
      name: kidText(element, 'Name'),
      contentType: kidText(element, 'ContentType') || 'application/octet-stream',
      content: kidText(element, 'Content').replace(/\s+/g, ''),
      isInline: kidText(element, 'IsInline') === 'true',
      isContactPhoto: kidText(element, 'IsContactPhoto') === 'true',
      contentId: kidText(element, 'ContentId') || null,
    };
    const draft = draftOf(item);
    if (attachment.isContactPhoto) draft.bag.set(HAS_PICTURE, true);
    draft.attachments = [...draft.attachments.filter((one) => !(attachment.isContactPhoto && one.isContactPhoto)), attachment];
    return x('m:Attachments', newAttachmentXml(mailbox, mailbox.update(item, draft, by), attachment));
  }, '<m:Attachments/>');
}

/** DeleteAttachment: takes files away from their items. */
export function deleteAttachment({ mailbox, request, by }: EwsCall): EwsAnswer {
  return respondEach('DeleteAttachment', kid(request, 'AttachmentIds')?.children ?? [], (id) => {
    const { item, attachment } = attachmentOf(mailbox, id);
    const draft = draftOf(item);
    draft.attachments = draft.attachments.filter((one) => one.number !== attachment.number);
    if (attachment.isContactPhoto) draft.bag.set(HAS_PICTURE, false);
    return rootItemXml(mailbox, mailbox.update(item, draft, by));
  });
}

function attachmentOf(mailbox: Mailbox, id: XmlElement): { readonly item: Item; readonly attachment: Attachment } {
  const [itemId, number] = Buffer.from(id.attributes['Id'] ?? '', 'base64').toString('latin1').split(' ');
  if (itemId === undefined || number === undefined) throw new EwsError('ErrorInvalidAttachmentId');
  const { item } = findItem(mailbox, itemId);
  const attachment = item.attachments.find((one) => one.number === Number(number));
  if (attachment === undefined) throw new EwsError('ErrorInvalidAttachmentId');
  return { item, attachment };
}
