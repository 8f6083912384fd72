import type { Folder } from '../mailbox/folder.ts';
import type { Mailbox } from '../mailbox/mailbox.ts';
import { readFolderProperty } from '../mailbox/read-property.ts';
import { writeExtended } from './extended-properties.ts';
import { folderIdXml } from './id-xml.ts';
import type { Shape } from './shapes.ts';
import { x, xText } from './xml.ts';

interface FolderField {
  readonly uri: string;
  /** Left out of the Default shape. */
  readonly isExtra?: boolean;
  write(mailbox: Mailbox, folder: Folder): string;
}

const RIGHTS = ['CreateAssociated', 'CreateContents', 'CreateHierarchy', 'Delete', 'Modify', 'Read', 'ViewPrivateItems'].map((name) => xText(`t:${name}`, true)).join('');

const BEFORE_EXTENDED: readonly FolderField[] = [
  { uri: 'folder:FolderId', write: (mailbox, folder) => folderIdXml(mailbox, folder.number) },
  { uri: 'folder:ParentFolderId', isExtra: true, write: (mailbox, folder) => (folder.parent === 0 ? '' : folderIdXml(mailbox, folder.parent, 't:ParentFolderId')) },
  { uri: 'folder:FolderClass', isExtra: true, write: (_mailbox, folder) => (folder.folderClass === '' ? '' : xText('t:FolderClass', folder.folderClass)) },
  { uri: 'folder:DisplayName', write: (_mailbox, folder) => xText('t:DisplayName', folder.name) },
  { uri: 'folder:TotalCount', write: (mailbox, folder) => xText('t:TotalCount', mailbox.countIn(folder.number)) },
  { uri: 'folder:ChildFolderCount', write: (mailbox, folder) => xText('t:ChildFolderCount', mailbox.folders.children(folder.number).length) },
];
const AFTER_EXTENDED: readonly FolderField[] = [
  { uri: 'folder:EffectiveRights', isExtra: true, write: () => x('t:EffectiveRights', RIGHTS) },
  { uri: 'folder:DistinguishedFolderId', isExtra: true, write: (_mailbox, folder) => (folder.distinguished === null ? '' : xText('t:DistinguishedFolderId', folder.distinguished)) },
];

/** A folder in the shape that was asked for, as the type that its class stands for. */
export function folderXml(mailbox: Mailbox, folder: Folder, shape: Shape): string {
  const isAsked = (field: FolderField) =>
    field.uri === 'folder:FolderId' || shape.uris.has(field.uri) || shape.base === 'AllProperties' || (shape.base === 'Default' && field.isExtra !== true);
  const write = (fields: readonly FolderField[]) => fields.filter(isAsked).map((field) => field.write(mailbox, folder)).join('');
  const extended = shape.extended.map((one) => writeExtended(one, readFolderProperty(mailbox, folder, one.key))).join('');
  const element = elementOfFolder(folder);
  const hasUnread = element === 't:Folder' || element === 't:TasksFolder';
  const wantsUnread = hasUnread && (shape.base !== 'IdOnly' || shape.uris.has('folder:UnreadCount'));
  return x(element, write(BEFORE_EXTENDED) + extended + write(AFTER_EXTENDED) + (wantsUnread ? xText('t:UnreadCount', 0) : ''));
}

function elementOfFolder(folder: Folder): string {
  const is = (prefix: string) => folder.folderClass === prefix || folder.folderClass.startsWith(`${prefix}.`);
  if (is('IPF.Contact')) return 't:ContactsFolder';
  if (is('IPF.Appointment')) return 't:CalendarFolder';
  return is('IPF.Task') ? 't:TasksFolder' : 't:Folder';
}
