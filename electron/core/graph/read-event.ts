import { parseCivilTime } from '../jscalendar/civil-time.ts';
import { namedZone } from '../jscalendar/named-zone.ts';
import { EMPTY_ITEM, type Alert, type CalendarItem, type CalendarOverride, type CalendarTime, type Participant, type Person, type UnknownProperty } from '../jscalendar/types.ts';
import { UTC } from '../jscalendar/zone.ts';
import type { ReadContext } from '../reading.ts';
import { descriptionOf, optional, priorityOf, unknownProperties } from './item-draft.ts';
import { objectAt, objectsAt, textAt, textsAt, type JsonObject } from './json.ts';
import { readAttachment } from './read-attachment.ts';
import { readRecurrence } from './read-recurrence.ts';
import { dayOf, inZone, isMidnight, readInstant, readZonedTime } from './read-time.ts';

const DAY_SECONDS = 86_400;

/** What a Graph `event` says, in JSCalendar's terms (RFC 8984); exceptions that were asked for with it stand as overrides. */
export function readGraphEvent(event: JsonObject, context: ReadContext): CalendarItem {
  const isAllDay = event['isAllDay'] === true;
  const start = eventTime(objectAt(event, 'start'), textAt(event, 'originalStartTimeZone'), isAllDay);
  const end = eventTime(objectAt(event, 'end'), textAt(event, 'originalEndTimeZone'), isAllDay);
  const rule = readRecurrence(objectAt(event, 'recurrence'));
  const participants = objectsAt(event, 'attendees').flatMap(readAttendee);
  const organizer = readPerson(objectAt(objectAt(event, 'organizer'), 'emailAddress'));
  // Graph names an organizer for every event; without guests it is but the owner of the calendar.
  const isMeeting = participants.length > 0 || event['isOrganizer'] === false;
  return {
    ...EMPTY_ITEM,
    kind: 'event',
    ...optional('uid', textAt(event, 'iCalUId')),
    ...optional('title', textAt(event, 'subject')),
    ...optional('description', descriptionOf(event)),
    ...(start === undefined ? {} : { start }),
    ...(end === undefined ? {} : { end }),
    recurrenceRules: rule === undefined ? [] : [rule],
    excluded: textsAt(event, 'cancelledOccurrences').flatMap((id) => cancelledTime(id, start)),
    overrides: objectsAt(event, 'exceptionOccurrences').map((exception) => readException(exception, context)),
    locations: locationsOf(event),
    ...optional('geo', coordinatesOf(objectAt(objectAt(event, 'location'), 'coordinates'))),
    virtualLocations: [...new Set([textAt(objectAt(event, 'onlineMeeting'), 'joinUrl'), textAt(event, 'onlineMeetingUrl')])].filter((url) => url !== ''),
    ...(isMeeting && organizer !== undefined ? { organizer } : {}),
    participants,
    alerts: alertsOf(event),
    keywords: textsAt(event, 'categories'),
    links: objectsAt(event, 'attachments').map((attachment) => readAttachment(attachment, context)),
    ...(event['isCancelled'] === true ? { status: 'cancelled' } : {}),
    ...optional('freeBusyStatus', FREE_BUSY[textAt(event, 'showAs').toLowerCase()] ?? ''),
    ...optional('privacy', PRIVACIES[textAt(event, 'sensitivity').toLowerCase()] ?? ''),
    ...priorityOf(event),
    unknown: [...placeInSeries(event), ...foreignZones(event), ...ownResponse(event), ...unknownProperties(event, READ, USUAL)],
  };
}

/** An occurrence that stands as a record of its own says so; the rest shows in its rule. */
function placeInSeries(event: JsonObject): readonly UnknownProperty[] {
  const type = textAt(event, 'type');
  return type === 'occurrence' || type === 'exception' ? [{ name: 'TYPE', value: type }] : [];
}

/** A zone that nobody knows by its name leaves the times in UTC, which tells less than it did; UTC has a name of its own in Exchange. */
function foreignZones(event: JsonObject): readonly UnknownProperty[] {
  return ['originalStartTimeZone', 'originalEndTimeZone'].flatMap((name) => {
    const zone = textAt(event, name).trim();
    return zone === '' || zone.toLowerCase() === 'tzone://microsoft/utc' || namedZone(zone) !== undefined ? [] : [{ name: name.toUpperCase(), value: zone }];
  });
}

/** What the owner of the calendar answered; nothing where there was nothing to answer. */
function ownResponse(event: JsonObject): readonly UnknownProperty[] {
  const response = textAt(objectAt(event, 'responseStatus'), 'response');
  return ['', 'none', 'organizer', 'notResponded'].includes(response) ? [] : [{ name: 'RESPONSESTATUS', value: response }];
}

