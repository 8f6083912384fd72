import { EMPTY_ITEM, type Alert, type CalendarItem, type CalendarTime, type Link, type UnknownProperty } from '../jscalendar/types.ts';
import { isMarker, MARKER_APPLICATION } from '../exchange/mapi-properties.ts';
import type { ReadContext } from '../reading.ts';
import { descriptionOf, optional, priorityOf, unknownProperties } from './item-draft.ts';
import { objectAt, objectsAt, textAt, textsAt, type JsonObject } from './json.ts';
import { readAttachment } from './read-attachment.ts';
import { readRecurrence } from './read-recurrence.ts';
import { dayOf, isMidnight, readZonedTime } from './read-time.ts';

/** What a Graph `todoTask` says, in JSCalendar's terms (RFC 8984); steps of its checklist stand one by one. */
export function readGraphTask(task: JsonObject, context: ReadContext): CalendarItem {
  const start = taskTime(objectAt(task, 'startDateTime'));
  const due = taskTime(objectAt(task, 'dueDateTime'));
  const completed = taskTime(objectAt(task, 'completedDateTime'));
  const rule = readRecurrence(objectAt(task, 'recurrence'));
  const status = textAt(task, 'status').toLowerCase();
  return {
    ...EMPTY_ITEM,
    kind: 'task',
    ...optional('title', textAt(task, 'title')),
    ...optional('description', descriptionOf(task)),
    ...(start === undefined ? {} : { start }),
    ...(due === undefined ? {} : { due }),
    ...(completed === undefined ? {} : { completed }),
    recurrenceRules: rule === undefined ? [] : [rule],
    alerts: alertsOf(task),
    keywords: textsAt(task, 'categories'),
    links: [...objectsAt(task, 'linkedResources').flatMap(readLinkedResource), ...objectsAt(task, 'attachments').map((attachment) => readAttachment(attachment, context))],
    ...percentOf(task),
    ...optional('progress', PROGRESS[status] ?? status),
    ...priorityOf(task),
    unknown: [...objectsAt(task, 'checklistItems').flatMap(readChecklistItem), ...unknownProperties(task, READ, USUAL)],
  };
}

const PROGRESS: Readonly<Record<string, string>> = { notstarted: 'needs-action', inprogress: 'in-process', completed: 'completed', waitingonothers: 'waiting', deferred: 'deferred' };

const READ: ReadonlySet<string> = new Set([
  'title', 'body', 'bodyLastModifiedDateTime', 'startDateTime', 'dueDateTime', 'completedDateTime', 'recurrence', 'isReminderOn', 'reminderDateTime', 'categories',
  'linkedResources', 'status', 'importance', 'checklistItems', 'attachmentSessions', 'attachments', 'percentComplete',
]);
const USUAL: Readonly<Record<string, string>> = { hasAttachments: 'false' };

/** To Do keeps days; it writes each as the midnight that begins it. */
function taskTime(value: JsonObject): CalendarTime | undefined {
  const time = readZonedTime(value);
  return time !== undefined && isMidnight(time) ? dayOf(time) : time;
}

function alertsOf(task: JsonObject): readonly Alert[] {
  const at = readZonedTime(objectAt(task, 'reminderDateTime'));
  return task['isReminderOn'] === true && at !== undefined ? [{ action: 'display', trigger: { type: 'absolute', at } }] : [];
}

/** The mark that a restore leaves is no link. */
function readLinkedResource(resource: JsonObject): readonly Link[] {
  if (textAt(resource, 'applicationName') === MARKER_APPLICATION && isMarker(textAt(resource, 'externalId'))) return [];
  const url = textAt(resource, 'webUrl');
  return [{ text: url === '' ? textAt(resource, 'displayName') : url }];
}

/** How much is done, where that says more than the status does. */
function percentOf(task: JsonObject): Pick<CalendarItem, 'percentComplete'> {
  const percent = task['percentComplete'];
  const isUsual = percent === 0 || (percent === 100 && textAt(task, 'status').toLowerCase() === 'completed');
  return typeof percent !== 'number' || !Number.isFinite(percent) || isUsual ? {} : { percentComplete: percent };
}

function readChecklistItem(item: JsonObject): readonly UnknownProperty[] {
  const text = textAt(item, 'displayName').trim();
  return text === '' ? [] : [{ name: 'CHECKLISTITEMS', value: `${item['isChecked'] === true ? '[x]' : '[ ]'} ${text}` }];
}
