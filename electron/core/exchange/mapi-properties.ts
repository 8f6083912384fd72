import { RECORD_KINDS, type RecordKind } from '../../../shared/records.ts';
import { canonicalGraphId, inSet, tagged, type MapiProperty } from './mapi-property.ts';

/** In this set Exchange keeps the client string of who made an item. */
const CLIENT_INFO = '41F28F13-83F4-4114-A584-EEDB5A6B0BFF';

/**
 * The MAPI properties (MS-OXPROPS) that are asked for with every item of a kind: they tell who made it, who changed it and what it is
 * one with, and programs leave marks in them.
 */
export const MAPI_PROPERTIES: readonly MapiProperty[] = [
  tagged('PidTagCreatorName', 'trace', 0x3ff8, 'String', RECORD_KINDS),
  tagged('PidTagCreatorEntryId', 'trace', 0x3ff9, 'Binary', RECORD_KINDS),
  tagged('PidTagLastModifierName', 'trace', 0x3ffa, 'String', RECORD_KINDS),
  tagged('PidTagLastModifierEntryId', 'trace', 0x3ffb, 'Binary', RECORD_KINDS),
  tagged('PidTagCreationTime', 'time', 0x3007, 'SystemTime', RECORD_KINDS),
  tagged('PidTagLastModificationTime', 'time', 0x3008, 'SystemTime', RECORD_KINDS),
  tagged('PidTagLocalCommitTime', 'time', 0x6709, 'SystemTime', RECORD_KINDS),
  tagged('PidTagDeletedOn', 'time', 0x668f, 'SystemTime', RECORD_KINDS),
  tagged('PidTagSearchKey', 'identity', 0x300b, 'Binary', RECORD_KINDS),
  tagged('PidTagSourceKey', 'identity', 0x65e0, 'Binary', RECORD_KINDS),
  tagged('PidTagChangeKey', 'identity', 0x65e2, 'Binary', RECORD_KINDS),
  tagged('PidTagPredecessorChangeList', 'identity', 0x65e3, 'Binary', RECORD_KINDS),
  tagged('PidTagLastActiveParentEntryId', 'identity', 0x348a, 'Binary', RECORD_KINDS),
  inSet('PidLidGlobalObjectId', 'identity', 'Meeting', 0x3, 'Binary', ['event']),
  inSet('PidLidCleanGlobalObjectId', 'identity', 'Meeting', 0x23, 'Binary', ['event']),
  inSet('PidLidSideEffects', 'trace', 'Common', 0x8510, 'Integer', RECORD_KINDS),
  inSet('PidLidClientIntent', 'trace', 'CalendarAssistant', 0x15, 'Integer', ['event']),
  inSet('PidLidServerProcessed', 'trace', 'CalendarAssistant', 0x85cc, 'Boolean', ['event']),
  inSet('PidLidServerProcessingActions', 'trace', 'CalendarAssistant', 0x85cd, 'Integer', ['event']),
  // Contacts that were linked, which shows them as one and changes no data.
  inSet('PidLidIsContactLinked', 'trace', 'Address', 0x80e0, 'Boolean', ['contact']),
  // The date that was meant, beside the instant: only one of the two moves where a program works in another time zone.
  inSet('PidLidBirthdayLocal', 'trace', 'Address', 0x80de, 'SystemTime', ['contact']),
  // Asked for only where a protocol has no other way to tell; the picture itself says the same.
  inSet('PidLidHasPicture', 'identity', 'Address', 0x8015, 'Boolean', []),
  inSet('ClientInfo', 'trace', CLIENT_INFO, 'ClientInfo', 'String', RECORD_KINDS),
  // Dynamics 365 links items with records of a CRM by them.
  ...['crmid', 'crmorgid', 'crmEntryID', 'crmSssPromoteTracker'].map((name) => inSet(name, 'trace', 'PublicStrings', name, 'String', RECORD_KINDS)),
  inSet('crmLinkState', 'trace', 'PublicStrings', 'crmLinkState', 'Double', RECORD_KINDS),
  ...['crmownersmtp', 'crmregardingobjectid'].map((name) => inSet(name, 'trace', 'PublicStrings', name, 'String', ['event'])),
  // Outlook Google Calendar Sync keeps them as user properties.
  ...['googleEventID', 'googleCalendarID', 'OGCSmodifiedText', 'locallyCopied'].map((name) => inSet(name, 'trace', 'PublicStrings', name, 'String', ['event'])),
];

