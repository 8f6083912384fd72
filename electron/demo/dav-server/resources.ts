import { itemHref, type DavCollection, type DavItem, type DavTree } from './dav-tree.ts';
import { encodePath } from './hrefs.ts';

/** Everything that has a path. */
export type Resource =
  | { readonly type: 'folder'; readonly href: string; readonly name: string; readonly segments: readonly string[] }
  | { readonly type: 'principal'; readonly href: string; readonly name: string }
  | { readonly type: 'collection'; readonly href: string; readonly collection: DavCollection }
  | { readonly type: 'item'; readonly href: string; readonly collection: DavCollection; readonly item: DavItem };

/** A server of one user. */
export interface Site {
  readonly user: string;
  readonly tree: DavTree;
}

export const CONTACTS_HOME = 'addressbooks';
export const CALENDARS_HOME = 'calendars';

/** The href of the user's principal (RFC 3744 §2). */
export function principalHref(site: Site): string {
  return encodePath(['principals', site.user], true);
}

/** The href of the collection that holds the user's address books or calendars. */
export function homeHref(site: Site, home: typeof CONTACTS_HOME | typeof CALENDARS_HOME): string {
  return encodePath([home, site.user], true);
}

/** What stands at a path; undefined where nothing does. */
export function findResource(site: Site, segments: readonly string[]): Resource | undefined {
  const folder = findFolder(site, segments);
  if (folder !== undefined) return folder;
  const collection = site.tree.collection(segments);
  if (collection !== undefined) return { type: 'collection', href: collection.href, collection };
  const parent = site.tree.collection(segments.slice(0, -1));
  const item = parent?.items.get(segments.at(-1) ?? '');
  if (parent === undefined || item === undefined) return undefined;
  return { type: 'item', href: itemHref(parent, item.name), collection: parent, item };
}

/** The members of a resource, one level down (RFC 4918 §10.2). */
export function membersOf(site: Site, resource: Resource): readonly Resource[] {
  if (resource.type === 'collection') {
    const { collection } = resource;
    return [...collection.items.values()].map((item) => ({ type: 'item', href: itemHref(collection, item.name), collection, item }));
  }
  if (resource.type !== 'folder') return [];
  const { segments } = resource;
  const folders = FOLDERS.map((parts) => parts.map((part) => (part === '*' ? site.user : part)))
    .filter((parts) => parts.length === segments.length + 1 && segments.every((segment, at) => parts[at] === segment))
    .map((parts) => findFolder(site, parts))
    .filter((found) => found !== undefined);
  const collections = site.tree
    .collections()
    .filter((one) => one.segments.length === segments.length + 1 && segments.every((segment, at) => one.segments[at] === segment))
    .map((collection) => ({ type: 'collection', href: collection.href, collection }) as const);
  return [...folders, ...collections];
}

const FOLDERS = [[], ['principals'], ['principals', '*'], [CONTACTS_HOME], [CONTACTS_HOME, '*'], [CALENDARS_HOME], [CALENDARS_HOME, '*']] as const;

function findFolder(site: Site, segments: readonly string[]): Resource | undefined {
  const isFolder = FOLDERS.some((parts) => parts.length === segments.length && parts.every((part, at) => (part === '*' ? site.user : part) === segments[at]));
  if (!isFolder) return undefined;
  const href = encodePath(segments, true);
  const name = segments.at(-1) ?? '';
  return segments[0] === 'principals' && segments.length === 2 ? { type: 'principal', href, name } : { type: 'folder', href, name, segments };
}
