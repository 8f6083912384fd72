import { createCalDavConnector } from '../connectors/caldav/create-caldav-connector.ts';
import { createCardDavConnector } from '../connectors/carddav/create-carddav-connector.ts';
import type { Connector, ConnectorPorts } from '../connectors/connector.ts';
import type { DavSettings } from '../connectors/dav/settings.ts';
import type { BookSeed } from '../demo/dav-server/start-dav-server.ts';
import { silentLog, systemClock } from '../services/system-ports.ts';
import { aCard, anEvent } from './builders.ts';
import type { ConnectorHarness, OtherProgram } from './connector-harness.ts';
import { basicHeader } from './dav-client.ts';
import { type LyingDav, type LyingDavOptions, startLyingDav } from './lying-dav/start-lying-dav.ts';

export type DavProtocol = 'carddav' | 'caldav';

/** Ports for tests: the real clock, because sockets are real; pauses between tries are short by the limits below. */
export const TEST_PORTS: ConnectorPorts = { clock: systemClock, log: silentLog };

/** Limits that let a test of failures end soon. */
export const TEST_LIMITS = { backoffMs: 1, attempts: 3 } as const;

/** A connector for an account, with the limits of tests. */
export function connectDav(protocol: DavProtocol, account: { readonly url: string; readonly user: string; readonly password: string }, settings: Partial<DavSettings> = {}, ports: ConnectorPorts = TEST_PORTS): Connector {
  const create = protocol === 'carddav' ? createCardDavConnector : createCalDavConnector;
  const { url, user, password } = account;
  return create({ url, user, secret: () => Promise.resolve({ type: 'password', password }), ...settings, limits: { ...TEST_LIMITS, ...settings.limits } }, ports);
}

/** The empty collection that contract tests use, by protocol. */
export const TEST_BOOKS: readonly BookSeed[] = [
  { path: 'contacts', name: 'Contacts', kind: 'contacts' },
  { path: 'calendar', name: 'Calendar', kind: 'calendar' },
];

/** A body of the protocol's format. */
export function bodyFor(protocol: DavProtocol, uid: string, title: string): string {
  return protocol === 'carddav' ? aCard({ uid, name: title }) : anEvent({ uid, summary: title });
}

/** What the items of a protocol are, for a harness: each has the address that its writer chose. */
export function davItems(protocol: DavProtocol): Pick<ConnectorHarness, 'format' | 'extension' | 'body' | 'keyOf' | 'goneCollection'> {
  const isCards = protocol === 'carddav';
  return {
    format: isCards ? 'vcard' : 'icalendar',
    extension: isCards ? '.vcf' : '.ics',
    body: (uid, title) => bodyFor(protocol, uid, title),
    keyOf: (collection, name) => `${collection.id}${name}`,
    goneCollection: (collection) => Promise.resolve({ ...collection, id: `${collection.id.replace(/\/$/, '')}-gone/` }),
  };
}

/** A harness over our own server, honest or lying. */
export async function startLyingHarness(protocol: DavProtocol, options: LyingDavOptions = {}): Promise<ConnectorHarness & { readonly server: LyingDav }> {
  const server = await startLyingDav({ books: TEST_BOOKS, ...options });
  const book = protocol === 'carddav' ? 'contacts' : 'calendar';
  const connector = connectDav(protocol, server);
  return {
    server,
    connector,
    collection: `/${book}/`,
    ...davItems(protocol),
    side: storeSide(server, book),
    async close() {
      await connector.close();
      await server.close();
    },
  };
}

function storeSide(server: LyingDav, book: string): OtherProgram {
  return {
    async put(name, body) {
      if (server.store.has(book, name)) server.store.change(book, name, body);
      else server.store.add(book, name, body);
    },
    async remove(name) {
      server.store.remove(book, name);
    },
    async read(name) {
      return server.store.has(book, name) ? Buffer.from(server.store.text(book, name)) : null;
    },
    async names() {
      return server.store.names(book);
    },
  };
}

/** Another program that speaks plain HTTP to a real server. */
export function httpSide(account: { readonly user: string; readonly password: string }, collectionUrl: string): OtherProgram {
  const send = (method: string, name: string, init: RequestInit = {}) =>
    fetch(collectionUrl + encodeURIComponent(name), { ...init, method, headers: { authorization: basicHeader(account), ...(init.headers as Record<string, string> | undefined) } });
  const expectOk = async (response: Response) => {
    await response.arrayBuffer();
    if (!response.ok) throw new Error(`status ${response.status}`);
  };
  return {
    put: async (name, body) => expectOk(await send('PUT', name, { body, headers: { 'content-type': name.endsWith('.ics') ? 'text/calendar; charset=utf-8' : 'text/vcard; charset=utf-8' } })),
    remove: async (name) => expectOk(await send('DELETE', name)),
    async read(name) {
      const response = await send('GET', name);
      const bytes = Buffer.from(await response.arrayBuffer());
      if (response.status === 404) return null;
      if (!response.ok) throw new Error(`status ${response.status}`);
      return bytes;
    },
    async names() {
      const response = await send('PROPFIND', '', { headers: { depth: '1' } });
      const hrefs = [...(await response.text()).matchAll(/<(?:\w+:)?href>([^<]*)</g)].map((match) => decodeURIComponent(new URL(match[1] ?? '', collectionUrl).pathname));
      const base = decodeURIComponent(new URL(collectionUrl).pathname);
      return [...new Set(hrefs)].filter((path) => path.startsWith(base) && path !== base).map((path) => path.slice(base.length));
    },
  };
}
