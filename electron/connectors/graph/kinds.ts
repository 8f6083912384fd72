import { AppError } from '../../../shared/errors.ts';
import { RECORD_KINDS, type RecordKind } from '../../../shared/records.ts';
import { graphExpand, mapiPropertiesOf, MARKER_PROPERTY } from '../../core/exchange/mapi-properties.ts';
import { type JsonObject, textAt } from '../../core/graph/json.ts';
import type { Collection } from '../connector.ts';
import { type GraphSession, segment } from './session.ts';

/** What differs between contacts, events and tasks. */
export interface GraphKind {
  readonly kind: RecordKind;
  /** Where the items of a collection are, below the mailbox. */
  itemsPath(collectionId: string): string;
  /** What brings along what is not in the resource itself: as much as possible first, nothing last. */
  readonly expands: readonly string[];
  /** Whether there is a delta query for a collection, whatever the dates of its items. */
  readonly hasDelta: boolean;
  readonly permission: string;
  readonly writePermission: string;
}

/** MS-OXOCNTC §2.2.1.8.1: whether a contact has a picture, so that only those are asked for one. */
export const HAS_PICTURE_ID = 'Boolean {00062004-0000-0000-C000-000000000046} Id 0x8015';

const MOST_WANTED: ReadonlySet<string> = new Set(['PidTagCreatorName', 'PidTagLastModifierName', 'PidTagSearchKey', 'PidLidCleanGlobalObjectId', MARKER_PROPERTY.name]);

const CONTACTS: GraphKind = {
  kind: 'contact',
  itemsPath: (id) => `contactFolders/${segment(id)}/contacts`,
  expands: [withProperty(graphExpand('contact'), HAS_PICTURE_ID), expandOf([...mostWanted('contact'), HAS_PICTURE_ID]), ''],
  hasDelta: true,
  permission: 'Contacts.Read',
  writePermission: 'Contacts.ReadWrite',
};
const EVENTS: GraphKind = {
  kind: 'event',
  itemsPath: (id) => `calendars/${segment(id)}/events`,
  expands: [graphExpand('event'), expandOf(mostWanted('event')), ''],
  // v1.0 has one for a window of time alone.
  hasDelta: false,
  permission: 'Calendars.Read',
  writePermission: 'Calendars.ReadWrite',
};
const TASKS: GraphKind = {
  kind: 'task',
  itemsPath: (id) => `todo/lists/${segment(id)}/tasks`,
  expands: ['checklistItems,linkedResources', 'linkedResources', ''],
  hasDelta: true,
  permission: 'Tasks.Read',
  writePermission: 'Tasks.ReadWrite',
};
const KINDS: Readonly<Record<RecordKind, GraphKind>> = { contact: CONTACTS, event: EVENTS, task: TASKS };

/** Under this property a collection remembers what it is, also once no list names it any more. */
export const KIND_PROPERTY = 'graphKind';

/** How the items of a live collection are reached. */
export function kindOf(collection: Collection): GraphKind {
  const remembered = collection.properties[KIND_PROPERTY];
  const kind = collection.kinds[0] ?? RECORD_KINDS.find((one) => one === remembered);
  if (kind === undefined || keepsDeleted(collection)) throw new AppError('not-supported', { context: { what: 'collection' } });
  return KINDS[kind];
}

/** Whether a collection is that of Deleted Items, which is reached by another API. */
export function keepsDeleted(collection: Collection): boolean {
  return collection.state === 'deleted' || collection.properties[KIND_PROPERTY] === 'deleted';
}

/** The path of a collection's items, from the service on. */
export function itemsPath(session: GraphSession, collection: Collection): string {
  return `${session.mailbox}/${kindOf(collection).itemsPath(collection.id)}`;
}

/** Changes whenever the item may have changed: the change key, or the etag of a task, which has no other. */
export function versionOf(item: JsonObject): string {
  return textAt(item, 'changeKey') || textAt(item, '@odata.etag');
}

/** A filter may name only so many properties (OData services count its parts): these first. */
function mostWanted(kind: 'contact' | 'event'): readonly string[] {
  return mapiPropertiesOf(kind).filter(({ name }) => MOST_WANTED.has(name)).map(({ graphId }) => graphId);
}

function expandOf(ids: readonly string[]): string {
  return `singleValueExtendedProperties($filter=${ids.map((id) => `id eq '${id}'`).join(' or ')})`;
}

function withProperty(expand: string, id: string): string {
  return expand.replace(/\)$/, ` or id eq '${id}')`);
}
