import type { ConnectorPorts } from '../connector.ts';
import { DEFAULT_LIMITS } from '../http/limits.ts';
import { requireAccountUrl } from '../http/origins.ts';
import { createGraphHttp } from './http.ts';
import { type GraphSession, segment } from './session.ts';
import type { GraphSettings } from './settings.ts';

/** What the connector and the audit query work with; throws where the URL can't be used. */
export function createGraphSession(settings: GraphSettings, ports: ConnectorPorts): GraphSession {
  const base = requireAccountUrl(settings.url);
  const limits = { ...DEFAULT_LIMITS, ...settings.limits };
  return {
    base,
    mailbox: settings.user === '' ? 'me' : `users/${segment(settings.user)}`,
    http: createGraphHttp(base, settings, limits, ports),
    limits,
    ports,
    learned: { modesty: new Map(), mailboxId: null },
  };
}
