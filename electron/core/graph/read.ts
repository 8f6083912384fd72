import { AppError } from '../../../shared/errors.ts';
import type { Trace } from '../../../shared/records.ts';
import { calendarFields } from '../jscalendar/calendar-fields.ts';
import { utcText } from '../jscalendar/time-text.ts';
import { sortedTraces } from '../jscalendar/traces.ts';
import type { CalendarItem } from '../jscalendar/types.ts';
import type { JSContactCard } from '../jscontact/card.ts';
import { jscontactFields, jscontactTitle } from '../jscontact/jscontact-fields.ts';
import type { ReadContext, ReadRecord } from '../reading.ts';
import { normaliseText } from '../text/normalise-text.ts';
import { parseJsonObject, textAt, textsAt, type JsonObject } from './json.ts';
import { mapiTraces, searchKeyOf } from './mapi-traces.ts';
import { readGraphContact } from './read-contact.ts';
import { readGraphEvent } from './read-event.ts';
import { readGraphTask } from './read-task.ts';
import { readInstant } from './read-time.ts';
import { resourceKind } from './resource-kind.ts';

/**
 * Reads one `contact`, `event` or `todoTask` as Microsoft Graph returns it, under the same field names as vCards and calendar
 * objects. Ids, change keys and ETags are no fields. Throws `record-unreadable` where the body is no such resource.
 */
export function readGraph(raw: Uint8Array, context: ReadContext): ReadRecord {
  const resource = parseJsonObject(raw);
  const kind = resourceKind(resource);
  if (kind === undefined) throw new AppError('record-unreadable', { context: { properties: Object.keys(resource).length } });
  return recordOf(kind === 'contact' ? readGraphContact(resource) : readItem(kind, resource, context), resource, context);
}

/**
 * The record of what was read of a resource. Contacts and tasks have no UID: in its place stands the search key, where it was asked for.
 * Also for bodies of EWS, once they have Graph's shape.
 */
export function recordOf(read: JSContactCard | CalendarItem, resource: JsonObject, context: ReadContext): ReadRecord {
  return { ...factsOf(read, resource, context), traces: tracesOf(resource), ...timesOf(resource), warnings: [] };
}

/** The event or task that a body of Microsoft Graph is; throws `record-unreadable` where it is none. */
export function readGraphItem(raw: Uint8Array): CalendarItem {
  const resource = parseJsonObject(raw);
  const kind = resourceKind(resource);
  if (kind !== 'event' && kind !== 'task') throw new AppError('record-unreadable', { context: { properties: Object.keys(resource).length } });
  return readItem(kind, resource, UNCOMPARED);
}

/** What is read for writing it elsewhere is compared with nothing. */
const UNCOMPARED: ReadContext = { digest: () => '' };

/** What an event or task of Graph's shape says. */
export function readItem(kind: 'event' | 'task', resource: JsonObject, context: ReadContext): CalendarItem {
  return kind === 'event' ? readGraphEvent(resource, context) : readGraphTask(resource, context);
}

/** The contact that a body of Microsoft Graph is; throws `record-unreadable` where it is none. */
export function readGraphCard(raw: Uint8Array): JSContactCard {
  const resource = parseJsonObject(raw);
  if (resourceKind(resource) !== 'contact') throw new AppError('record-unreadable', { context: { properties: Object.keys(resource).length } });
  return readGraphContact(resource);
}

function factsOf(read: JSContactCard | CalendarItem, resource: JsonObject, context: ReadContext): Pick<ReadRecord, 'kind' | 'uid' | 'title' | 'fields'> {
  const uid = !('@type' in read) && read.kind === 'event' ? read.uid : searchKeyOf(resource);
  const known = uid === undefined ? {} : { uid };
  if ('@type' in read) return { kind: 'contact', ...known, title: jscontactTitle(read), fields: jscontactFields(read, context) };
  const title = normaliseText(read.title ?? '').replace(/\n/g, ' ');
  return { kind: read.kind, ...known, title, fields: calendarFields(read) };
}

function tracesOf(resource: JsonObject): readonly Trace[] {
  const categories = textsAt(resource, 'categories').map((value) => ({ namespace: 'exchange', name: 'category', value }));
  const marks = ['seriesMasterId', 'transactionId'].map((name) => ({ namespace: 'exchange', name, value: textAt(resource, name).slice(0, 200) }));
  return sortedTraces([...categories, ...marks.filter(({ value }) => value !== ''), ...mapiTraces(resource)]);
}

function timesOf(resource: JsonObject): { readonly created?: string; readonly modified?: string } {
  const created = instantText(textAt(resource, 'createdDateTime'));
  const modified = instantText(textAt(resource, 'lastModifiedDateTime'));
  return { ...(created === undefined ? {} : { created }), ...(modified === undefined ? {} : { modified }) };
}

function instantText(text: string): string | undefined {
  const instant = readInstant(text);
  return instant === undefined ? undefined : utcText(instant);
}
