import type { HttpReply } from '../../http/messages.ts';
import type { Folder } from '../../mailbox/folder.ts';
import { toUrlAlphabet } from '../../mailbox/ids.ts';
import { exportItem, importItem } from '../../mailbox/item-stream.ts';
import { textOf, type Item } from '../../mailbox/item.ts';
import { PROP } from '../../mailbox/known-properties.ts';
import { sizeOf } from '../../mailbox/read-property.ts';
import { folderId, GraphError, itemId, json, textIn, type GraphCall, type Json } from '../call.ts';
import { outlookItemJson } from '../contact-json.ts';
import { writeExtendedJson } from '../extended-json.ts';
import { folderFor } from '../find.ts';
import { deltaReply, listReply } from '../listing.ts';
import type { Route } from '../route.ts';

const MOST_EXPORTED = 20;
const BASE = 'admin/exchange/mailboxes/{}';

/** What sees items of every kind, in every folder: import and export of mailboxes, and the translation of ids. */
export const MAILBOX_ROUTES: readonly Route[] = [
  { method: 'GET', path: 'settings/exchange', answer: (call) => json(200, { primaryMailboxId: mailboxId(call) }) },
  { method: 'POST', path: 'translateExchangeIds', answer: translateIds },
  { method: 'GET', path: `${BASE}/folders`, answer: (call) => listReply(call, call.mailbox.folders.below(root(call)), (one) => folderJson(call, one)) },
  { method: 'GET', path: `${BASE}/folders/{}`, answer: (call) => json(200, folderJson(call, folderFor(call, call.ids[1] ?? ''))) },
  { method: 'GET', path: `${BASE}/folders/{}/childFolders`, answer: (call) => listReply(call, call.mailbox.folders.children(folderFor(call, call.ids[1] ?? '').number), (one) => folderJson(call, one)) },
  { method: 'GET', path: `${BASE}/folders/{}/items`, answer: (call) => listReply(call, call.mailbox.itemsIn(folderFor(call, call.ids[1] ?? '').number), (one) => mailboxItemJson(call, one)) },
  { method: 'GET', path: `${BASE}/folders/{}/items/delta`, answer: deltaItems },
  { method: 'GET', path: `${BASE}/folders/{}/items/{}`, answer: (call) => json(200, mailboxItemJson(call, mailboxItemFor(call))) },
  { method: 'POST', path: `${BASE}/exportItems`, answer: exportItems },
  { method: 'POST', path: `${BASE}/createImportSession`, answer: createImportSession },
];

/** What is posted to an address of `createImportSession`; null where the path is none. */
export function importReply(call: GraphCall, path: string): HttpReply | null {
  const secret = /^\/import\/([A-Za-z0-9_-]+)$/.exec(path)?.[1];
  if (secret === undefined) return null;
  if (!call.sessions.isOpen(secret, Date.parse(call.mailbox.now()))) throw new GraphError(401, 'ErrorInvalidImportSession', 'The import session has expired.');
  const draft = importItem(textIn(call.body, 'Data'));
  if (draft === null) throw new GraphError(400, 'ErrorCorruptData', 'The data is corrupt.');
  const folder = folderFor(call, textIn(call.body, 'FolderId'));
  if (textIn(call.body, 'Mode') !== 'update') return importedReply(call, call.mailbox.create(folder, draft, call.by));
  const named = call.mailbox.ids.read(textIn(call.body, 'ItemId'));
  const before = named?.type === 'item' ? call.mailbox.item(named.instance) : named?.type === 'immutable' ? call.mailbox.itemByNumber(named.number) : undefined;
  if (before?.folder !== folder.number) throw new GraphError(404, 'ErrorItemNotFound', 'The specified object was not found in the store.');
  const changeKey = textIn(call.body, 'ChangeKey');
  if (changeKey !== '' && changeKey !== call.mailbox.ids.changeKey(before.change)) throw new GraphError(409, 'ErrorIrresolvableConflict', 'The change key does not match.');
  return importedReply(call, call.mailbox.update(before, draft, call.by));
}

