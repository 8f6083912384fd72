import { isDeepStrictEqual } from 'node:util';
import type { HttpReply } from '../../http/messages.ts';
import type { Folder } from '../../mailbox/folder.ts';
import { draftOf, emptyDraft, textOf, type Attendee, type Draft, type Item } from '../../mailbox/item.ts';
import { PROP } from '../../mailbox/known-properties.ts';
import { classOf } from '../../mailbox/mailbox.ts';
import { isOrganizer, notifyAttendees } from '../../mailbox/meeting-messages.ts';
import { occurrenceAt, occurrencesIn, type Occurrence } from '../../mailbox/occurrences.ts';
import { folderId, GraphError, json, type GraphCall, type Json } from '../call.ts';
import { cancelledOccurrences, eventJson, readEventJson } from '../event-json.ts';
import { writeExtendedJson } from '../extended-json.ts';
import { checkIfMatch, deleteReply, folderFor, itemFor } from '../find.ts';
import { deltaReply, listReply, selected } from '../listing.ts';
import type { Route } from '../route.ts';

/** Calendars and events. What Graph does to a meeting with guests, it tells the guests: nothing keeps it silent. */
export const EVENT_ROUTES: readonly Route[] = [
  { method: 'GET', path: 'calendars', answer: (call) => listReply(call, calendars(call), (one) => calendarJson(call, one)) },
  { method: 'GET', path: 'calendar', answer: (call) => json(200, calendarJson(call, call.mailbox.folders.named('calendar'))) },
  { method: 'GET', path: 'calendars/{}', answer: (call) => json(200, calendarJson(call, folderFor(call, call.ids[0] ?? ''))) },
  { method: 'GET', path: 'events', answer: (call) => listEvents(call, call.mailbox.folders.named('calendar')) },
  { method: 'POST', path: 'events', answer: (call) => createEvent(call, call.mailbox.folders.named('calendar')) },
  { method: 'GET', path: 'calendars/{}/events', answer: (call) => listEvents(call, folderFor(call, call.ids[0] ?? '')) },
  { method: 'POST', path: 'calendars/{}/events', answer: (call) => createEvent(call, folderFor(call, call.ids[0] ?? '')) },
  { method: 'GET', path: 'calendars/{}/events/{}', answer: (call) => getEventIn(call, folderFor(call, call.ids[0] ?? '')) },
  { method: 'GET', path: 'events/{}', answer: (call) => getEvent(call) },
  { method: 'PATCH', path: 'events/{}', answer: (call) => patchEvent(call) },
  { method: 'DELETE', path: 'events/{}', answer: (call) => deleteEvent(call, false) },
  { method: 'POST', path: 'events/{}/permanentDelete', answer: (call) => deleteEvent(call, true) },
  { method: 'GET', path: 'events/{}/instances', answer: (call) => listOccurrences(call, [itemFor(call, call.ids[0] ?? '', 'event').item]) },
  { method: 'GET', path: 'calendarView', answer: (call) => listOccurrences(call, call.mailbox.itemsIn(call.mailbox.folders.named('calendar').number)) },
  { method: 'GET', path: 'calendars/{}/calendarView', answer: (call) => listOccurrences(call, call.mailbox.itemsIn(folderFor(call, call.ids[0] ?? '').number)) },
  { method: 'GET', path: 'calendarView/delta', answer: (call) => deltaEvents(call, call.mailbox.folders.named('calendar')) },
  { method: 'GET', path: 'calendars/{}/calendarView/delta', answer: (call) => deltaEvents(call, folderFor(call, call.ids[0] ?? '')) },
];

function calendars(call: GraphCall): readonly Folder[] {
  const first = call.mailbox.folders.named('calendar');
  const all = call.mailbox.folders.below(call.mailbox.folders.named('msgfolderroot').number).filter((one) => one.folderClass.startsWith('IPF.Appointment'));
  return [first, ...all.filter((one) => one.number !== first.number)];
}

