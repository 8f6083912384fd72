import { systemClock } from '../services/system-ports.ts';
import { startDavServer } from './dav-server/start-dav-server.ts';
import type { DavDump } from './dav-server/dav-store.ts';
import type { BookAccess } from './plain-carddav.ts';
import { PRACTICE_PASSWORD, PRACTICE_USER } from './practice-server.ts';
import { isRadicaleInstalled, startRadicale } from './start-radicale.ts';

/** The server a demo works on. */
export interface DemoServer {
  /** `Radicale`, or `the built-in server`. */
  readonly name: string;
  readonly url: string;
  readonly access: BookAccess;
  /** What it holds, where it can be started again later; null for a server of its own. */
  dump(): DavDump | null;
  stop(): Promise<void>;
}

/** Radicale where it is on the PATH, else the small server that ships with SyncTrace; both empty, on loopback. */
export async function startDemoServer(useBuiltIn: boolean): Promise<DemoServer> {
  if (!useBuiltIn && isRadicaleInstalled()) {
    const { contactsUrl, user, password, stop } = await startRadicale(systemClock);
    return { name: 'Radicale', url: contactsUrl, access: { bookUrl: contactsUrl, user, password }, dump: () => null, stop };
  }
  const server = await startDavServer({ user: PRACTICE_USER, password: PRACTICE_PASSWORD, books: [{ path: 'contacts', name: 'Contacts', kind: 'contacts' }] });
  return {
    name: 'the built-in server',
    url: server.contactsHomeUrl,
    access: { bookUrl: server.bookUrl('contacts'), user: PRACTICE_USER, password: PRACTICE_PASSWORD },
    dump: () => server.store.dump(),
    stop: () => server.close(),
  };
}
