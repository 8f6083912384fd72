import type { EwsAnswer, EwsCall } from '../call.ts';
import { respondEach } from '../errors.ts';
import { folderXml } from '../folder-xml.ts';
import { readShape } from '../shapes.ts';
import { folderOf } from '../targets.ts';
import { kid, x } from '../xml.ts';

/** GetFolder: each folder by id or distinguished name. */
export function getFolder({ mailbox, request }: EwsCall): EwsAnswer {
  const shape = readShape(kid(request, 'FolderShape'));
  const asked = kid(request, 'FolderIds')?.children ?? [];
  return respondEach('GetFolder', asked, (id) => x('m:Folders', folderXml(mailbox, folderOf(mailbox, id), shape)), '<m:Folders/>');
}
