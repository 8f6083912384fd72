import type { EwsSession } from '../ews-session.ts';
import { element, textElement } from '../soap/write-xml.ts';
import { sendWrite } from './send-write.ts';

/** Gives a contact its picture. */
export async function addPhoto(session: EwsSession, contactId: string, base64: string, signal: AbortSignal): Promise<void> {
  const file = textElement('t:Name', 'ContactPicture.jpg') + textElement('t:ContentType', 'image/jpeg') + textElement('t:IsContactPhoto', 'true') + textElement('t:Content', base64);
  const parent = element('m:ParentItemId', '', { Id: contactId });
  await sendWrite(session, 'CreateAttachment', element('m:CreateAttachment', parent + element('m:Attachments', element('t:FileAttachment', file))), signal);
}

/** Takes a contact's picture away. */
export async function removePhoto(session: EwsSession, attachmentId: string, signal: AbortSignal): Promise<void> {
  await sendWrite(session, 'DeleteAttachment', element('m:DeleteAttachment', element('m:AttachmentIds', element('t:AttachmentId', '', { Id: attachmentId }))), signal);
}
