import { AppError } from '../../../shared/errors.ts';
import { readItem, recordOf } from '../graph/read.ts';
import type { JSContactCard } from '../jscontact/card.ts';
import type { CalendarItem } from '../jscalendar/types.ts';
import type { ReadContext, ReadRecord } from '../reading.ts';
import { contactResource, readEwsContact } from './contact-resource.ts';
import { eventResource } from './event-resource.ts';
import type { Resource } from './item-resource.ts';
import { groupResource, readGroup } from './read-group.ts';
import { taskResource } from './task-resource.ts';
import { parseXml, type XmlNode } from './xml-node.ts';

/** What an item says, beside the resource it was read from. */
interface Read {
  readonly resource: Resource;
  readonly value: JSContactCard | CalendarItem;
}

/**
 * Reads one item of Exchange Web Services (`t:Contact`, `t:DistributionList`, `t:CalendarItem`, `t:Task`, or a series in our wrapper)
 * under the same names and keys as the same item of Microsoft Graph. Ids, keys and sizes are no fields; an element that is not known
 * is one. Throws `record-unreadable` where the body is no such item.
 */
export function readEws(raw: Uint8Array, context: ReadContext): ReadRecord {
  const { value, resource } = read(parseXml(raw), context);
  return recordOf(value, resource, context);
}

/** The contact or group that a body of EWS is; throws `record-unreadable` where it is none. */
export function readEwsCard(raw: Uint8Array): JSContactCard {
  const root = parseXml(raw);
  if (root.name === 'Contact') return readEwsContact(root, contactResource(root));
  if (root.name === 'DistributionList') return readGroup(root, groupResource(root));
  throw new AppError('record-unreadable', { context: { elements: root.children.length } });
}

/** The event or task that a body of EWS is; throws `record-unreadable` where it is none. */
export function readEwsItem(raw: Uint8Array): CalendarItem {
  // What is read for writing it elsewhere is compared with nothing.
  const { value } = read(parseXml(raw), { digest: () => '' });
  if ('@type' in value) throw new AppError('record-unreadable');
  return value;
}

function read(root: XmlNode, context: ReadContext): Read {
  switch (root.name) {
    case 'Contact':
      return withResource(contactResource(root), (resource) => readEwsContact(root, resource));
    case 'DistributionList':
      return withResource(groupResource(root), (resource) => readGroup(root, resource));
    case 'CalendarItem':
      return withResource(eventResource(root, []), (resource) => readItem('event', resource, context));
    case 'Task':
      return withResource(taskResource(root), (resource) => readItem('task', resource, context));
    case 'series': {
      const [master, ...exceptions] = root.children.filter(({ name }) => name === 'CalendarItem');
      if (master !== undefined) return withResource(eventResource(master, exceptions), (resource) => readItem('event', resource, context));
    }
  }
  throw new AppError('record-unreadable', { context: { elements: root.children.length } });
}

function withResource(resource: Resource, readValue: (resource: Resource) => Read['value']): Read {
  return { resource, value: readValue(resource) };
}
