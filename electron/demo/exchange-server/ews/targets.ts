import type { XmlElement } from '../../dav-server/read-xml.ts';
import type { Folder } from '../mailbox/folder.ts';
import type { Bag, Item } from '../mailbox/item.ts';
import type { Mailbox } from '../mailbox/mailbox.ts';
import { occurrenceAt, startsOf, type Occurrence } from '../mailbox/occurrences.ts';
import { EwsError } from './errors.ts';
import { kid, kidText, localName } from './xml.ts';

/** An item as a client named it. */
export interface Target {
  readonly item: Item;
  /** The one occurrence that is meant, or null. */
  readonly occurrence: Occurrence | null;
  readonly bag: Bag;
  /** As the client gave it, or ''. */
  readonly changeKey: string;
}

/** The folder that a FolderId or DistinguishedFolderId names; `missing` is the error where there is none. */
export function folderOf(mailbox: Mailbox, element: XmlElement | undefined, missing = 'ErrorFolderNotFound'): Folder {
  const id = element?.attributes['Id'] ?? '';
  if (element === undefined || id === '') throw new EwsError('ErrorInvalidIdEmpty');
  if (localName(element) === 'DistinguishedFolderId') {
    const address = kidText(kid(element, 'Mailbox'), 'EmailAddress').toLowerCase();
    if (address !== '' && address !== mailbox.owner.address.toLowerCase()) throw new EwsError('ErrorNonExistentMailbox');
    const folder = mailbox.folders.find(id);
    if (folder === undefined) throw new EwsError(missing);
    return folder;
  }
  const named = mailbox.ids.read(id);
  if (named?.type !== 'folder') throw new EwsError('ErrorInvalidIdMalformed');
  const folder = mailbox.folders.get(named.number);
  if (folder === undefined) throw new EwsError(missing);
  return folder;
}

/** The folder inside an element such as ToFolderId or SyncFolderId. */
export function folderIn(mailbox: Mailbox, parent: XmlElement | undefined, missing?: string): Folder {
  return folderOf(mailbox, parent?.children[0], missing);
}

/** The item that an ItemId, OccurrenceItemId or RecurringMasterItemId names. */
export function itemOf(mailbox: Mailbox, element: XmlElement): Target {
  const kind = localName(element);
  const id = element.attributes[kind === 'OccurrenceItemId' ? 'RecurringMasterId' : kind === 'RecurringMasterItemId' ? 'OccurrenceId' : 'Id'] ?? '';
  if (id === '') throw new EwsError('ErrorInvalidIdEmpty');
  const { item, originalStart } = findItem(mailbox, id);
  const changeKey = element.attributes['ChangeKey'] ?? '';
  const wanted = kind === 'OccurrenceItemId' ? startOfInstance(item, Number(element.attributes['InstanceIndex'] ?? 1)) : kind === 'RecurringMasterItemId' ? null : originalStart;
  if (wanted === null) return { item, occurrence: null, bag: item.bag, changeKey };
  const occurrence = occurrenceAt(item, wanted);
  if (occurrence === undefined) throw new EwsError(item.cancelled.includes(wanted) ? 'ErrorCalendarOccurrenceIsDeletedFromRecurrence' : 'ErrorItemNotFound');
  return { item, occurrence, bag: occurrence.bag, changeKey };
}

/** The item that an id stands for, with the start of the occurrence where the id is that of one. */
export function findItem(mailbox: Mailbox, id: string): { readonly item: Item; readonly originalStart: string | null } {
  const named = mailbox.ids.read(id);
  if (named === undefined || named.type === 'folder') throw new EwsError('ErrorInvalidIdMalformed');
  const item = named.type === 'item' ? mailbox.item(named.instance) : mailbox.itemByNumber(named.number);
  if (item === undefined) throw new EwsError('ErrorItemNotFound');
  return { item, originalStart: named.occurrence };
}

function startOfInstance(item: Item, index: number): string {
  let at = 0;
  for (const start of startsOf(item)) {
    at += 1;
    if (at === index) return start;
  }
  throw new EwsError('ErrorItemNotFound');
}