function calendarJson(call: GraphCall, folder: Folder): Json {
  const isDefault = folder.distinguished === 'calendar';
  return {
    id: folderId(call, folder.number), name: folder.name, color: 'auto', hexColor: '', isDefaultCalendar: isDefault, changeKey: call.mailbox.ids.changeKey(folder.change), canShare: true,
    canViewPrivateItems: true, canEdit: true, isRemovable: !isDefault, owner: { name: call.mailbox.owner.name, address: call.mailbox.owner.address },
  };
}

function withExtended(call: GraphCall, item: Item, occurrence: Occurrence | null = null): Json {
  const select = call.request.query.get('$select') ?? '';
  const expand = call.request.query.get('$expand') ?? '';
  const written: Json = { ...eventJson(call, item, occurrence), ...writeExtendedJson(call.mailbox, item, expand, occurrence?.bag) };
  if (occurrence === null && item.recurrence !== null && select.includes('cancelledOccurrences')) written['cancelledOccurrences'] = cancelledOccurrences(call, item);
  if (occurrence === null && item.recurrence !== null && expand.includes('exceptionOccurrences')) {
    const all = occurrencesIn(item, '1601-01-01T00:00:00Z', '2200-01-01T00:00:00Z');
    written['exceptionOccurrences'] = all.filter((one) => one.isException).map((one) => eventJson(call, item, one));
  }
  return written;
}

function listEvents(call: GraphCall, folder: Folder): HttpReply {
  const events = call.mailbox.itemsIn(folder.number).filter((item) => classOf(item) === 'event');
  return listReply(call, events, (item) => withExtended(call, item), (item, expand) => writeExtendedJson(call.mailbox, item, expand));
}

function listOccurrences(call: GraphCall, items: readonly Item[]): HttpReply {
  const [from, to] = spanOf(call);
  const found = items.filter((item) => classOf(item) === 'event').flatMap((item) => occurrencesIn(item, from, to));
  const inOrder = found.toSorted((a, b) => (textOf(a.bag, PROP.start) < textOf(b.bag, PROP.start) ? -1 : 1));
  return listReply(call, inOrder, (one) => withExtended(call, one.item, one.originalStart === null ? null : one));
}

/** Window-bound as v1.0 has it; a series that changed comes as its master, its occurrences in the window beside it. */
function deltaEvents(call: GraphCall, folder: Folder): HttpReply {
  const isFirst = !call.request.query.has('$deltatoken') && !call.request.query.has('$skiptoken');
  const [from, to] = isFirst || call.request.query.has('startDateTime') ? spanOf(call) : ['', ''];
  return deltaReply(call, folder.number, `events ${folder.number} ${from} ${to}`, (item) => {
    if (classOf(item) !== 'event') return null;
    const inside = occurrencesIn(item, from, to);
    return inside.length === 0 ? null : eventJson(call, item);
  }, (item) => (item.recurrence === null || classOf(item) !== 'event' ? [] : occurrencesIn(item, from, to).map((one) => eventJson(call, item, one))));
}

function getEvent(call: GraphCall): HttpReply {
  const { item, occurrence } = itemFor(call, call.ids[0] ?? '', 'event');
  return json(200, selected(call, withExtended(call, item, occurrence)));
}

function getEventIn(call: GraphCall, folder: Folder): HttpReply {
  const { item, occurrence } = itemFor(call, call.ids[1] ?? '', 'event');
  if (item.folder !== folder.number) throw new GraphError(404, 'ErrorItemNotFound', 'The specified object was not found in the store.');
  return json(200, selected(call, withExtended(call, item, occurrence)));
}

