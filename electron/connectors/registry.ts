import { createCalDavConnector } from './caldav/create-caldav-connector.ts';
import { createCardDavConnector } from './carddav/create-carddav-connector.ts';
import type { AuditQuery } from './audit.ts';
import type { Connector, ConnectorPorts } from './connector.ts';
import type { EwsSettings } from './ews/settings.ts';
import type { GraphSettings } from './graph/settings.ts';

/** Kinds of account that can be read, each with what makes its connector; those of Exchange are loaded only where one is used. */
export const CONNECTORS = {
  carddav: createCardDavConnector,
  caldav: createCalDavConnector,
  graph: async (settings: GraphSettings, ports: ConnectorPorts) => (await import('./graph/create-graph-connector.ts')).createGraphConnector(settings, ports),
  ews: async (settings: EwsSettings, ports: ConnectorPorts) => (await import('./ews/create-ews-connector.ts')).createEwsConnector(settings, ports),
} as const satisfies Readonly<Record<string, (settings: never, ports: ConnectorPorts) => Connector | Promise<Connector>>>;

/** The service that can be asked for its audit log. */
export async function openGraphAudit(settings: GraphSettings, ports: ConnectorPorts): Promise<AuditQuery> {
  return (await import('./graph/audit-query.ts')).createGraphAudit(settings, ports);
}

export type ConnectorKind = keyof typeof CONNECTORS;

/** Whether there is a connector of that kind. */
export function isConnectorKind(kind: string): kind is ConnectorKind {
  return Object.hasOwn(CONNECTORS, kind);
}
