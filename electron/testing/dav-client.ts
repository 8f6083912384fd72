import { readXml, child, childrenNamed, type XmlElement } from '../demo/dav-server/read-xml.ts';
import { dav, type XmlName } from '../demo/dav-server/names.ts';

/** Who asks, for tests that speak plain DAV to a server. */
export interface DavAccount {
  readonly user: string;
  readonly password: string;
}

export interface RawRequest {
  readonly method: string;
  readonly url: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

export interface RawAnswer {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  /** Rows of a multistatus; none where the answer is not one. */
  readonly rows: readonly RawRow[];
  readonly syncToken: string | undefined;
}

export interface RawRow {
  readonly href: string;
  readonly status: number;
  /** Text of the properties that were found. */
  readonly found: ReadonlyMap<XmlName, string>;
}

/** Sends one request as it stands and reads the answer with the strict reader of our own server. */
export async function sendRaw(account: DavAccount, request: RawRequest): Promise<RawAnswer> {
  const response = await fetch(request.url, {
    method: request.method,
    redirect: 'manual',
    headers: { authorization: basicHeader(account), ...(request.body?.startsWith('<') ? { 'content-type': 'application/xml' } : {}), ...request.headers },
    ...(request.body === undefined ? {} : { body: request.body }),
  });
  const text = await response.text();
  const root = response.status === 207 ? readXml(text) : undefined;
  return {
    status: response.status,
    headers: response.headers,
    text,
    rows: root === undefined ? [] : childrenNamed(root, dav('response')).map(readRow),
    syncToken: child(root, dav('sync-token'))?.text,
  };
}

/** The value of a Basic Authorization header, in UTF-8 (RFC 7617 §2.1). */
export function basicHeader({ user, password }: DavAccount): string {
  return `Basic ${Buffer.from(`${user}:${password}`, 'utf8').toString('base64')}`;
}

/** The decoded last segment of an href. */
export function nameOfHref(href: string): string {
  return decodeURIComponent(href.replace(/\/$/, '').split('/').at(-1) ?? '');
}

function readRow(response: XmlElement): RawRow {
  const found = new Map<XmlName, string>();
  const whole = child(response, dav('status'));
  for (const propstat of childrenNamed(response, dav('propstat'))) {
    if (statusOf(child(propstat, dav('status'))) !== 200) continue;
    for (const property of child(propstat, dav('prop'))?.children ?? []) found.set(property.name, deepText(property));
  }
  return { href: child(response, dav('href'))?.text.trim() ?? '', status: whole === undefined ? 200 : statusOf(whole), found };
}

function deepText(one: XmlElement): string {
  return one.children.length === 0 ? one.text : one.children.map((inner) => `${inner.name} ${deepText(inner)}`).join(' ');
}

function statusOf(one: XmlElement | undefined): number {
  return Number(one?.text.split(' ')[1]);
}
