import type { RawFormat, RecordKind } from '../../../shared/records.ts';
import type { ConnectorPorts } from '../connector.ts';
import type { DavHttp } from './http.ts';
import type { Limits } from '../http/limits.ts';

/** What differs between CardDAV and CalDAV. */
export interface DavKind {
  readonly name: 'carddav' | 'caldav';
  readonly format: RawFormat;
  /** Resource type of a collection, and those that rule one out. */
  readonly collectionType: string;
  readonly notCollections: readonly string[];
  readonly homeSet: string;
  readonly extension: string;
  readonly mediaType: string;
  /** The last line of a whole item. */
  readonly endMark: string;
  /** Properties kept for restoring a collection: name in the snapshot, and property. */
  readonly properties: Readonly<Record<string, string>>;
  readonly kinds: readonly RecordKind[];
  readonly notCaptured: readonly string[];
}

/** What every part of a DAV connector works with. */
export interface DavSession {
  readonly kind: DavKind;
  /** The account's URL; nothing is sent to another origin. */
  readonly account: URL;
  readonly http: DavHttp;
  readonly limits: Limits;
  readonly ports: ConnectorPorts;
}
