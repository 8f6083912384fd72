import { EMAILS } from '../../mailbox/contact-properties.ts';
import { textOf } from '../../mailbox/item.ts';
import type { EwsAnswer, EwsCall } from '../call.ts';
import { EwsError, failed } from '../errors.ts';
import { kidText, x, xText } from '../xml.ts';

/** GetUserPhoto: the picture of a person, here that of the contact with this address. */
export function getUserPhoto({ mailbox, request }: EwsCall): EwsAnswer {
  const wanted = kidText(request, 'Email').toLowerCase();
  for (const item of mailbox.itemsIn(mailbox.folders.named('contacts').number)) {
    const photo = item.attachments.find((one) => one.isContactPhoto);
    if (photo === undefined || !EMAILS.some((keys) => textOf(item.bag, keys.address).toLowerCase() === wanted)) continue;
    const inner = xText('m:ResponseCode', 'NoError') + xText('m:HasChanged', true) + x('m:PictureData', photo.content) + xText('m:ContentType', photo.contentType);
    return x('m:GetUserPhotoResponse', inner, { ResponseClass: 'Success' });
  }
  // The one operation whose response is the message itself.
  return failed('GetUserPhoto', new EwsError('ErrorItemNotFound'), '<m:HasChanged>false</m:HasChanged>').replaceAll('GetUserPhotoResponseMessage', 'GetUserPhotoResponse');
}
