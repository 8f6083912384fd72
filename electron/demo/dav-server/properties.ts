import type { MultistatusRow, PropertyValue } from './messages.ts';
import * as names from './names.ts';
import { cal, card, dav, type XmlName } from './names.ts';
import { CALENDARS_HOME, CONTACTS_HOME, homeHref, principalHref, type Resource, type Site } from './resources.ts';
import { syncTokenOf } from './sync-token.ts';
import { element, escapeXml, hrefElement } from './write-xml.ts';

/** The largest body that a PUT may have. */
export const MAX_RESOURCE_BYTES = 64 * 1024 * 1024;

type Compute = (resource: Resource, site: Site) => string | null;

// Values as XML; null where the resource has no such property.
const COMPUTED = new Map<XmlName, Compute>([
  [names.RESOURCE_TYPE, resourceType],
  [names.DISPLAY_NAME, displayName],
  [names.ETAG, (resource) => (resource.type === 'item' ? escapeXml(resource.item.etag) : null)],
  [names.CONTENT_LENGTH, (resource) => (resource.type === 'item' ? String(resource.item.body.length) : null)],
  [dav('getcontenttype'), (resource) => (resource.type === 'item' ? contentTypeOf(resource) : null)],
  [names.CTAG, (resource) => (resource.type === 'collection' ? `${resource.collection.epoch}-${resource.collection.revision}` : null)],
  [names.SYNC_TOKEN, (resource) => (resource.type === 'collection' ? syncTokenOf(resource.collection) : null)],
  [dav('current-user-principal'), principal],
  [dav('owner'), principal],
  [dav('principal-URL'), (resource, site) => (resource.type === 'principal' ? principal(resource, site) : null)],
  [dav('principal-collection-set'), () => hrefElement('/principals/')],
  [dav('current-user-privilege-set'), () => ['read', 'write', 'write-content', 'bind', 'unbind'].map(privilege).join('')],
  [dav('supported-report-set'), supportedReports],
  [card('addressbook-home-set'), (resource, site) => (resource.type === 'principal' ? hrefElement(homeHref(site, CONTACTS_HOME)) : null)],
  [cal('calendar-home-set'), (resource, site) => (resource.type === 'principal' ? hrefElement(homeHref(site, CALENDARS_HOME)) : null)],
  [cal('calendar-user-address-set'), (resource, site) => (resource.type === 'principal' ? hrefElement(addressOf(site)) : null)],
  [card('supported-address-data'), (resource) => (isOfKind(resource, 'contacts') ? SUPPORTED_ADDRESS_DATA : null)],
  [cal('supported-calendar-data'), (resource) => (isOfKind(resource, 'calendar') ? SUPPORTED_CALENDAR_DATA : null)],
  [card('max-resource-size'), (resource) => (isOfKind(resource, 'contacts') ? String(MAX_RESOURCE_BYTES) : null)],
  [cal('max-resource-size'), (resource) => (isOfKind(resource, 'calendar') ? String(MAX_RESOURCE_BYTES) : null)],
]);

const SUPPORTED_ADDRESS_DATA = ['3.0', '4.0'].map((version) => `<card:address-data-type content-type="text/vcard" version="${version}"/>`).join('');
const SUPPORTED_CALENDAR_DATA = '<cal:calendar-data content-type="text/calendar" version="2.0"/>';

const ALL: readonly XmlName[] = [names.RESOURCE_TYPE, names.DISPLAY_NAME, names.ETAG, names.CONTENT_LENGTH, dav('getcontenttype')];

function principal(_: Resource, site: Site): string {
  return hrefElement(principalHref(site));
}

/** The `mailto:` address under which the user is invited. */
export function addressOf(site: Site): string {
  return `mailto:${site.user.includes('@') ? site.user : `${encodeURIComponent(site.user)}@example.test`}`;
}

/** The media type under which an item is served. */
export function contentTypeOf(resource: Extract<Resource, { type: 'item' }>): string {
  return resource.collection.kind === 'contacts' ? 'text/vcard; charset=utf-8' : 'text/calendar; charset=utf-8';
}

/** True where a protocol property must not be set by a client (RFC 4918 §15). */
export function isProtected(name: XmlName): boolean {
  return COMPUTED.has(name) && name !== names.DISPLAY_NAME;
}

/** One row with the named properties of a resource; `null` names the usual ones (allprop). */
export function propertyRow(resource: Resource, wanted: readonly XmlName[] | null, site: Site): MultistatusRow {
  const found: PropertyValue[] = [];
  const missing: XmlName[] = [];
  for (const name of wanted ?? ALL) {
    const value = valueOf(resource, name, site);
    if (value !== null) found.push(value);
    else if (wanted !== null) missing.push(name);
  }
  return { href: resource.href, found, missing };
}

function valueOf(resource: Resource, name: XmlName, site: Site): PropertyValue | null {
  if (name === names.ADDRESS_DATA || name === names.CALENDAR_DATA) {
    return resource.type === 'item' ? { name, text: resource.item.body.toString('utf8') } : null;
  }
  const kept = resource.type === 'collection' ? resource.collection.properties.get(name) : undefined;
  const xml = kept ?? COMPUTED.get(name)?.(resource, site) ?? null;
  return xml === null ? null : { name, xml };
}

function resourceType(resource: Resource): string {
  if (resource.type === 'item') return '';
  if (resource.type === 'principal') return '<d:collection/><d:principal/>';
  if (resource.type === 'folder') return '<d:collection/>';
  switch (resource.collection.kind) {
    case 'contacts':
      return '<d:collection/><card:addressbook/>';
    case 'calendar':
      return '<d:collection/><cal:calendar/>';
    case 'schedule-inbox':
      return '<d:collection/><cal:schedule-inbox/>';
    case 'schedule-outbox':
      return '<d:collection/><cal:schedule-outbox/>';
    default:
      return '<d:collection/>';
  }
}

function displayName(resource: Resource): string | null {
  return resource.type === 'principal' || resource.type === 'folder' ? escapeXml(resource.name) : null;
}

function supportedReports(resource: Resource): string | null {
  if (resource.type !== 'collection') return null;
  const own = resource.collection.kind === 'contacts' ? ['addressbook-multiget', 'addressbook-query'].map(card) : ['calendar-multiget', 'calendar-query'].map(cal);
  return [...own, dav('sync-collection')].map((report) => `<d:supported-report><d:report>${element(report)}</d:report></d:supported-report>`).join('');
}

function privilege(name: string): string {
  return `<d:privilege>${element(dav(name))}</d:privilege>`;
}

function isOfKind(resource: Resource, kind: 'contacts' | 'calendar'): boolean {
  return resource.type === 'collection' && resource.collection.kind === kind;
}
