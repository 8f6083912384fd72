import type { HttpReply } from '../http/messages.ts';
import type { Folder } from '../mailbox/folder.ts';
import type { Draft, Item } from '../mailbox/item.ts';
import { draftOf } from '../mailbox/item.ts';
import { classOf } from '../mailbox/mailbox.ts';
import { occurrenceAt, type Occurrence } from '../mailbox/occurrences.ts';
import { GraphError, json, type GraphCall, type Json } from './call.ts';
import { selected } from './listing.ts';

/** The folder that an id or well-known name stands for. */
export function folderFor(call: GraphCall, id: string): Folder {
  const named = call.mailbox.ids.read(id);
  const folder = call.mailbox.folders.find(id.toLowerCase()) ?? (named?.type === 'folder' ? call.mailbox.folders.get(named.number) : undefined);
  if (folder === undefined) throw new GraphError(404, 'ErrorItemNotFound', 'The specified object was not found in the store.');
  return folder;
}

/** An item of this kind by its id, immutable or not; Graph shows neither Deleted nor Recoverable Items under contacts, events and tasks. */
export function itemFor(call: GraphCall, id: string, kind: 'contact' | 'event' | 'task'): { readonly item: Item; readonly occurrence: Occurrence | null } {
  const named = call.mailbox.ids.read(id);
  if (named === undefined) throw new GraphError(400, 'ErrorInvalidIdMalformed', 'Id is malformed.');
  const item = named.type === 'item' ? call.mailbox.item(named.instance) : named.type === 'immutable' ? call.mailbox.itemByNumber(named.number) : undefined;
  if (item === undefined || classOf(item) !== kind || isDeleted(call, item)) throw new GraphError(404, 'ErrorItemNotFound', 'The specified object was not found in the store.');
  const originalStart = named.type === 'folder' ? null : named.occurrence;
  const occurrence = originalStart === null ? null : occurrenceAt(item, originalStart);
  if (occurrence === undefined) throw new GraphError(404, 'ErrorItemNotFound', 'The specified object was not found in the store.');
  return { item, occurrence };
}

/** Refuses where the client names a version that no longer stands (RFC 9110 §13.1.1). */
export function checkIfMatch(call: GraphCall, item: Item): void {
  const wanted = call.request.headers['if-match'];
  if (wanted === undefined || wanted === '*') return;
  if (wanted.replace(/^W\//, '').replaceAll('"', '') !== call.mailbox.ids.changeKey(item.change)) {
    throw new GraphError(412, 'ErrorIrresolvableConflict', 'The send or update operation could not be performed because the change key passed in the request does not match the current change key for the item.');
  }
}

/** Changes an item by what `read` does to a draft of it, and answers with how it stands then. */
export function patchReply(call: GraphCall, item: Item, read: (draft: Draft) => void, write: (item: Item) => Json): HttpReply {
  checkIfMatch(call, item);
  const draft = draftOf(item);
  read(draft);
  return json(200, selected(call, write(call.mailbox.update(item, draft, call.by))));
}

/** Deletes an item as Graph does: into Deleted Items, or for good where that is asked for. */
export function deleteReply(call: GraphCall, item: Item, isPermanent = false): HttpReply {
  checkIfMatch(call, item);
  call.mailbox.delete(item, isPermanent ? 'HardDelete' : 'MoveToDeletedItems', call.by);
  return { status: 204 };
}

/** Removes a folder that a person made, and deletes all that is in it. */
export function removeFolder(call: GraphCall, folder: Folder): HttpReply {
  if (folder.distinguished !== null) throw new GraphError(403, 'ErrorDeleteDistinguishedFolder', 'Distinguished folders cannot be deleted.');
  for (const one of [...[...call.mailbox.folders.below(folder.number)].reverse(), folder]) {
    for (const item of call.mailbox.itemsIn(one.number)) call.mailbox.delete(item, 'SoftDelete', call.by);
    call.mailbox.folders.remove(one, call.by.request);
  }
  return { status: 204 };
}

function isDeleted(call: GraphCall, item: Item): boolean {
  for (let folder = call.mailbox.folders.get(item.folder); folder !== undefined; folder = call.mailbox.folders.get(folder.parent)) {
    if (folder.distinguished === 'deleteditems' || folder.distinguished === 'recoverableitemsroot') return true;
  }
  return false;
}
