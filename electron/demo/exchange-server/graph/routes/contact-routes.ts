import type { HttpReply } from '../../http/messages.ts';
import type { Folder } from '../../mailbox/folder.ts';
import { draftOf, emptyDraft, type Item } from '../../mailbox/item.ts';
import { PROP } from '../../mailbox/known-properties.ts';
import { classOf } from '../../mailbox/mailbox.ts';
import { setPhoto } from '../../mailbox/make-drafts.ts';
import { folderId, GraphError, json, textIn, type GraphCall, type Json } from '../call.ts';
import { contactJson, readContactJson } from '../contact-json.ts';
import { writeExtendedJson } from '../extended-json.ts';
import { deleteReply, folderFor, itemFor, patchReply, removeFolder } from '../find.ts';
import { deltaReply, folderDeltaReply, listReply, selected } from '../listing.ts';
import type { Route } from '../route.ts';

/** Contacts and their folders. */
export const CONTACT_ROUTES: readonly Route[] = [
  { method: 'GET', path: 'contacts', answer: (call) => listContacts(call, call.mailbox.folders.named('contacts')) },
  { method: 'POST', path: 'contacts', answer: (call) => createContact(call, call.mailbox.folders.named('contacts')) },
  { method: 'GET', path: 'contacts/delta', answer: (call) => deltaContacts(call, call.mailbox.folders.named('contacts')) },
  { method: 'GET', path: 'contacts/{}', answer: (call) => getContact(call, call.ids[0]) },
  { method: 'PATCH', path: 'contacts/{}', answer: (call) => patchContact(call, call.ids[0]) },
  { method: 'DELETE', path: 'contacts/{}', answer: (call) => deleteReply(call, contactFor(call, call.ids[0])) },
  { method: 'POST', path: 'contacts/{}/permanentDelete', answer: (call) => deleteReply(call, contactFor(call, call.ids[0]), true) },
  { method: 'GET', path: 'contacts/{}/photo/$value', answer: getPhoto },
  { method: 'PUT', path: 'contacts/{}/photo/$value', answer: putPhoto },
  { method: 'GET', path: 'contactFolders', answer: (call) => listReply(call, [call.mailbox.folders.named('contacts'), ...childrenOf(call, call.mailbox.folders.named('contacts'))], (one) => folderJson(call, one)) },
  { method: 'POST', path: 'contactFolders', answer: (call) => createFolder(call, call.mailbox.folders.named('contacts')) },
  { method: 'GET', path: 'contactFolders/delta', answer: deltaFolders },
  { method: 'PATCH', path: 'contactFolders/{}', answer: patchFolder },
  { method: 'DELETE', path: 'contactFolders/{}', answer: (call) => removeFolder(call, folderFor(call, call.ids[0] ?? '')) },
  { method: 'GET', path: 'contactFolders/{}', answer: (call) => json(200, folderJson(call, folderFor(call, call.ids[0] ?? ''))) },
  { method: 'GET', path: 'contactFolders/{}/childFolders', answer: (call) => listReply(call, childrenOf(call, folderFor(call, call.ids[0] ?? '')), (one) => folderJson(call, one)) },
  { method: 'POST', path: 'contactFolders/{}/childFolders', answer: (call) => createFolder(call, folderFor(call, call.ids[0] ?? '')) },
  { method: 'GET', path: 'contactFolders/{}/contacts', answer: (call) => listContacts(call, folderFor(call, call.ids[0] ?? '')) },
  { method: 'POST', path: 'contactFolders/{}/contacts', answer: (call) => createContact(call, folderFor(call, call.ids[0] ?? '')) },
  { method: 'GET', path: 'contactFolders/{}/contacts/delta', answer: (call) => deltaContacts(call, folderFor(call, call.ids[0] ?? '')) },
  { method: 'GET', path: 'contactFolders/{}/contacts/{}', answer: (call) => getContact(call, call.ids[1]) },
  { method: 'PATCH', path: 'contactFolders/{}/contacts/{}', answer: (call) => patchContact(call, call.ids[1]) },
  { method: 'DELETE', path: 'contactFolders/{}/contacts/{}', answer: (call) => deleteReply(call, contactFor(call, call.ids[1])) },
];