/** The mark that a restore puts on what it makes, so that it is found again after a lost answer; its value is the wanted key. */
export const MARKER_PROPERTY: MapiProperty = inSet('SyncTraceRestore', 'identity', 'PublicStrings', 'SyncTraceRestore', 'String', RECORD_KINDS);

/**
 * Which record it was that a restore made anew, told by its UID: a mailbox gives what is made a UID of its own, and the keys in markers are
 * those of one protocol, so that only this says to the other one that the record is there.
 */
export const ORIGIN_PROPERTY: MapiProperty = inSet('SyncTraceOrigin', 'identity', 'PublicStrings', 'SyncTraceOrigin', 'String', RECORD_KINDS);

/** To Do knows no extended properties: there the mark is the `externalId` of a linked resource of this application. */
export const MARKER_APPLICATION = 'SyncTrace';

const MARKER = /^synctrace-[0-9a-f]{32}$/;

/** Whether a key is the mark of a restore and no id of the server. */
export function isMarker(key: string): boolean {
  return MARKER.test(key);
}

/** The properties to ask for with items of a kind, the mark of a restore among them. */
export function mapiPropertiesOf(kind: RecordKind): readonly MapiProperty[] {
  return [...MAPI_PROPERTIES.filter(({ on }) => on.includes(kind)), MARKER_PROPERTY];
}

/** Graph says by itself when an item was made and changed, and its change key. */
const TOLD_BY_GRAPH: ReadonlySet<string> = new Set(['PidTagCreationTime', 'PidTagLastModificationTime', 'PidTagLocalCommitTime', 'PidTagChangeKey', 'PidTagPredecessorChangeList']);

/**
 * The value of Graph's `$expand`, not yet encoded for a URL, that has each item bring its MAPI properties along. Contacts and events
 * alone have such.
 */
export function graphExpand(kind: 'contact' | 'event'): string {
  const ids = mapiPropertiesOf(kind).filter(({ name }) => !TOLD_BY_GRAPH.has(name)).map(({ graphId }) => idEquals(graphId));
  return `singleValueExtendedProperties($filter=${ids.join(' or ')})`;
}

/** The value of Graph's `$filter`, not yet encoded, that finds the items with a restore's mark. */
export function graphMarkerFilter(marker: string): string {
  return graphFilterOf(MARKER_PROPERTY, marker);
}

/** The same for the origin of what a restore made. */
export function graphOriginFilter(origin: string): string {
  return graphFilterOf(ORIGIN_PROPERTY, origin);
}

function graphFilterOf({ graphId }: MapiProperty, value: string): string {
  return `singleValueExtendedProperties/Any(ep: ep/id eq '${graphId}' and ep/value eq '${value.replaceAll("'", "''")}')`;
}

const BY_GRAPH_ID: ReadonlyMap<string, MapiProperty> = new Map([...MAPI_PROPERTIES, MARKER_PROPERTY, ORIGIN_PROPERTY].map((property) => [withoutType(property.graphId), property]));

/** The property that a Graph id means, whatever its case and the type it was asked for with; undefined for one that is not in the list. */
export function mapiPropertyOf(graphId: string): MapiProperty | undefined {
  return BY_GRAPH_ID.get(withoutType(canonicalGraphId(graphId)));
}

function withoutType(graphId: string): string {
  return graphId.slice(graphId.indexOf(' ') + 1);
}

function idEquals(graphId: string): string {
  return `id eq '${graphId.replaceAll("'", "''")}'`;
}