function createEvent(call: GraphCall, folder: Folder): HttpReply {
  const draft = emptyDraft('IPM.Appointment');
  readEventJson(call, call.body, draft);
  if (textOf(draft.bag, PROP.start) === '' || textOf(draft.bag, PROP.end) === '') throw new GraphError(400, 'ErrorPropertyValidationFailure', 'At least one property failed validation.');
  draft.bag.set(PROP.organizerName, call.mailbox.owner.name).set(PROP.organizerAddress, call.mailbox.owner.address);
  const item = call.mailbox.create(folder, draft, call.by);
  notifyAttendees(call.mailbox, item, item.number, 'invitation', 'all', call.by);
  return json(201, eventJson(call, item));
}

function patchEvent(call: GraphCall): HttpReply {
  const { item, occurrence } = itemFor(call, call.ids[0] ?? '', 'event');
  checkIfMatch(call, item);
  const changed = occurrence === null ? patchedSeries(call, item) : exceptionOf(call, item, occurrence);
  const after = call.mailbox.update(item, changed, call.by);
  const asked = occurrence === null ? everyone(after) : (occurrenceAt(after, occurrence.originalStart ?? '') ?? occurrence).attendees;
  if (isOrganizer(call.mailbox, after)) notifyAttendees(call.mailbox, { ...after, attendees: asked }, after.number, 'update', 'all', call.by, { ...item, attendees: occurrence?.attendees ?? everyone(item) });
  return json(200, selected(call, eventJson(call, after)));
}

/** A series whose rule or times change has only regular occurrences from then on. */
function patchedSeries(call: GraphCall, item: Item): Draft {
  const draft = patched(call, draftOf(item));
  const isSame = isDeepStrictEqual(draft.recurrence, item.recurrence) && [PROP.start, PROP.end, PROP.isAllDay].every((key) => draft.bag.get(key) === item.bag.get(key));
  return isSame ? draft : { ...draft, exceptions: [], cancelled: [] };
}

function patched(call: GraphCall, draft: Draft): Draft {
  readEventJson(call, call.body, draft);
  return draft;
}

function exceptionOf(call: GraphCall, item: Item, occurrence: Occurrence): Draft {
  const own = patched(call, draftOf({ ...item, bag: occurrence.bag, attendees: occurrence.attendees }));
  const whole = draftOf(item);
  const originalStart = occurrence.originalStart ?? '';
  const bag = new Map([...own.bag].filter(([key, value]) => item.bag.get(key) !== value || key === PROP.start || key === PROP.end));
  whole.exceptions = [...whole.exceptions.filter((one) => one.originalStart !== originalStart), { originalStart, bag, ...(isDeepStrictEqual(own.attendees, item.attendees) ? {} : { attendees: own.attendees }) }];
  return whole;
}

function deleteEvent(call: GraphCall, isPermanent: boolean): HttpReply {
  const { item, occurrence } = itemFor(call, call.ids[0] ?? '', 'event');
  checkIfMatch(call, item);
  if (isOrganizer(call.mailbox, item)) notifyAttendees(call.mailbox, { ...item, attendees: occurrence?.attendees ?? everyone(item) }, item.number, 'cancellation', 'all', call.by);
  if (occurrence === null) return deleteReply(call, item, isPermanent);
  const draft = draftOf(item);
  draft.cancelled.push(occurrence.originalStart ?? '');
  call.mailbox.update(item, draft, call.by);
  return { status: 204 };
}

/** Who is asked to a series or to one of its occurrences, each once. */
function everyone(item: Item): readonly Attendee[] {
  return [...new Map([...item.exceptions.flatMap(({ attendees }) => attendees ?? []), ...item.attendees].map((one) => [one.address.toLowerCase(), one])).values()];
}

function spanOf(call: GraphCall): readonly [string, string] {
  const time = (name: string) => {
    const at = Date.parse(call.request.query.get(name) ?? '');
    if (Number.isNaN(at)) throw new GraphError(400, 'ErrorInvalidParameter', `This request requires a time window specified by the query string parameters StartDateTime and EndDateTime.`);
    return `${new Date(at).toISOString().slice(0, 19)}Z`;
  };
  return [time('startDateTime'), time('endDateTime')];
}
