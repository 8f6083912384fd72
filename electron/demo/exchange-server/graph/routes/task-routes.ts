import { randomUUID } from 'node:crypto';

import type { HttpReply } from '../../http/messages.ts';
import type { Folder } from '../../mailbox/folder.ts';
import { draftOf, emptyDraft, type Item } from '../../mailbox/item.ts';
import { PROP } from '../../mailbox/known-properties.ts';
import { classOf } from '../../mailbox/mailbox.ts';
import { folderId, GraphError, json, textIn, type GraphCall, type Json } from '../call.ts';
import { deleteReply, folderFor, itemFor, patchReply, removeFolder } from '../find.ts';
import { deltaReply, folderDeltaReply, listReply, selected } from '../listing.ts';
import type { Route } from '../route.ts';
import { hang, hangingFrom, readTaskJson, taskJson, taskWithExpanded } from '../task-json.ts';

/** Lists of To Do and their tasks. */
export const TASK_ROUTES: readonly Route[] = [
  { method: 'GET', path: 'todo/lists', answer: (call) => listReply(call, lists(call), (one) => listJson(call, one)) },
  { method: 'POST', path: 'todo/lists', answer: createList },
  { method: 'GET', path: 'todo/lists/delta', answer: (call) => folderDeltaReply(call, lists(call), 'todo lists', (one) => listJson(call, one)) },
  { method: 'DELETE', path: 'todo/lists/{}', answer: (call) => removeFolder(call, listFor(call)) },
  { method: 'GET', path: 'todo/lists/{}', answer: (call) => json(200, listJson(call, listFor(call))) },
  { method: 'GET', path: 'todo/lists/{}/tasks', answer: (call) => listReply(call, call.mailbox.itemsIn(listFor(call).number).filter((item) => classOf(item) === 'task'), (item) => taskWithExpanded(call, item)) },
  { method: 'POST', path: 'todo/lists/{}/tasks', answer: createTask },
  { method: 'GET', path: 'todo/lists/{}/tasks/delta', answer: deltaTasks },
  { method: 'GET', path: 'todo/lists/{}/tasks/{}', answer: (call) => json(200, selected(call, taskWithExpanded(call, taskFor(call)))) },
  { method: 'PATCH', path: 'todo/lists/{}/tasks/{}', answer: (call) => patchReply(call, taskFor(call), (draft) => readTaskJson(call.body, draft), (item) => taskJson(call, item)) },
  { method: 'DELETE', path: 'todo/lists/{}/tasks/{}', answer: (call) => deleteReply(call, taskFor(call)) },
  { method: 'GET', path: 'todo/lists/{}/tasks/{}/checklistItems', answer: (call) => listReply(call, hangingFrom(taskFor(call).bag, 'checklistItems'), (one) => one) },
  { method: 'POST', path: 'todo/lists/{}/tasks/{}/checklistItems', answer: addStep },
  { method: 'PATCH', path: 'todo/lists/{}/tasks/{}/checklistItems/{}', answer: (call) => json(200, changeStep(call, (step) => ({ ...step, ...call.body, id: step['id'] }))) },
  { method: 'DELETE', path: 'todo/lists/{}/tasks/{}/checklistItems/{}', answer: (call) => (changeStep(call, () => null), { status: 204 }) },
  { method: 'GET', path: 'todo/lists/{}/tasks/{}/linkedResources', answer: (call) => listReply(call, hangingFrom(taskFor(call).bag, 'linkedResources'), (one) => one) },
];

function lists(call: GraphCall): readonly Folder[] {
  return call.mailbox.folders.below(call.mailbox.folders.named('msgfolderroot').number).filter((one) => one.folderClass.startsWith('IPF.Task'));
}

function listFor(call: GraphCall): Folder {
  return folderFor(call, call.ids[0] ?? '');
}

function taskFor(call: GraphCall): Item {
  return itemFor(call, call.ids[1] ?? '', 'task').item;
}

function listJson(call: GraphCall, folder: Folder): Json {
  return { id: folderId(call, folder.number), displayName: folder.name, isOwner: true, isShared: false, wellknownListName: folder.distinguished === 'tasks' ? 'defaultList' : 'none' };
}

function createList(call: GraphCall): HttpReply {
  const parent = call.mailbox.folders.named('tasks').number;
  return json(201, listJson(call, call.mailbox.folders.create(parent, textIn(call.body, 'displayName'), 'IPF.Task', new Map(), call.by.request)));
}

function createTask(call: GraphCall): HttpReply {
  const draft = emptyDraft('IPM.Task');
  draft.bag.set(PROP.taskStatus, 0).set(PROP.taskPercent, 0).set(PROP.taskIsComplete, false);
  readTaskJson(call.body, draft);
  return json(201, taskJson(call, call.mailbox.create(listFor(call), draft, call.by)));
}

function deltaTasks(call: GraphCall): HttpReply {
  // Immutable ids are not for tasks of To Do.
  const plain = { ...call, isImmutable: false };
  return deltaReply(plain, listFor(call).number, `tasks ${listFor(call).number}`, (item) => (classOf(item) === 'task' ? taskJson(plain, item) : null));
}

function addStep(call: GraphCall): HttpReply {
  const item = taskFor(call);
  const step = { displayName: textIn(call.body, 'displayName'), isChecked: call.body['isChecked'] === true, createdDateTime: call.mailbox.now(), id: randomUUID() };
  const draft = draftOf(item);
  hang(draft, 'checklistItems', [...hangingFrom(item.bag, 'checklistItems'), step]);
  call.mailbox.update(item, draft, call.by);
  return json(201, step);
}

function changeStep(call: GraphCall, change: (step: Json) => Json | null): Json {
  const item = taskFor(call);
  const id = call.ids[2] ?? '';
  const steps = hangingFrom(item.bag, 'checklistItems');
  const step = steps.find((one) => one['id'] === id);
  if (step === undefined) throw new GraphError(404, 'ErrorItemNotFound', 'The specified object was not found in the store.');
  const changed = change(step);
  const draft = draftOf(item);
  hang(draft, 'checklistItems', steps.flatMap((one) => (one === step ? (changed === null ? [] : [changed]) : [one])));
  call.mailbox.update(item, draft, call.by);
  return changed ?? {};
}
