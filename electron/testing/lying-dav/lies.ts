import type { EtagRule } from '../../demo/dav-server/dav-tree.ts';
import type { SchedulingProduct } from './scheduling/scheduling-product.ts';

/** How a server deviates, all the time, from what the RFCs say; each was seen on a real one. What is left out is honest. */
export interface Lies {
  /** OPTIONS says this after `1, 3, …`. */
  readonly davHeader?: string;
  /** Discovery answers with a page of the web server in front. */
  readonly wellKnown?: 'html' | 'not-found';
  /** `supported-report-set` without its `report` wrapper, so that readers see no reports. */
  readonly reportsUnwrapped?: boolean;
  /** Each listing is preceded by a change of every ETag, while no body changes. */
  readonly etagsMove?: boolean;
  readonly etagOf?: EtagRule;

  readonly multigetMissing?: 'omitted' | 'whole-report-404';
  /** Rows of these items are left out of every multiget, though they exist. */
  readonly multigetOmits?: (name: string) => boolean;
  /** Rows of these items have no data. */
  readonly multigetWithoutData?: (name: string) => boolean;
  /** More hrefs than this in one multiget are refused with 403. */
  readonly multigetLimit?: number;
  /** `error-with-filter`: 500 for every filter; `all`: the filter is ignored; `empty`: nothing is ever found. */
  readonly query?: 'error' | 'error-with-filter' | 'all' | 'empty';
  /** A query lists the collection itself as a row. */
  readonly queryListsCollection?: boolean;

  /** No sync-collection and no sync-token. */
  readonly sync?: 'none';
  readonly invalidToken?: 'error-500' | 'full-list' | 'full-list-with-tombstones';
  readonly initialSyncListsTombstones?: boolean;
  readonly ignoresLimit?: boolean;
  /** At most so many rows in a sync; the rest is announced by a 507 row. */
  readonly syncRowLimit?: number;
  /** A cut-off sync gives the token back that it got, so that a client could go on for ever. */
  readonly syncTokenStays?: boolean;
  /** The last change is sent again though nothing happened since. */
  readonly syncResendsLast?: boolean;

  readonly ignoresIfNoneMatch?: boolean;
  readonly ignoresIfMatchOnDelete?: boolean;
  /** If-Match on an href that is not there creates it. */
  readonly createsDespiteIfMatch?: boolean;
  /** A refused PUT is answered with 207 and 412 inside. */
  readonly refusesInside207?: boolean;
  /** Whatever is sent is stored, and 201 is the answer. */
  readonly storesGarbage?: boolean;
  /** A UID twice in an address book. */
  readonly duplicateUid?: 'stored' | 'refused-400';
  /** A UID twice in a calendar. */
  readonly duplicateEventUid?: 'stored' | 'refused-403';
  /** A UID that stands in another calendar is refused. */
  readonly uidOnceInAccount?: boolean;
  /** Other statuses than 204 for an update, 204 for a deletion and 415 for what is no card. */
  readonly statuses?: { readonly update?: number; readonly delete?: number; readonly garbage?: number };
  readonly etagOnPut?: 'absent';
  /** A created item is stored under this name, and Location says so. */
  readonly storesUnder?: (name: string) => string;
  /** What is stored in place of what was sent. */
  readonly rewrites?: (text: string) => string;

  /** What is served in place of what is stored; `asked` is the vCard version that the client wants. */
  readonly serves?: (text: string, asked: string | undefined) => string;
  /** Line ends inside a multistatus; our own server protects CR by a reference. */
  readonly lineEnds?: 'crlf' | 'lf';
  /** Address data as CDATA, split where the text holds `]]>`. */
  readonly cdata?: boolean;
  /** Control characters go into the XML as they are. */
  readonly rawControlCharacters?: boolean;
  /** How hrefs are written. */
  readonly hrefs?: (href: string) => string;

  /** An inbox and an outbox lie among the calendars. */
  readonly scheduleCollections?: boolean;
  /** The home of calendars lists files of the server beside them, which are no collections. */
  readonly homeListsFiles?: boolean;

  readonly scheduling?: SchedulingProduct;
}
