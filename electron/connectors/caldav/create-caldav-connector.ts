import type { Connector, ConnectorPorts } from '../connector.ts';
import { createDavConnector } from '../dav/create-dav-connector.ts';
import { APPLE, CAL } from '../dav/names.ts';
import type { DavKind } from '../dav/session.ts';
import type { DavSettings } from '../dav/settings.ts';
import { schedulingOf } from './scheduling.ts';

const CALDAV: DavKind = {
  name: 'caldav',
  format: 'icalendar',
  collectionType: `${CAL}calendar`,
  // RFC 6638 §2: messages that wait, not events.
  notCollections: [`${CAL}schedule-inbox`, `${CAL}schedule-outbox`],
  homeSet: `${CAL}calendar-home-set`,
  extension: '.ics',
  mediaType: 'text/calendar; charset=utf-8',
  endMark: 'END:VCALENDAR',
  properties: {
    description: `${CAL}calendar-description`,
    components: `${CAL}supported-calendar-component-set`,
    timeZone: `${CAL}calendar-timezone`,
    transparency: `${CAL}schedule-calendar-transp`,
    color: `${APPLE}calendar-color`,
    order: `${APPLE}calendar-order`,
    maxSize: `${CAL}max-resource-size`,
  },
  kinds: ['event', 'task'],
  notCaptured: ['caldav-no-deleted', 'caldav-attachment-links'],
};

/** Calendars and task lists by CalDAV (RFC 4791): every item, whatever its component. */
export function createCalDavConnector(settings: DavSettings, ports: ConnectorPorts): Connector {
  return createDavConnector(CALDAV, schedulingOf, settings, ports);
}
