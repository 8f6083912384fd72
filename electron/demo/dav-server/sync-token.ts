import type { DavCollection, DavItem } from './dav-tree.ts';

/** The collection's state as a token (RFC 6578 §3.2: a URI). */
export function syncTokenOf(collection: DavCollection, revision: number = collection.revision): string {
  return `data:,${collection.epoch}-${revision}`;
}

/** The revision that a token stands for: 0 for the empty one, null for one that is not (or no longer) ours. */
export function revisionOfToken(collection: DavCollection, token: string): number | null {
  if (token === '') return 0;
  const match = /^data:,([0-9a-f]+)-(\d+)$/.exec(token);
  if (match === null || match[1] !== collection.epoch) return null;
  const revision = Number(match[2]);
  return revision <= collection.revision ? revision : null;
}

export type SyncChange =
  | { readonly name: string; readonly revision: number; readonly item: DavItem }
  | { readonly name: string; readonly revision: number; readonly item: null };

/** What changed since a revision, oldest first; nothing is removed since the beginning (RFC 6578 §3.4). */
export function changesSince(collection: DavCollection, revision: number): readonly SyncChange[] {
  const changes: SyncChange[] = [];
  for (const item of collection.items.values()) {
    if (item.revision > revision) changes.push({ name: item.name, revision: item.revision, item });
  }
  if (revision > 0) {
    for (const [name, removedAt] of collection.tombstones) {
      if (removedAt > revision) changes.push({ name, revision: removedAt, item: null });
    }
  }
  return changes.toSorted((a, b) => a.revision - b.revision);
}
