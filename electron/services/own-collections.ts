import type { Collection } from '../connectors/connector.ts';
import type { SourceRow } from '../store/types.ts';
import type { CaseContext } from './case-context.ts';

/**
 * Of what a server leads to, what belongs to the source: the URL of a collection means that collection alone (CLI.md), also once it is gone
 * and discovery, which begins at the URL, would find the account's others.
 */
export function ownCollections({ store }: CaseContext, source: SourceRow, listed: readonly Collection[]): readonly Collection[] {
  const path = collectionPath(source.url);
  if (path === null) return listed;
  const setting = `only-collection:${source.id}`;
  if (store.setting(setting) === path) return listed.filter((collection) => collection.id === path);
  if (listed.length === 1 && listed[0]?.id === path) store.setSetting(setting, path);
  return listed;
}

/** The URL's path as ids of collections are written; null where there is none. */
function collectionPath(url: string | undefined): string | null {
  if (url === undefined || !URL.canParse(url)) return null;
  const { pathname } = new URL(url);
  try {
    return decodeURIComponent(pathname.endsWith('/') ? pathname : `${pathname}/`);
  } catch (error) {
    if (error instanceof URIError) return null;
    throw error;
  }
}
