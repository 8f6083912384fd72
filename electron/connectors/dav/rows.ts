import { DAV } from './names.ts';
import type { MultistatusRow } from './multistatus.ts';
import { decodePath } from './paths.ts';
import type { ItemState } from './versions.ts';
import type { XmlElement } from './xml-elements.ts';

/** Where a row points, resolved against the answer's own URL. */
export interface RowTarget {
  /** Percent-decoded path: how hrefs are compared and kept. */
  readonly key: string;
  /** The path to send, as the server wrote it. */
  readonly path: string;
  /** Not on the account's origin: nothing may be sent there. */
  readonly isForeign: boolean;
}

/** The target of a row, or undefined where its href is no URL. */
export function targetOf(href: string, base: URL): RowTarget | undefined {
  // Some servers list names with these characters unencoded; in an href of DAV they are never a query or fragment.
  const text = href.replaceAll('#', '%23').replaceAll('?', '%3F');
  if (text === '' || !URL.canParse(text, base.href)) return undefined;
  const url = new URL(text, base);
  return { key: decodePath(url.pathname), path: url.pathname, isForeign: url.origin !== base.origin || url.username !== '' || url.password !== '' };
}

/** Properties asked for in every listing of items. */
export const ITEM_PROPERTIES: readonly string[] = [`${DAV}getetag`, `${DAV}getcontentlength`, `${DAV}resourcetype`];

/** ETag and length of a row. */
export function stateOfRow(row: MultistatusRow): ItemState {
  const etag = textOf(row, `${DAV}getetag`)?.trim();
  const length = textOf(row, `${DAV}getcontentlength`)?.trim();
  return { etag: etag === '' ? undefined : etag, length: length !== undefined && /^\d{1,12}$/.test(length) ? Number(length) : undefined };
}

/** Whether a row is itself a collection. */
export function isCollectionRow(row: MultistatusRow): boolean {
  return typesOf(row).has(`${DAV}collection`);
}

/** Names of the resource types of a row. */
export function typesOf(row: MultistatusRow): ReadonlySet<string> {
  return new Set(row.found.get(`${DAV}resourcetype`)?.children.map((type) => type.name));
}

/** The text of a property, or undefined. */
export function textOf(row: MultistatusRow, name: string): string | undefined {
  return row.found.get(name)?.text;
}

/** The hrefs inside a property. */
export function hrefsOf(row: MultistatusRow, name: string): readonly string[] {
  const property = row.found.get(name);
  return property === undefined ? [] : descendants(property, `${DAV}href`).map((href) => href.text.trim());
}

/** Elements of that name anywhere inside. */
export function descendants(element: XmlElement, name: string): readonly XmlElement[] {
  return element.children.flatMap((child) => (child.name === name ? [child] : descendants(child, name)));
}
