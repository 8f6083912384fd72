import { htmlToText } from '../../../core/graph/html-text.ts';
import { escapeXml } from '../../dav-server/write-xml.ts';
import type { Attendee, Draft, Item } from '../mailbox/item.ts';
import { textOf } from '../mailbox/item.ts';
import { PROP } from '../mailbox/known-properties.ts';
import { globalObjectId, uidOf } from '../mailbox/make-drafts.ts';
import { isOrganizer } from '../mailbox/meeting-messages.ts';
import type { Occurrence } from '../mailbox/occurrences.ts';
import { itemId, listIn, objectIn, textIn, type GraphCall, type Json } from './call.ts';
import { outlookItemJson } from './contact-json.ts';
import { readExtendedJson } from './extended-json.ts';
import { readRecurrenceJson, recurrenceJson } from './recurrence-json.ts';
import { readZonedTime, zonedTime } from './zoned-time.ts';

const IMPORTANCES = ['low', 'normal', 'high'];
const SENSITIVITIES = ['normal', 'personal', 'private', 'confidential'];
const BUSY = ['free', 'tentative', 'busy', 'oof', 'workingElsewhere'];
const RESPONSES: readonly (readonly [Attendee['response'], string])[] = [
  ['none', 'none'], ['organizer', 'organizer'], ['tentative', 'tentativelyAccepted'], ['accept', 'accepted'], ['decline', 'declined'], ['notResponded', 'notResponded'],
];

/** An event as Graph gives it, or one occurrence of a series by the start that the series gives it. */
export function eventJson(call: GraphCall, item: Item, occurrence: Omit<Occurrence, 'item'> | null = null): Json {
  const bag = occurrence?.bag ?? item.bag;
  const originalStart = occurrence?.originalStart ?? null;
  const isTextWanted = /outlook\.body-content-type="?text/i.test(call.request.headers['prefer'] ?? '');
  const text = textOf(bag, PROP.body);
  return {
    ...outlookItemJson(call, item),
    id: itemId(call, item, originalStart),
    subject: textOf(bag, PROP.subject),
    body: isTextWanted ? { contentType: 'text', content: text } : { contentType: 'html', content: textOf(bag, PROP.bodyHtml) || (text === '' ? '' : `<html><body>${escapeXml(text)}</body></html>`) },
    bodyPreview: text.slice(0, 255),
    start: zonedTime(textOf(bag, PROP.start)),
    end: zonedTime(textOf(bag, PROP.end)),
    originalStartTimeZone: textOf(bag, PROP.startTimeZone) || 'UTC',
    originalEndTimeZone: textOf(bag, PROP.endTimeZone) || 'UTC',
    isAllDay: bag.get(PROP.isAllDay) === true,
    isCancelled: (Number(bag.get(PROP.meetingState) ?? 0) & 4) === 4,
    isOrganizer: isOrganizer(call.mailbox, item),
    isReminderOn: bag.get(PROP.isReminderSet) === true,
    reminderMinutesBeforeStart: bag.get(PROP.reminderMinutes) ?? 15,
    responseRequested: bag.get(PROP.isResponseRequested) !== false,
    hasAttachments: item.attachments.length > 0,
    importance: IMPORTANCES[Number(bag.get(PROP.importance) ?? 1)],
    sensitivity: SENSITIVITIES[Number(bag.get(PROP.sensitivity) ?? 0)],
    showAs: BUSY[Number(bag.get(PROP.busyStatus) ?? 2)],
    iCalUId: uidOf(textOf(bag, PROP.cleanGlobalObjectId)),
    location: { displayName: textOf(bag, PROP.location) },
    attendees: (occurrence ?? item).attendees.map((one) => ({ type: one.kind, status: { response: RESPONSES.find(([response]) => response === one.response)?.[1] ?? 'none' }, emailAddress: { name: one.name, address: one.address } })),
    organizer: { emailAddress: { name: textOf(bag, PROP.organizerName) || call.mailbox.owner.name, address: textOf(bag, PROP.organizerAddress) || call.mailbox.owner.address } },
    type: originalStart !== null ? (occurrence?.isException === true ? 'exception' : 'occurrence') : item.recurrence === null ? 'singleInstance' : 'seriesMaster',
    seriesMasterId: originalStart === null ? null : itemId(call, item),
    recurrence: originalStart !== null || item.recurrence === null ? null : recurrenceJson(item.recurrence),
    ...(originalStart !== null && { originalStart }),
  };
}

