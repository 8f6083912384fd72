import type { Collection, Connector } from '../connectors/connector.ts';
import type { Limits } from '../connectors/http/limits.ts';
import { connectDav, TEST_PORTS, type DavProtocol } from './dav-harness.ts';
import { type LyingDavOptions, type LyingDav, startLyingDav } from './lying-dav/start-lying-dav.ts';

/** A server with one collection named `book`, and a connector for it. */
export interface BookServer {
  readonly server: LyingDav;
  readonly connector: Connector;
  readonly book: Collection;
  /** The key of an item in it. */
  key(name: string): string;
  close(): Promise<void>;
}

export interface BookServerOptions extends LyingDavOptions {
  readonly protocol?: DavProtocol;
  /** Bodies by name. */
  readonly items?: Readonly<Record<string, string | Buffer>>;
  readonly limits?: Partial<Limits>;
  readonly ports?: typeof TEST_PORTS;
}

/** Starts our own server, honest or lying, with one collection. */
export async function startBookServer(options: BookServerOptions = {}): Promise<BookServer> {
  const { protocol = 'carddav', items = {}, limits = {}, ports = TEST_PORTS } = options;
  const seed = { path: 'book', name: 'Book', kind: protocol === 'carddav' ? 'contacts' : 'calendar', items: Object.entries(items).map(([name, text]) => ({ name, text })) } as const;
  const server = await startLyingDav({ ...options, books: [seed] });
  const connector = connectDav(protocol, server, { limits }, ports);
  const listed = await connector.collections(new AbortController().signal);
  const book = listed.find((collection) => collection.id.endsWith('/book/'));
  if (book === undefined) throw new Error('the server lists no book');
  return {
    server,
    connector,
    book,
    key: (name) => book.id + name,
    async close() {
      await connector.close();
      await server.close();
    },
  };
}
