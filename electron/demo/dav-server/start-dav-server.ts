import { requireBasic } from './basic-auth.ts';
import { createDavHandler } from './dav-handler.ts';
import { DavLog } from './dav-log.ts';
import { type DavDump, DavStore, loadDump } from './dav-store.ts';
import { DavTree, type EtagRule } from './dav-tree.ts';
import { encodePath } from './hrefs.ts';
import type { DavHandler } from './messages.ts';
import { cal, DISPLAY_NAME, type XmlName } from './names.ts';
import { CALENDARS_HOME, CONTACTS_HOME, homeHref, principalHref, type Site } from './resources.ts';
import { serveHttp, type ServeOptions } from './serve-http.ts';
import { escapeXml } from './write-xml.ts';

/** An address book or calendar to begin with. */
export interface BookSeed {
  /** Last segment of its path, not encoded; it is put under the user's address books or calendars. */
  readonly path: string;
  /** What people see. */
  readonly name: string;
  readonly kind: 'contacts' | 'calendar';
  readonly items?: readonly { readonly name: string; readonly text: string | Buffer }[];
  /** Component types that a calendar takes; none given: all. */
  readonly components?: readonly string[];
}

export interface DavServerOptions extends ServeOptions {
  readonly user: string;
  readonly password: string;
  readonly books?: readonly BookSeed[];
  /** What an earlier server of the same user held, in place of or beside `books`. */
  readonly dump?: DavDump;
  readonly etagOf?: EtagRule;
  /** Puts something between the check of the password and the server. */
  readonly wrapInside?: (next: DavHandler, site: Site) => DavHandler;
  /** Puts something around everything; replaces nothing, so that it may still call the server. */
  readonly wrapOutside?: (next: DavHandler, site: Site) => DavHandler;
  /** Takes the place of the check of the password. */
  readonly authenticate?: (next: DavHandler) => DavHandler;
}

export interface DavServer {
  /** `http://127.0.0.1:PORT`, from which everything can be discovered. */
  readonly url: string;
  readonly port: number;
  readonly principalUrl: string;
  readonly contactsHomeUrl: string;
  readonly calendarsHomeUrl: string;
  readonly log: DavLog;
  readonly store: DavStore;
  /** The full URL of a book named by its href or the last segment of its path. */
  bookUrl(book: string): string;
  close(): Promise<void>;
}

/** Starts a small CardDAV and CalDAV server in memory, on 127.0.0.1 alone. */
export async function startDavServer(options: DavServerOptions): Promise<DavServer> {
  const log = new DavLog();
  const tree = new DavTree(log, options.etagOf);
  const site: Site = { user: options.user, tree };
  for (const book of options.books ?? []) addBook(site, book);
  if (options.dump !== undefined) loadDump(tree, options.dump);
  log.clear();
  const inner = createDavHandler(site);
  const wrapped = options.wrapInside?.(inner, site) ?? inner;
  const guarded = options.authenticate?.(wrapped) ?? requireBasic(options.user, options.password, wrapped);
  const front = await serveHttp(options.wrapOutside?.(guarded, site) ?? guarded, log, options);
  const store = new DavStore(tree);
  return {
    url: front.url,
    port: front.port,
    principalUrl: front.url + principalHref(site),
    contactsHomeUrl: front.url + homeHref(site, CONTACTS_HOME),
    calendarsHomeUrl: front.url + homeHref(site, CALENDARS_HOME),
    log,
    store,
    bookUrl: (book) => front.url + encodePath(store.collection(book).segments, true),
    close: () => front.close(),
  };
}

function addBook(site: Site, book: BookSeed): void {
  const home = book.kind === 'contacts' ? CONTACTS_HOME : CALENDARS_HOME;
  const properties: [XmlName, string][] = [[DISPLAY_NAME, escapeXml(book.name)]];
  if (book.kind === 'calendar') {
    const components = book.components ?? ['VEVENT', 'VTODO', 'VJOURNAL'];
    properties.push([cal('supported-calendar-component-set'), components.map((one) => `<cal:comp name="${one}"/>`).join('')]);
  }
  const collection = site.tree.addCollection([home, site.user, book.path], book.kind, properties);
  for (const { name, text } of book.items ?? []) site.tree.put(collection, name, typeof text === 'string' ? Buffer.from(text, 'utf8') : text);
}
