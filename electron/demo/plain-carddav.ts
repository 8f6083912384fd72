import { dav, ETAG } from './dav-server/names.ts';
import { child, childrenNamed, readXml, type XmlElement } from './dav-server/read-xml.ts';

/** An address book on a server, and who opens it. */
export interface BookAccess {
  /** Ends with a slash. */
  readonly bookUrl: string;
  readonly user: string;
  readonly password: string;
}

export interface CardOnServer {
  /** Path, as the server writes it. */
  readonly href: string;
  readonly etag: string;
  readonly text: string;
}

export interface GuardedWrite {
  readonly method: 'PUT' | 'DELETE';
  readonly href: string;
  readonly body?: string;
  readonly guard: Readonly<Record<string, string>>;
}

const AT_ONCE = 4;

/** Every card of a book, one GET each, as a device reads them that knows nothing better. */
export async function readBook(access: BookAccess): Promise<readonly CardOnServer[]> {
  const listing = await send(access, access.bookUrl, {
    method: 'PROPFIND',
    headers: { depth: '1', 'content-type': 'application/xml' },
    body: '<d:propfind xmlns:d="DAV:"><d:prop><d:getetag/></d:prop></d:propfind>',
  });
  if (listing.status !== 207) throw new Error(`the address book was not listed: status ${listing.status}`);
  const hrefs = childrenNamed(readXml(await listing.text()), dav('response')).filter(hasEtag).map((row) => child(row, dav('href'))?.text.trim() ?? '');
  const members = hrefs.filter((href) => !href.endsWith('/'));
  const cards: CardOnServer[] = [];
  for (let from = 0; from < members.length; from += AT_ONCE) {
    cards.push(...(await Promise.all(members.slice(from, from + AT_ONCE).map((href) => readCard(access, href)))));
  }
  return cards;
}

/** Writes one card under a guard and answers where it stands now; throws where the server did not do it. */
export async function writeAs(access: BookAccess, write: GuardedWrite): Promise<string> {
  const response = await send(access, new URL(write.href, access.bookUrl).href, {
    method: write.method,
    headers: { ...write.guard, ...(write.body === undefined ? {} : { 'content-type': 'text/vcard; charset=utf-8' }) },
    ...(write.body === undefined ? {} : { body: write.body }),
  });
  await response.arrayBuffer();
  if (![200, 201, 204].includes(response.status)) throw new Error(`${write.method} was answered with status ${response.status}`);
  const location = response.headers.get('location');
  return location === null ? write.href : new URL(location, access.bookUrl).pathname;
}

async function readCard(access: BookAccess, href: string): Promise<CardOnServer> {
  const response = await send(access, new URL(href, access.bookUrl).href, { method: 'GET' });
  if (response.status !== 200) throw new Error(`a card was not given: status ${response.status}`);
  return { href: new URL(href, access.bookUrl).pathname, etag: response.headers.get('etag') ?? '', text: await response.text() };
}

function send(access: BookAccess, url: string, request: { method: string; headers?: Record<string, string>; body?: string }): Promise<Response> {
  const credentials = Buffer.from(`${access.user}:${access.password}`, 'utf8').toString('base64');
  return fetch(url, { ...request, headers: { ...request.headers, authorization: `Basic ${credentials}` }, redirect: 'error' });
}

function hasEtag(row: XmlElement): boolean {
  return childrenNamed(row, dav('propstat')).some((one) => (child(child(one, dav('prop')), ETAG)?.text ?? '') !== '');
}
