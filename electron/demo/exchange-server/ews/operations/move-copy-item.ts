import type { EwsAnswer, EwsCall } from '../call.ts';
import { respondEach } from '../errors.ts';
import { itemXml } from '../item-xml.ts';
import { ID_ONLY } from '../shapes.ts';
import { folderIn, itemOf } from '../targets.ts';
import { kid, kidText, x } from '../xml.ts';

/** MoveItem: another id, the same change key and search key. */
export function moveItem(call: EwsCall): EwsAnswer {
  return placeItems('MoveItem', call);
}

/** CopyItem: a second item with the same search key. */
export function copyItem(call: EwsCall): EwsAnswer {
  return placeItems('CopyItem', call);
}

function placeItems(name: 'MoveItem' | 'CopyItem', { mailbox, request, by }: EwsCall): EwsAnswer {
  const isIdWanted = kidText(request, 'ReturnNewItemIds') !== 'false';
  return respondEach(name, kid(request, 'ItemIds')?.children ?? [], (id) => {
    const folder = folderIn(mailbox, kid(request, 'ToFolderId'));
    const { item } = itemOf(mailbox, id);
    const placed = name === 'MoveItem' ? mailbox.move(item, folder, by) : mailbox.copy(item, folder, by);
    return isIdWanted ? x('m:Items', itemXml(mailbox, placed, ID_ONLY, false)) : '<m:Items/>';
  }, '<m:Items/>');
}
