import { createCalDavConnector } from './caldav/create-caldav-connector.ts';
import { createCardDavConnector } from './carddav/create-carddav-connector.ts';
import type { Connector, ConnectorPorts } from './connector.ts';
import type { DavSettings } from './dav/settings.ts';

/** Kinds of account that can be read, each with what makes its connector. */
export const CONNECTORS = {
  carddav: createCardDavConnector,
  caldav: createCalDavConnector,
} as const satisfies Readonly<Record<string, (settings: DavSettings, ports: ConnectorPorts) => Connector>>;

export type ConnectorKind = keyof typeof CONNECTORS;

/** Whether there is a connector of that kind. */
export function isConnectorKind(kind: string): kind is ConnectorKind {
  return Object.hasOwn(CONNECTORS, kind);
}
