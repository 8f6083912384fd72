import type { ConnectorPorts } from '../connector.ts';
import type { Limits } from '../http/limits.ts';
import type { EwsHttp } from './ews-http.ts';

/** What every part of the connector works with. */
export interface EwsSession {
  readonly http: EwsHttp;
  readonly limits: Limits;
  readonly ports: ConnectorPorts;
}
