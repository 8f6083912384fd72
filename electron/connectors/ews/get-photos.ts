import { AppError } from '../../../shared/errors.ts';
import { fromResponseCode } from './errors.ts';
import type { EwsSession } from './ews-session.ts';
import { element } from './soap/write-xml.ts';
import { type XmlElement, child, childText, childrenNamed } from './soap/xml-tree.ts';

const BATCH = 50;

/** The id of a contact's picture among its attachments. */
export function photoIdOf(item: XmlElement): string | undefined {
  const photo = childrenNamed(child(item, 't:Attachments'), 't:FileAttachment').find((one) => childText(one, 't:IsContactPhoto') === 'true');
  return child(photo, 't:AttachmentId')?.attributes['Id'];
}

/** The bytes of pictures in base64, by the ids of their attachments; one that is gone meanwhile is left out. */
export async function getPhotos(session: EwsSession, ids: readonly string[], signal: AbortSignal): Promise<ReadonlyMap<string, string>> {
  const photos = new Map<string, string>();
  for (let at = 0; at < ids.length; at += BATCH) {
    const asked = element('m:AttachmentIds', ids.slice(at, at + BATCH).map((id) => element('t:AttachmentId', '', { Id: id })).join(''));
    const { messages } = await session.http.call({ operation: 'GetAttachment', body: element('m:GetAttachment', asked) }, signal);
    for (const message of messages) {
      if (!message.isGood) {
        if (message.code === 'ErrorAttachmentNotFound' || message.code === 'ErrorItemNotFound') continue;
        throw fromResponseCode(message.code, { isWrite: false });
      }
      const file = child(child(message.element, 'm:Attachments'), 't:FileAttachment');
      const id = child(file, 't:AttachmentId')?.attributes['Id'];
      if (id === undefined) throw new AppError('answer-malformed');
      photos.set(id, childText(file, 't:Content').replace(/\s+/g, ''));
    }
  }
  return photos;
}
