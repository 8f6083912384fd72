import type { XmlElement } from '../../../dav-server/read-xml.ts';
import type { Item } from '../../mailbox/item.ts';
import { exportItem, importItem } from '../../mailbox/item-stream.ts';
import type { EwsAnswer, EwsCall } from '../call.ts';
import { EwsError, respondEach } from '../errors.ts';
import { itemIdXml } from '../id-xml.ts';
import { folderOf, itemOf } from '../targets.ts';
import { kid, kids, kidText, x } from '../xml.ts';

/** ExportItems: each item whole, as an opaque stream. */
export function exportItems({ mailbox, request }: EwsCall): EwsAnswer {
  return respondEach('ExportItems', kid(request, 'ItemIds')?.children ?? [], (id) => {
    const { item } = itemOf(mailbox, id);
    return itemIdXml(mailbox, item, null, 'm:ItemId') + x('m:Data', exportItem(item));
  });
}

/** UploadItems: streams become items again, new ones or in place of those that are there (MS-OXWSBTRF §3.1.4.2). */
export function uploadItems({ mailbox, request, by }: EwsCall): EwsAnswer {
  return respondEach('UploadItems', kids(kid(request, 'Items'), 'Item'), (element) => {
    const folder = folderOf(mailbox, kid(element, 'ParentFolderId'));
    const draft = importItem(kidText(element, 'Data'));
    if (draft === null) throw new EwsError('ErrorCorruptData');
    const action = element.attributes['CreateAction'];
    const before = action === 'CreateNew' ? null : existing({ mailbox, id: kid(element, 'ItemId'), folder: folder.number });
    // R229: Update fails where the item is not in that folder; R231: UpdateOrCreate then makes a new one.
    if (before === null && action === 'Update') throw new EwsError('ErrorItemNotFound');
    const item = before === null ? mailbox.create(folder, draft, by) : mailbox.update(before, draft, by);
    return itemIdXml(mailbox, item, null, 'm:ItemId');
  });
}

function existing({ mailbox, id, folder }: { readonly mailbox: EwsCall['mailbox']; readonly id: XmlElement | undefined; readonly folder: number }): Item | null {
  if (id === undefined) return null;
  try {
    const { item } = itemOf(mailbox, id);
    return item.folder === folder ? item : null;
  } catch (error) {
    if (error instanceof EwsError) return null;
    throw error;
  }
}
