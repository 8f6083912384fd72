import type { Connector, ConnectorPorts } from '../connector.ts';
import { createDavConnector } from '../dav/create-dav-connector.ts';
import { CARD } from '../dav/names.ts';
import type { DavKind } from '../dav/session.ts';
import type { DavSettings } from '../dav/settings.ts';

const CARDDAV: DavKind = {
  name: 'carddav',
  format: 'vcard',
  collectionType: `${CARD}addressbook`,
  notCollections: [],
  homeSet: `${CARD}addressbook-home-set`,
  extension: '.vcf',
  mediaType: 'text/vcard; charset=utf-8',
  endMark: 'END:VCARD',
  properties: { description: `${CARD}addressbook-description`, maxSize: `${CARD}max-resource-size` },
  kinds: ['contact'],
  notCaptured: ['carddav-no-deleted', 'carddav-labels', 'carddav-photo-links'],
};

/** Address books by CardDAV (RFC 6352). */
export function createCardDavConnector(settings: DavSettings, ports: ConnectorPorts): Connector {
  return createDavConnector(CARDDAV, () => 'none', settings, ports);
}