function importedReply(call: GraphCall, item: Item): HttpReply {
  return json(200, { itemId: itemId(call, item), changeKey: call.mailbox.ids.changeKey(item.change) });
}

function mailboxId(call: GraphCall): string {
  return `MBX:${call.mailbox.guid}@example.test`;
}

/** Whether Deleted and Recoverable Items are listed is not known of the real one; here the folders that people see are, the dumpster is not. */
function root(call: GraphCall): number {
  return call.mailbox.folders.named('msgfolderroot').number;
}

function folderJson(call: GraphCall, folder: Folder): Json {
  return {
    id: folderId(call, folder.number), displayName: folder.name, parentFolderId: folderId(call, folder.parent), type: folder.folderClass,
    childFolderCount: call.mailbox.folders.children(folder.number).length, totalItemCount: call.mailbox.countIn(folder.number),
  };
}

/** Of any class and in any folder, but in the one that is named. */
function mailboxItemFor(call: GraphCall): Item {
  const folder = folderFor(call, call.ids[1] ?? '');
  const named = call.mailbox.ids.read(call.ids[2] ?? '');
  const item = named?.type === 'item' ? call.mailbox.item(named.instance) : named?.type === 'immutable' ? call.mailbox.itemByNumber(named.number) : undefined;
  if (item?.folder !== folder.number) throw new GraphError(404, 'ErrorItemNotFound', 'The specified object was not found in the store.');
  return item;
}

function mailboxItemJson(call: GraphCall, item: Item): Json {
  return { ...outlookItemJson(call, item), type: textOf(item.bag, PROP.itemClass), size: sizeOf(item), ...writeExtendedJson(call.mailbox, item, call.request.query.get('$expand') ?? '') };
}

function deltaItems(call: GraphCall): HttpReply {
  const folder = folderFor(call, call.ids[1] ?? '');
  return deltaReply(call, folder.number, `mailbox ${folder.number}`, (item) => mailboxItemJson(call, item));
}

function exportItems(call: GraphCall): HttpReply {
  const ids = (call.body['ItemIds'] ?? call.body['itemIds'] ?? []) as readonly string[];
  if (ids.length > MOST_EXPORTED) throw new GraphError(400, 'ErrorBatchSizeTooLarge', 'At most 20 items can be exported at once.');
  const value = ids.map((id) => {
    const named = call.mailbox.ids.read(id);
    const item = named?.type === 'item' ? call.mailbox.item(named.instance) : named?.type === 'immutable' ? call.mailbox.itemByNumber(named.number) : undefined;
    if (item === undefined) return { itemId: id, changeKey: null, data: null, error: { code: 'ErrorItemNotFound', message: 'The specified object was not found in the store.' } };
    return { itemId: id, changeKey: call.mailbox.ids.changeKey(item.change), data: exportItem(item), error: null };
  });
  return json(200, { value });
}

function createImportSession(call: GraphCall): HttpReply {
  const { secret, expiresAtMs } = call.sessions.open(Date.parse(call.mailbox.now()));
  return json(200, { importUrl: `${call.request.origin}/import/${secret}`, expirationDateTime: new Date(expiresAtMs).toISOString() });
}

function translateIds(call: GraphCall): HttpReply {
  const target = textIn(call.body, 'targetIdType');
  const ids = (call.body['inputIds'] ?? []) as readonly string[];
  const value = ids.map((id) => {
    const named = call.mailbox.ids.read(id);
    const item = named?.type === 'item' ? call.mailbox.item(named.instance) : named?.type === 'immutable' ? call.mailbox.itemByNumber(named.number) : undefined;
    if (item === undefined) return { sourceId: id, errorDetails: { code: 'ErrorItemNotFound', message: 'The specified object was not found in the store.' } };
    const isImmutable = target === 'restImmutableEntryId';
    const made = isImmutable ? call.mailbox.ids.immutableId(item.number) : target === 'entryId' ? call.mailbox.ids.itemEntryId(item.folder, item.instance).toString('base64') : call.mailbox.ids.itemId(item.folder, item.instance);
    return { sourceId: id, targetId: target === 'ewsId' || target === 'entryId' ? made : toUrlAlphabet(made) };
  });
  return json(200, { value });
}
