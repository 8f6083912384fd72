import type { EwsAnswer, EwsCall } from '../call.ts';
import { respondEach } from '../errors.ts';
import { itemXml } from '../item-xml.ts';
import { readShape } from '../shapes.ts';
import { itemOf } from '../targets.ts';
import { kid, x } from '../xml.ts';

/** GetItem: each item by its id; one that is gone fails alone. */
export function getItem({ mailbox, request }: EwsCall): EwsAnswer {
  const shape = readShape(kid(request, 'ItemShape'));
  return respondEach('GetItem', kid(request, 'ItemIds')?.children ?? [], (id) => {
    const { item, occurrence } = itemOf(mailbox, id);
    return x('m:Items', itemXml(mailbox, item, shape, false, occurrence));
  }, '<m:Items/>');
}
