import { readExtended } from '../extended-properties.ts';
import type { Folder } from '../../mailbox/folder.ts';
import type { Bag } from '../../mailbox/item.ts';
import type { EwsAnswer, EwsCall } from '../call.ts';
import { EwsError, respondEach } from '../errors.ts';
import { folderXml } from '../folder-xml.ts';
import { ID_ONLY } from '../shapes.ts';
import { folderIn, folderOf } from '../targets.ts';
import { kid, kids, kidText, localName, x } from '../xml.ts';

const CLASSES: Readonly<Record<string, string>> = { ContactsFolder: 'IPF.Contact', CalendarFolder: 'IPF.Appointment', TasksFolder: 'IPF.Task' };

/** CreateFolder: new folders below one that is there. */
export function createFolder({ mailbox, request, by }: EwsCall): EwsAnswer {
  return respondEach('CreateFolder', kid(request, 'Folders')?.children ?? [], (element) => {
    const parent = folderIn(mailbox, kid(request, 'ParentFolderId'));
    const name = kidText(element, 'DisplayName');
    if (mailbox.folders.children(parent.number).some((one) => one.name.toLowerCase() === name.toLowerCase())) throw new EwsError('ErrorFolderExists');
    const bag: Bag = new Map(kids(element, 'ExtendedProperty').map(readExtended));
    const folderClass = kidText(element, 'FolderClass') || CLASSES[localName(element)] || 'IPF.Note';
    return x('m:Folders', folderXml(mailbox, mailbox.folders.create(parent.number, name, folderClass, bag, by.request), ID_ONLY));
  }, '<m:Folders/>');
}

/** UpdateFolder: another name or other properties. */
export function updateFolder({ mailbox, request, by }: EwsCall): EwsAnswer {
  return respondEach('UpdateFolder', kids(kid(request, 'FolderChanges'), 'FolderChange'), (change) => {
    const before = folderOf(mailbox, change.children[0]);
    const bag = new Map(before.bag);
    let name = before.name;
    for (const field of kids(kid(change, 'Updates'), 'SetFolderField')) {
      const element = field.children[1];
      name = kidText(element, 'DisplayName') || name;
      for (const property of kids(element, 'ExtendedProperty')) bag.set(...readExtended(property));
    }
    return x('m:Folders', folderXml(mailbox, mailbox.folders.update(before, { name, bag }, by.request), ID_ONLY));
  }, '<m:Folders/>');
}

/** DeleteFolder: a folder and all that is in it goes to Deleted Items, or for good. */
export function deleteFolder({ mailbox, request, by }: EwsCall): EwsAnswer {
  return respondEach('DeleteFolder', kid(request, 'FolderIds')?.children ?? [], (id) => {
    const folder = folderOf(mailbox, id);
    if (folder.distinguished !== null) throw new EwsError('ErrorDeleteDistinguishedFolder');
    if (request.attributes['DeleteType'] === 'MoveToDeletedItems') {
      mailbox.folders.update(folder, { parent: mailbox.folders.named('deleteditems').number }, by.request);
      return '';
    }
    const gone: readonly Folder[] = [...mailbox.folders.below(folder.number)].reverse();
    for (const one of [...gone, folder]) {
      for (const item of mailbox.itemsIn(one.number)) mailbox.delete(item, request.attributes['DeleteType'] === 'HardDelete' ? 'HardDelete' : 'SoftDelete', by);
      mailbox.folders.remove(one, by.request);
    }
    return '';
  });
}
