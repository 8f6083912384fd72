import type { EwsAnswer, EwsCall } from '../call.ts';
import { respondEach } from '../errors.ts';
import { folderXml } from '../folder-xml.ts';
import { lookupInFolder } from '../item-lookup.ts';
import { pageOf } from '../paging.ts';
import { passesRestriction } from '../restriction.ts';
import { readShape } from '../shapes.ts';
import { folderOf } from '../targets.ts';
import { kid, x } from '../xml.ts';

const MOST_ROWS = 1000;

/** FindFolder: the folders below others, one level or all. */
export function findFolder({ mailbox, request }: EwsCall): EwsAnswer {
  const shape = readShape(kid(request, 'FolderShape'));
  const traversal = request.attributes['Traversal'];
  const parents = kid(request, 'ParentFolderIds')?.children ?? [];
  return respondEach('FindFolder', parents, (id) => {
    const parent = folderOf(mailbox, id).number;
    const all = traversal === 'Deep' ? mailbox.folders.below(parent) : traversal === 'SoftDeleted' ? [] : mailbox.folders.children(parent);
    const found = all.filter((one) => passesRestriction(kid(request, 'Restriction'), lookupInFolder(mailbox, one)));
    const page = pageOf(found, kid(request, 'IndexedPageFolderView'), MOST_ROWS);
    return x('m:RootFolder', x('t:Folders', page.rows.map((one) => folderXml(mailbox, one, shape)).join('')), page.attributes);
  });
}
