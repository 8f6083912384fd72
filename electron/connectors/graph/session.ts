import type { RecordKind } from '../../../shared/records.ts';
import type { ConnectorPorts } from '../connector.ts';
import type { Limits } from '../http/limits.ts';
import type { GraphHttp } from './http.ts';

/** What every part of the Graph connector works with. */
export interface GraphSession {
  /** The service with its version; nothing but what is pre-authenticated goes elsewhere. */
  readonly base: URL;
  /** `me` or `users/{user}`, encoded. */
  readonly mailbox: string;
  readonly http: GraphHttp;
  readonly limits: Limits;
  readonly ports: ConnectorPorts;
  /** What this service turned out not to know, so that it is asked once. */
  readonly learned: Learned;
}

export interface Learned {
  /** By kind of item: how much less than everything is asked for, because more was refused. */
  readonly modesty: Map<RecordKind, number>;
  /** Of the mailbox in the import and export API; null until it was asked for. */
  mailboxId: string | null;
}

/** The place of a request as a batch names it: relative to the service, its query encoded. */
export function placeOf(path: string, query: Readonly<Record<string, string>> = {}): string {
  const pairs = Object.entries(query).map(([name, value]) => `${name}=${encodeURIComponent(value)}`);
  return `/${path}${pairs.length === 0 ? '' : `?${pairs.join('&')}`}`;
}

/** The same place as a URL. */
export function urlOf(session: GraphSession, path: string, query: Readonly<Record<string, string>> = {}): URL {
  return new URL(session.base.href.replace(/\/$/, '') + placeOf(path, query));
}

/** An id as a segment of a path. */
export function segment(id: string): string {
  return encodeURIComponent(id);
}
