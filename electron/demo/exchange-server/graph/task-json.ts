import { randomUUID } from 'node:crypto';

import type { Bag, Draft, Item } from '../mailbox/item.ts';
import { textOf } from '../mailbox/item.ts';
import { PROP } from '../mailbox/known-properties.ts';
import { nameIn, type MapiKey } from '../mailbox/property-keys.ts';
import { listIn, objectIn, textIn, type GraphCall, type Json } from './call.ts';
import { toUrlAlphabet } from '../mailbox/ids.ts';
import { readBody } from './event-json.ts';
import { readRecurrenceJson, recurrenceJson } from './recurrence-json.ts';
import { readZonedTime, zonedTime } from './zoned-time.ts';

const STATUSES = ['notStarted', 'inProgress', 'completed', 'waitingOnOthers', 'deferred'];
const IMPORTANCES = ['low', 'normal', 'high'];
const TIMES: Readonly<Record<string, MapiKey>> = { dueDateTime: PROP.taskDue, startDateTime: PROP.taskStart, completedDateTime: PROP.taskCompletedOn, reminderDateTime: PROP.reminderTime };

const HANGING = { checklistItems: nameIn('PublicStrings', 'ToDoSteps'), linkedResources: nameIn('PublicStrings', 'ToDoLinks') } as const;

/** A task as To Do gives it: no change key but in the etag, no extended property, nobody's name; its id moves with it. */
export function taskJson(call: GraphCall, item: Item): Json {
  const { bag } = item;
  const written: Json = {
    '@odata.etag': `W/"${call.mailbox.ids.changeKey(item.change)}"`,
    id: toUrlAlphabet(call.mailbox.ids.itemId(item.folder, item.instance)),
    title: textOf(bag, PROP.subject),
    body: { content: textOf(bag, PROP.body), contentType: 'text' },
    categories: bag.get(PROP.categories) ?? [],
    importance: IMPORTANCES[Number(bag.get(PROP.importance) ?? 1)],
    status: STATUSES[Number(bag.get(PROP.taskStatus) ?? 0)],
    isReminderOn: bag.get(PROP.isReminderSet) === true,
    hasAttachments: item.attachments.length > 0,
    createdDateTime: textOf(bag, PROP.creationTime),
    lastModifiedDateTime: textOf(bag, PROP.lastModificationTime),
  };
  for (const [name, key] of Object.entries(TIMES)) if (textOf(bag, key) !== '') written[name] = zonedTime(textOf(bag, key));
  if (item.recurrence !== null) written['recurrence'] = recurrenceJson(item.recurrence);
  return written;
}

/** What hangs from a task, where `$expand` asks for it: its steps, and links to what other programs hold. */
export function taskWithExpanded(call: GraphCall, item: Item): Json {
  const expand = call.request.query.get('$expand') ?? '';
  const written = taskJson(call, item);
  for (const name of ['checklistItems', 'linkedResources'] as const) if (expand.split(',').includes(name)) written[name] = hangingFrom(item.bag, name);
  return written;
}

/** The steps or links of a task. */
export function hangingFrom(bag: Bag, name: keyof typeof HANGING): readonly Json[] {
  const text = textOf(bag, HANGING[name]);
  return text === '' ? [] : (JSON.parse(text) as readonly Json[]);
}

/** Puts other steps or links in place of those that a task has. */
export function hang(draft: Draft, name: keyof typeof HANGING, rows: readonly Json[]): void {
  if (rows.length === 0) draft.bag.delete(HANGING[name]);
  else draft.bag.set(HANGING[name], JSON.stringify(rows));
}

/** Sets what a request says of a task; what it does not name stays. */
export function readTaskJson(body: Json, draft: Draft): void {
  const { bag } = draft;
  if ('title' in body) bag.set(PROP.subject, textIn(body, 'title'));
  if ('body' in body) readBody(objectIn(body, 'body'), draft);
  if ('categories' in body) bag.set(PROP.categories, (body['categories'] as string[] | null) ?? []);
  if ('isReminderOn' in body) bag.set(PROP.isReminderSet, body['isReminderOn'] === true);
  for (const [name, key] of Object.entries(TIMES)) {
    if (!(name in body)) continue;
    if (body[name] === null) bag.delete(key);
    else bag.set(key, readZonedTime(objectIn(body, name)));
  }
  const importance = IMPORTANCES.indexOf(textIn(body, 'importance'));
  if (importance >= 0) bag.set(PROP.importance, importance);
  const status = STATUSES.indexOf(textIn(body, 'status'));
  if (status >= 0) bag.set(PROP.taskStatus, status).set(PROP.taskIsComplete, status === 2).set(PROP.taskPercent, status === 2 ? 1 : 0);
  if ('recurrence' in body) draft.recurrence = body['recurrence'] === null ? null : readRecurrenceJson(objectIn(body, 'recurrence'));
  // todotasklist-post-tasks: links come with the task that is made.
  if ('linkedResources' in body) hang(draft, 'linkedResources', listIn(body, 'linkedResources').map((one) => ({ ...one, id: randomUUID() })));
}