function contactFor(call: GraphCall, id = ''): Item {
  return itemFor(call, id, 'contact').item;
}

function withExtended(call: GraphCall, item: Item): Json {
  return { ...contactJson(call, item), ...writeExtendedJson(call.mailbox, item, call.request.query.get('$expand') ?? '') };
}

function listContacts(call: GraphCall, folder: Folder): HttpReply {
  const contacts = call.mailbox.itemsIn(folder.number).filter((item) => classOf(item) === 'contact');
  return listReply(call, contacts, (item) => withExtended(call, item), (item, expand) => writeExtendedJson(call.mailbox, item, expand));
}

function deltaContacts(call: GraphCall, folder: Folder): HttpReply {
  return deltaReply(call, folder.number, `contacts ${folder.number}`, (item) => (classOf(item) === 'contact' ? contactJson(call, item) : null));
}

function getContact(call: GraphCall, id: string | undefined): HttpReply {
  return json(200, selected(call, withExtended(call, contactFor(call, id))));
}

function createContact(call: GraphCall, folder: Folder): HttpReply {
  const draft = emptyDraft('IPM.Contact');
  readContactJson(call.body, draft);
  const name = [draft.bag.get(PROP.givenName), draft.bag.get(PROP.surname)].filter((part) => part !== undefined).join(' ');
  if (!draft.bag.has(PROP.displayName) && name !== '') draft.bag.set(PROP.displayName, name);
  const shown = draft.bag.get(PROP.displayName);
  if (shown !== undefined) draft.bag.set(PROP.subject, shown);
  return json(201, contactJson(call, call.mailbox.create(folder, draft, call.by)));
}

function patchContact(call: GraphCall, id: string | undefined): HttpReply {
  return patchReply(call, contactFor(call, id), (draft) => readContactJson(call.body, draft), (item) => contactJson(call, item));
}

function getPhoto(call: GraphCall): HttpReply {
  const photo = contactFor(call, call.ids[0]).attachments.find((one) => one.isContactPhoto);
  if (photo === undefined) throw new GraphError(404, 'ErrorItemNotFound', 'The photo was not found.');
  return { status: 200, headers: { 'content-type': photo.contentType }, body: Buffer.from(photo.content, 'base64') };
}

function putPhoto(call: GraphCall): HttpReply {
  const item = contactFor(call, call.ids[0]);
  const draft = draftOf(item);
  setPhoto(draft, call.mailbox.nextNumber(), call.request.headers['content-type'] ?? 'image/jpeg', call.request.body.toString('base64'));
  call.mailbox.update(item, draft, call.by);
  return { status: 200 };
}

function childrenOf(call: GraphCall, folder: Folder): readonly Folder[] {
  return call.mailbox.folders.children(folder.number).filter((one) => one.folderClass.startsWith('IPF.Contact'));
}

function createFolder(call: GraphCall, parent: Folder): HttpReply {
  const name = textIn(call.body, 'displayName');
  if (childrenOf(call, parent).some((one) => one.name === name)) throw new GraphError(409, 'ErrorFolderExists', 'A folder with the specified name already exists.');
  return json(201, folderJson(call, call.mailbox.folders.create(parent.number, name, 'IPF.Contact', new Map(), call.by.request)));
}

function deltaFolders(call: GraphCall): HttpReply {
  const first = call.mailbox.folders.named('contacts');
  return folderDeltaReply(call, [first, ...call.mailbox.folders.below(first.number)], 'contactFolders', (one) => folderJson(call, one));
}

function patchFolder(call: GraphCall): HttpReply {
  const folder = folderFor(call, call.ids[0] ?? '');
  return json(200, folderJson(call, call.mailbox.folders.update(folder, { name: textIn(call.body, 'displayName') || folder.name }, call.by.request)));
}

function folderJson(call: GraphCall, folder: Folder): Json {
  return { id: folderId(call, folder.number), parentFolderId: folderId(call, folder.parent), displayName: folder.name };
}
