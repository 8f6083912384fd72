import { ETAG } from '../../electron/demo/dav-server/names.ts';
import { nameOfHref, sendRaw } from '../../electron/testing/dav-client.ts';
import type { DavProtocol } from '../../electron/testing/dav-harness.ts';
import { startLyingDav } from '../../electron/testing/lying-dav/start-lying-dav.ts';
import type { Profile } from '../../electron/testing/lying-dav/profiles.ts';
import type { Item } from './whole-job-cards.ts';
import { contentOf } from './whole-job-properties.ts';
import type { RealServer } from './real-servers.ts';

/** An account with two collections that hold nothing yet. */
export interface JobAccount {
  readonly url: string;
  readonly user: string;
  readonly password: string;
  readonly firstUrl: string;
  readonly secondUrl: string;
  /** What is read twice looks the same; a server that shuffles makes everything cosmetic. */
  readonly isSteady: boolean;
  /** Whatever name is asked for, the server gives one of its own: what comes back has another. */
  readonly choosesNames: boolean;
  /** How many messages to other people the server has sent. */
  notified(): number;
  stop(): Promise<void>;
}

/** What stands at a place, as another client sees it. */
export interface Standing {
  readonly etag: string;
  readonly content: readonly string[];
}

/** Another client of the account, which writes without asking. */
export interface OtherClient {
  put(name: string, text: string, where?: 'first' | 'second'): Promise<void>;
  remove(name: string): Promise<void>;
  /** Everything that the account holds, by `first/NAME` and `second/NAME`. */
  state(): Promise<ReadonlyMap<string, Standing>>;
  /** The name of the item at a key or href: the one it was put under, also where the server chose another. */
  nameAt(href: string): string;
}

/** An account on a real server. */
export async function accountOn(server: RealServer, protocol: DavProtocol): Promise<JobAccount> {
  const running = await server.start();
  const firstUrl = protocol === 'carddav' ? running.contactsUrl : running.calendarUrl;
  const secondUrl = new URL('../second/', firstUrl).href;
  const answer = await sendRaw(running, { method: 'MKCOL', url: secondUrl, body: secondCollection(protocol) });
  if (answer.status !== 201) throw new Error(`the second collection was not made: status ${answer.status}`);
  return { ...running, firstUrl, secondUrl, isSteady: true, choosesNames: false, notified: () => 0, stop: () => running.stop() };
}

/** An account on our own server, honest or as a product that was measured. */
export async function accountOnOurs(protocol: DavProtocol, profile?: Profile): Promise<JobAccount> {
  const kind = protocol === 'carddav' ? 'contacts' : 'calendar';
  const books = [
    { path: 'main', name: 'Main', kind },
    { path: 'second', name: 'Second', kind },
  ] as const;
  const server = await startLyingDav({ user: 'user@example.test', books, ...(profile === undefined ? {} : { profile }) });
  return { ...server, firstUrl: server.bookUrl('main'), secondUrl: server.bookUrl('second'), isSteady: profile !== 'sogo', choosesNames: profile === 'google', notified: () => server.notified().length, stop: () => server.close() };
}

/** The other client of an account. */
export function otherClient(account: JobAccount, protocol: DavProtocol): OtherClient {
  const names = new Names();
  const type = protocol === 'carddav' ? 'text/vcard; charset=utf-8' : 'text/calendar; charset=utf-8';
  return {
    async put(name, text, where = 'first') {
      const url = (where === 'first' ? account.firstUrl : account.secondUrl) + encodeURIComponent(names.stored(name));
      const { status, headers } = await sendRaw(account, { method: 'PUT', url, body: text, headers: { 'content-type': type } });
      if (![200, 201, 204].includes(status)) throw new Error(`${name} was not stored: status ${status}`);
      const location = headers.get('location');
      if (location !== null) names.learn(name, nameOfHref(location), text);
    },
    async remove(name) {
      const { status } = await sendRaw(account, { method: 'DELETE', url: account.firstUrl + encodeURIComponent(names.stored(name)) });
      if (![200, 204].includes(status)) throw new Error(`${name} was not removed: status ${status}`);
      names.forget(name);
    },
    async state() {
      const found = new Map<string, Standing>();
      for (const where of ['first', 'second'] as const) {
        const url = where === 'first' ? account.firstUrl : account.secondUrl;
        const listing = await sendRaw(account, { method: 'PROPFIND', url, headers: { depth: '1' }, body: '<d:propfind xmlns:d="DAV:"><d:prop><d:getetag/></d:prop></d:propfind>' });
        for (const row of listing.rows.filter(({ href }) => !href.endsWith('/'))) {
          const { status, text } = await sendRaw(account, { method: 'GET', url: new URL(row.href, url).href, headers: { accept: '*/*' } });
          if (status !== 200) throw new Error(`what is listed was not given: status ${status}`);
          const path = `${where}/${names.given(nameOfHref(row.href), text)}`;
          if (found.has(path)) throw new Error(`${path} stands there twice`);
          found.set(path, { etag: row.found.get(ETAG) ?? '', content: contentOf(text) });
        }
      }
      return found;
    },
    nameAt: (href) => names.given(nameOfKey(href), ''),
  };
}

/** Keeps which name an item was put under where a server stores it under one of its own. */
class Names {
  readonly #storedAs = new Map<string, string>();
  readonly #givenTo = new Map<string, string>();
  readonly #ofUid = new Map<string, string>();

  stored(name: string): string {
    return this.#storedAs.get(name) ?? name;
  }

  learn(name: string, stored: string, text: string): void {
    this.#storedAs.set(name, stored);
    this.#givenTo.set(stored, name);
    this.#ofUid.set(uidOf(text), name);
  }

  forget(name: string): void {
    this.#storedAs.delete(name);
  }

  given(stored: string, text: string): string {
    return this.#ofUid.get(uidOf(text)) ?? this.#givenTo.get(stored) ?? stored;
  }
}

/** The UID that a text states; the first one of several components. */
export function uidOf(text: string): string {
  return /^UID:(.*)$/m.exec(text.replaceAll(/\r?\n[ \t]/g, '').replaceAll('\r', ''))?.[1] ?? '';
}

function nameOfKey(key: string): string {
  const last = key.split('/').at(-1) ?? '';
  // Keys stand decoded or as the server writes them; a name with a bare percent sign cannot be decoded again.
  return /%[0-9A-F]{2}/i.test(last) && URL.canParse(key, 'http://x') ? safelyDecoded(last) : last;
}

function safelyDecoded(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch (error) {
    if (error instanceof URIError) return segment;
    throw error;
  }
}

/** Fills the first collection. */
export async function fill(client: OtherClient, items: readonly Item[]): Promise<void> {
  for (const item of items) await client.put(item.name, item.text);
}

function secondCollection(protocol: DavProtocol): string {
  const type = protocol === 'carddav' ? '<C:addressbook xmlns:C="urn:ietf:params:xml:ns:carddav"/>' : '<C:calendar xmlns:C="urn:ietf:params:xml:ns:caldav"/>';
  return `<?xml version="1.0"?><mkcol xmlns="DAV:"><set><prop><resourcetype><collection/>${type}</resourcetype><displayname>Second</displayname></prop></set></mkcol>`;
}
