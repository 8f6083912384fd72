import type { RecordKind } from '../../../shared/records.ts';
import type { JsonObject } from './json.ts';
import { textAt } from './json.ts';

const BY_TYPE: Readonly<Record<string, RecordKind>> = { contact: 'contact', event: 'event', todotask: 'task', outlooktask: 'task' };
const BY_COLLECTION: Readonly<Record<string, RecordKind>> = { contacts: 'contact', events: 'event', calendarview: 'event', instances: 'event', tasks: 'task' };

/** Properties that one kind of resource alone has. */
const OWN_PROPERTIES: Readonly<Record<RecordKind, readonly string[]>> = {
  event: ['iCalUId', 'isAllDay', 'showAs', 'attendees', 'organizer', 'seriesMasterId'],
  task: ['dueDateTime', 'completedDateTime', 'checklistItems', 'linkedResources', 'bodyLastModifiedDateTime', 'startDateTime', 'reminderDateTime'],
  contact: ['emailAddresses', 'givenName', 'surname', 'businessPhones', 'homePhones', 'mobilePhone', 'fileAs', 'companyName', 'personalNotes', 'imAddresses'],
};

/** What a Graph resource is: by its type, by the collection that its context names, else by properties that only one kind has. */
export function resourceKind(resource: JsonObject): RecordKind | undefined {
  const type = /([A-Za-z]+)$/.exec(textAt(resource, '@odata.type').slice(-100))?.[1]?.toLowerCase() ?? '';
  if (Object.hasOwn(BY_TYPE, type)) return BY_TYPE[type];
  const context = textAt(resource, '@odata.context').slice(-400).toLowerCase();
  const segments = context.replace(/\/\$(?:entity|delta)$|\(\)$/g, '').split(/[/#(]/);
  const collection = segments.findLast((segment) => Object.hasOwn(BY_COLLECTION, segment));
  if (collection !== undefined) return BY_COLLECTION[collection];
  const owned = (['event', 'task', 'contact'] as const).find((kind) => OWN_PROPERTIES[kind].some((name) => name in resource));
  if (owned !== undefined) return owned;
  if ('subject' in resource) return 'event';
  if ('displayName' in resource) return 'contact';
  return 'title' in resource && 'status' in resource ? 'task' : undefined;
}
