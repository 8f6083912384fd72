import { fromResponseCode } from './errors.ts';
import type { EwsSession } from './ews-session.ts';
import { matchMessages } from './match-messages.ts';
import type { ResponseMessage } from './soap/response-messages.ts';
import { element } from './soap/write-xml.ts';
import { type XmlElement, child, childText, childrenNamed } from './soap/xml-tree.ts';

const BATCH = 50;

/** The id of a contact's picture among its attachments. */
export function photoIdOf(item: XmlElement): string | undefined {
  const photo = childrenNamed(child(item, 't:Attachments'), 't:FileAttachment').find((one) => childText(one, 't:IsContactPhoto') === 'true');
  return child(photo, 't:AttachmentId')?.attributes['Id'];
}

/** A picture: its bytes in base64, or why they are not here. */
export type GotPhoto = { readonly base64: string } | { readonly code: string };

/** Pictures by the ids of their attachments; one that is gone meanwhile is left out. */
export async function getPhotos(session: EwsSession, ids: readonly string[], signal: AbortSignal): Promise<ReadonlyMap<string, GotPhoto>> {
  const photos = new Map<string, GotPhoto>();
  for (let at = 0; at < ids.length; at += BATCH) {
    const some = ids.slice(at, at + BATCH);
    const asked = element('m:AttachmentIds', some.map((id) => element('t:AttachmentId', '', { Id: id })).join(''));
    const { messages } = await session.http.call({ operation: 'GetAttachment', body: element('m:GetAttachment', asked) }, signal);
    for (const { key, message } of matchMessages(some, messages, idOfAttachment)) {
      if (message === undefined) photos.set(key, { code: 'answer-malformed' });
      else if (message.isGood) photos.set(key, pictureIn(message));
      else if (message.code !== 'ErrorAttachmentNotFound' && message.code !== 'ErrorItemNotFound') photos.set(key, { code: fromResponseCode(message.code, { isWrite: false }).code });
    }
  }
  return photos;
}

function pictureIn(message: ResponseMessage): GotPhoto {
  const base64 = childText(fileIn(message), 't:Content').replace(/\s+/g, '');
  return base64 === '' ? { code: 'answer-malformed' } : { base64 };
}

function fileIn(message: ResponseMessage): XmlElement | undefined {
  return child(child(message.element, 'm:Attachments'), 't:FileAttachment');
}

function idOfAttachment(message: ResponseMessage): string | undefined {
  return child(fileIn(message), 't:AttachmentId')?.attributes['Id'];
}