const FREE_BUSY: Readonly<Record<string, string>> = {
  free: 'free', busy: 'busy', tentative: 'tentative', oof: 'out-of-office', workingelsewhere: 'working-elsewhere',
};
const PRIVACIES: Readonly<Record<string, string>> = { personal: 'personal', private: 'private', confidential: 'secret' };

/** Read above, told by something else, or of no meaning to a person (RFC 8984 has no place for ids of a series and links into a mailbox). */
const READ: ReadonlySet<string> = new Set([
  'iCalUId', 'uid', 'subject', 'body', 'bodyPreview', 'start', 'end', 'originalStartTimeZone', 'originalEndTimeZone', 'isAllDay', 'recurrence', 'cancelledOccurrences',
  'exceptionOccurrences', 'location', 'locations', 'onlineMeeting', 'onlineMeetingUrl', 'onlineMeetingProvider', 'isOnlineMeeting', 'organizer', 'isOrganizer', 'attendees',
  'isReminderOn', 'reminderMinutesBeforeStart', 'categories', 'attachments', 'isCancelled', 'showAs', 'sensitivity', 'importance', 'seriesMasterId', 'occurrenceId',
  'webLink', 'transactionId', 'calendar', 'instances', 'type', 'responseStatus',
]);

/** Values that say nothing: they are no entries, so that their coming and going is no change. */
const USUAL: Readonly<Record<string, string>> = {
  hasAttachments: 'false', responseRequested: 'true', allowNewTimeProposals: 'true', hideAttendees: 'false', isDraft: 'false',
};

function eventTime(value: JsonObject, originalZone: string, isAllDay: boolean): CalendarTime | undefined {
  const time = readZonedTime(value);
  if (time === undefined) return undefined;
  if (!isAllDay) return time.zone === UTC ? inZone(time, originalZone) : time;
  return dayOf(isMidnight(time) ? time : inZone(time, originalZone));
}

/** The id of an occurrence that was cancelled ends in its date; its time is that of the series. */
function cancelledTime(id: string, start: CalendarTime | undefined): readonly CalendarTime[] {
  const day = parseCivilTime(/(\d{4}-\d\d-\d\d)$/.exec(id)?.[1] ?? '');
  if (day === undefined || start === undefined) return [];
  return [{ ...start, wall: day.seconds + (((start.wall % DAY_SECONDS) + DAY_SECONDS) % DAY_SECONDS) }];
}

function readException(exception: JsonObject, context: ReadContext): CalendarOverride {
  const item = readGraphEvent({ ...exception, exceptionOccurrences: [], originalStart: null, type: null }, context);
  const original = readInstant(textAt(exception, 'originalStart'));
  const recurrenceId = original === undefined ? item.start : exception['isAllDay'] === true ? dayOf(original) : original;
  return { recurrenceId: recurrenceId ?? { wall: 0, dateOnly: false, zone: UTC }, andFuture: false, item };
}

function locationsOf(event: JsonObject): readonly string[] {
  const names = [...objectsAt(event, 'locations'), objectAt(event, 'location')].map((location) => textAt(location, 'displayName') || textAt(location, 'locationUri'));
  return [...new Set(names)].filter((name) => name.trim() !== '');
}

function coordinatesOf(coordinates: JsonObject): string {
  const latitude = textAt(coordinates, 'latitude');
  const longitude = textAt(coordinates, 'longitude');
  return latitude === '' || longitude === '' ? '' : `${latitude}, ${longitude}`;
}

function readPerson(emailAddress: JsonObject): Person | undefined {
  const name = textAt(emailAddress, 'name').trim();
  const address = textAt(emailAddress, 'address').trim().toLowerCase() || name.toLowerCase();
  if (address === '') return undefined;
  return name === '' ? { address } : { name, address };
}

const RESPONSES: Readonly<Record<string, string>> = { accepted: 'accepted', declined: 'declined', tentativelyaccepted: 'tentative', organizer: 'accepted' };

function readAttendee(attendee: JsonObject): readonly Participant[] {
  const person = readPerson(objectAt(attendee, 'emailAddress'));
  const type = textAt(attendee, 'type').toLowerCase();
  const status = RESPONSES[textAt(objectAt(attendee, 'status'), 'response').toLowerCase()] ?? 'needs-action';
  if (person === undefined) return [];
  return [{ ...person, role: type === 'optional' ? 'optional' : 'attendee', status, kind: type === 'resource' ? 'resource' : 'individual', expectReply: false }];
}

function alertsOf(event: JsonObject): readonly Alert[] {
  const minutes = event['reminderMinutesBeforeStart'];
  if (event['isReminderOn'] !== true || typeof minutes !== 'number' || !Number.isFinite(minutes)) return [];
  return [{ action: 'display', trigger: { type: 'offset', offset: { days: 0, seconds: -Math.round(minutes * 60) || 0 }, relativeTo: 'start' } }];
}
