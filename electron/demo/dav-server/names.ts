/** XML namespaces of WebDAV and what stands on it. */
export const DAV = 'DAV:';
export const CARDDAV = 'urn:ietf:params:xml:ns:carddav';
export const CALDAV = 'urn:ietf:params:xml:ns:caldav';
export const CALENDARSERVER = 'http://calendarserver.org/ns/';
export const APPLE = 'http://apple.com/ns/ical/';

/** An element's name as `{namespace}local`, so that it can be a key. */
export type XmlName = `{${string}}${string}`;

/** The name of an element of WebDAV itself. */
export function dav(local: string): XmlName {
  return `{${DAV}}${local}`;
}

/** The name of an element of CardDAV (RFC 6352). */
export function card(local: string): XmlName {
  return `{${CARDDAV}}${local}`;
}

/** The name of an element of CalDAV (RFC 4791). */
export function cal(local: string): XmlName {
  return `{${CALDAV}}${local}`;
}

export const ETAG = dav('getetag');
export const CONTENT_LENGTH = dav('getcontentlength');
export const RESOURCE_TYPE = dav('resourcetype');
export const DISPLAY_NAME = dav('displayname');
export const SYNC_TOKEN = dav('sync-token');
export const CTAG: XmlName = `{${CALENDARSERVER}}getctag`;
export const ADDRESS_DATA = card('address-data');
export const CALENDAR_DATA = cal('calendar-data');
