import type { Item } from './item.ts';
import type { Gone, Mailbox } from './mailbox.ts';

export type FolderChange =
  | { readonly kind: 'create' | 'update'; readonly at: number; readonly item: Item }
  | { readonly kind: 'delete'; readonly at: number; readonly gone: Gone };

/** How far a client has come: all up to `base`, and of what came until `high` all from `below` on, newest first. */
export interface SyncPoint {
  readonly base: number;
  readonly high: number;
  readonly below: number;
}

export const FROM_THE_START: SyncPoint = { base: 0, high: 0, below: 0 };

/** The next changes of a folder, newest first as MS-OXWSSYNC has it, and where that leaves the client. */
export function changesSince(mailbox: Mailbox, folder: number, point: SyncPoint, limit: number): { readonly changes: readonly FolderChange[]; readonly next: SyncPoint; readonly isLast: boolean } {
  const isBegun = point.high > point.base;
  const high = isBegun ? point.high : mailbox.lastChange;
  const below = isBegun ? point.below : high + 1;
  const isWanted = (at: number) => at > point.base && at < below;
  const changes: FolderChange[] = [];
  for (const item of mailbox.itemsIn(folder)) {
    // A new item keeps its place in the round though it changes meanwhile, so that no page misses it.
    const isNew = item.arrivedAt > point.base;
    const at = isNew ? item.arrivedAt : item.seenAt;
    if (isWanted(at)) changes.push({ kind: isNew ? 'create' : 'update', at, item });
  }
  if (point.base > 0) {
    for (const gone of mailbox.goneFrom(folder)) if (isWanted(gone.goneAt)) changes.push({ kind: 'delete', at: gone.goneAt, gone });
  }
  changes.sort((a, b) => b.at - a.at);
  const page = changes.slice(0, limit);
  const isLast = page.length === changes.length;
  const next = isLast ? { base: high, high, below: high } : { base: point.base, high, below: page.at(-1)?.at ?? below };
  return { changes: page, next, isLast };
}