/** The occurrences that were taken out of a series, as Graph names them. */
export function cancelledOccurrences(call: GraphCall, item: Item): readonly string[] {
  return item.cancelled.map((one) => `OID.${itemId(call, item)}.${one.slice(0, 10)}`);
}

/** Sets what a request says of an event; what it does not name stays. */
export function readEventJson(call: GraphCall, body: Json, draft: Draft): void {
  const { bag } = draft;
  if ('subject' in body) bag.set(PROP.subject, textIn(body, 'subject'));
  if ('body' in body) readBody(objectIn(body, 'body'), draft);
  if ('start' in body) readSide(objectIn(body, 'start'), draft, PROP.start, PROP.startTimeZone);
  if ('end' in body) readSide(objectIn(body, 'end'), draft, PROP.end, PROP.endTimeZone);
  if ('location' in body) bag.set(PROP.location, textIn(objectIn(body, 'location'), 'displayName'));
  if ('isAllDay' in body) bag.set(PROP.isAllDay, body['isAllDay'] === true);
  if ('isReminderOn' in body) bag.set(PROP.isReminderSet, body['isReminderOn'] === true);
  if (typeof body['reminderMinutesBeforeStart'] === 'number') bag.set(PROP.reminderMinutes, body['reminderMinutesBeforeStart']);
  if ('responseRequested' in body) bag.set(PROP.isResponseRequested, body['responseRequested'] === true);
  if ('categories' in body) bag.set(PROP.categories, (body['categories'] as string[] | null) ?? []);
  for (const [name, key, words] of [['importance', PROP.importance, IMPORTANCES], ['sensitivity', PROP.sensitivity, SENSITIVITIES], ['showAs', PROP.busyStatus, BUSY]] as const) {
    const at = words.indexOf(textIn(body, name));
    if (at >= 0) bag.set(key, at);
  }
  if ('recurrence' in body) draft.recurrence = body['recurrence'] === null ? null : readRecurrenceJson(objectIn(body, 'recurrence'));
  if ('attendees' in body) {
    draft.attendees = listIn(body, 'attendees').map((one) => readAttendee(one));
    bag.set(PROP.meetingState, draft.attendees.length > 0 ? 1 : 0);
  }
  readExtendedJson(body, draft);
  if (!bag.has(PROP.cleanGlobalObjectId)) {
    const id = globalObjectId(`040000008200E00074C5B7101A82E008${call.mailbox.nextNumber().toString(16).padStart(16, '0')}`);
    bag.set(PROP.globalObjectId, id).set(PROP.cleanGlobalObjectId, id);
  }
}

/** Sets the body of an event or task from text or HTML. */
export function readBody(body: Json, draft: Draft): void {
  const content = textIn(body, 'content');
  const isHtml = textIn(body, 'contentType').toLowerCase() === 'html';
  draft.bag.set(PROP.body, isHtml ? htmlToText(content) : content);
  if (isHtml) draft.bag.set(PROP.bodyHtml, content);
  else draft.bag.delete(PROP.bodyHtml);
}

function readSide(side: Json, draft: Draft, key: typeof PROP.start  , zoneKey: typeof PROP.startTimeZone  ): void {
  draft.bag.set(key, readZonedTime(side));
  draft.bag.set(zoneKey, textIn(side, 'timeZone') || 'UTC');
}

function readAttendee(attendee: Json): Attendee {
  const email = objectIn(attendee, 'emailAddress');
  const kind = textIn(attendee, 'type');
  const response = RESPONSES.find(([, word]) => word === textIn(objectIn(attendee, 'status'), 'response'))?.[0] ?? 'notResponded';
  return { name: textIn(email, 'name') || textIn(email, 'address'), address: textIn(email, 'address'), kind: kind === 'optional' || kind === 'resource' ? kind : 'required', response };
}
