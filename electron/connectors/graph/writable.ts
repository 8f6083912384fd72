import { type JsonObject, isObject, objectAt, objectsAt, readable, textAt } from '../../core/graph/json.ts';
import { inZone, readZonedTime } from '../../core/graph/read-time.ts';
import { textOfWall } from './wall-text.ts';

/** Properties of a contact that a client sets (contact resource, v1.0). */
const CONTACT_TEXTS = [
  'displayName', 'givenName', 'middleName', 'surname', 'title', 'generation', 'initials', 'nickName', 'yomiGivenName', 'yomiSurname', 'yomiCompanyName', 'fileAs',
  'companyName', 'department', 'jobTitle', 'profession', 'officeLocation', 'manager', 'assistantName', 'spouseName', 'businessHomePage', 'mobilePhone', 'personalNotes', 'birthday',
] as const;
const CONTACT_LISTS = ['businessPhones', 'homePhones', 'imAddresses', 'children', 'categories'] as const;
const CONTACT_PLACES = ['businessAddress', 'homeAddress', 'otherAddress'] as const;
const PLACE_PARTS = ['street', 'city', 'state', 'countryOrRegion', 'postalCode'] as const;

/** What a contact says, in the properties that may be written; every one of them, empty where the contact has none. */
export function writableContact(contact: JsonObject): JsonObject {
  const written: Record<string, unknown> = {};
  for (const name of CONTACT_TEXTS) written[name] = textAt(contact, name) === '' ? null : textAt(contact, name);
  for (const name of CONTACT_LISTS) written[name] = textList(contact, name);
  for (const name of CONTACT_PLACES) {
    const place = objectAt(contact, name);
    written[name] = Object.fromEntries(PLACE_PARTS.map((part) => [part, textAt(place, part) === '' ? null : textAt(place, part)]));
  }
  written['emailAddresses'] = emailsOf(contact);
  return written;
}

function emailsOf(contact: JsonObject): readonly JsonObject[] {
  const listed = objectsAt(contact, 'emailAddresses');
  const slots = ['primaryEmailAddress', 'secondaryEmailAddress', 'tertiaryEmailAddress'].map((name) => objectAt(contact, name));
  return (listed.length > 0 ? listed : slots)
    .filter((email) => textAt(email, 'address') !== '')
    .map((email) => ({ address: textAt(email, 'address'), ...(textAt(email, 'name') === '' ? {} : { name: textAt(email, 'name') }) }));
}

/** What an event says. Never guests, never an online meeting: both would send messages or make something elsewhere. */
export function writableEvent(event: JsonObject): JsonObject {
  const isAllDay = event['isAllDay'] === true;
  const recurrence = event['recurrence'];
  return {
    subject: textAt(event, 'subject'),
    body: bodyOf(event),
    start: timeOf(event, 'start', 'originalStartTimeZone', isAllDay),
    end: timeOf(event, 'end', 'originalEndTimeZone', isAllDay),
    isAllDay,
    ...placesOf(event),
    recurrence: isObject(recurrence) ? recurrence : null,
    importance: textAt(event, 'importance') || 'normal',
    sensitivity: textAt(event, 'sensitivity') || 'normal',
    showAs: SHOWN.has(textAt(event, 'showAs')) ? textAt(event, 'showAs') : 'busy',
    isReminderOn: event['isReminderOn'] === true,
    reminderMinutesBeforeStart: typeof event['reminderMinutesBeforeStart'] === 'number' ? event['reminderMinutesBeforeStart'] : 15,
    categories: textList(event, 'categories'),
  };
}

/** `unknown` is read and cannot be written. */
const SHOWN: ReadonlySet<string> = new Set(['free', 'tentative', 'busy', 'oof', 'workingElsewhere']);

/** What a task says; what hangs from it (steps, links) is written apart. */
export function writableTask(task: JsonObject): JsonObject {
  const time = (name: string) => (textAt(objectAt(task, name), 'dateTime') === '' ? null : zoned(objectAt(task, name)));
  return {
    title: textAt(task, 'title'),
    body: bodyOf(task),
    importance: textAt(task, 'importance') || 'normal',
    status: textAt(task, 'status') || 'notStarted',
    isReminderOn: task['isReminderOn'] === true,
    categories: textList(task, 'categories'),
    dueDateTime: time('dueDateTime'),
    startDateTime: time('startDateTime'),
    reminderDateTime: time('reminderDateTime'),
    completedDateTime: time('completedDateTime'),
    recurrence: isObject(task['recurrence']) ? task['recurrence'] : null,
  };
}

/** Without what says nothing: for an item that is made anew. */
export function withoutEmpty(written: JsonObject): JsonObject {
  return Object.fromEntries(Object.entries(written).flatMap(([name, value]) => {
    if (value === null || (Array.isArray(value) && value.length === 0)) return [];
    if (!isObject(value)) return [[name, value]];
    const inner = Object.entries(value).filter(([, one]) => one !== null);
    return inner.length === 0 ? [] : [[name, Object.fromEntries(inner)]];
  }));
}

/** What has to be written to turn one state into the other; an empty value clears what stands. */
export function differenceOf(wanted: JsonObject, standing: JsonObject): JsonObject {
  return Object.fromEntries(Object.entries(wanted).filter(([name, value]) => meaning(value) !== meaning(standing[name])));
}

/** Empty values and values that are missing mean the same. */
function meaning(value: unknown): string {
  return readable(isObject(value) ? withoutEmpty(value) : value);
}

function textList(object: JsonObject, name: string): readonly string[] {
  const value = object[name];
  return Array.isArray(value) ? value.filter((one): one is string => typeof one === 'string') : [];
}

function bodyOf(item: JsonObject): JsonObject {
  const body = objectAt(item, 'body');
  return { contentType: textAt(body, 'contentType') || 'text', content: textAt(body, 'content') };
}

function zoned(time: JsonObject): JsonObject {
  return { dateTime: textAt(time, 'dateTime'), timeZone: textAt(time, 'timeZone') || 'UTC' };
}

/** In the zone that the event was made in, so that a series keeps its hour when clocks change; whole days are midnight wherever one is. */
function timeOf(event: JsonObject, side: string, zoneName: string, isAllDay: boolean): JsonObject {
  const given = zoned(objectAt(event, side));
  const time = readZonedTime(given);
  const name = textAt(event, zoneName);
  if (time === undefined || isAllDay || name === '' || name === given['timeZone']) return given;
  const local = inZone(time, name);
  return local === time || local.zoneName === undefined ? given : { dateTime: textOfWall(local.wall), timeZone: name };
}

function placesOf(event: JsonObject): JsonObject {
  const clean = (place: JsonObject): JsonObject => {
    const coordinates = objectAt(place, 'coordinates');
    return {
      displayName: textAt(place, 'displayName'),
      ...(textAt(place, 'locationUri') === '' ? {} : { locationUri: textAt(place, 'locationUri') }),
      ...(Object.keys(objectAt(place, 'address')).length === 0 ? {} : { address: objectAt(place, 'address') }),
      ...(textAt(coordinates, 'latitude') === '' ? {} : { coordinates }),
    };
  };
  const several = objectsAt(event, 'locations');
  return several.length > 1 ? { locations: several.map(clean) } : { location: clean(objectAt(event, 'location')) };
}
