import { removeAll, timeOf, type Outcome } from '../../demo/world/acts.ts';
import type { Operation, Store, StoredItem } from '../../demo/world/store.ts';
import type { SyncApp } from '../../demo/world/sync-app.ts';

/** Items go and come again as new ones; the keys are the new ones. */
export function makeAnew(app: SyncApp, store: Store, items: readonly StoredItem[], atMs: number, options: { readonly pauseMs?: number; readonly keepsUid?: boolean; readonly how?: Operation } = {}): Outcome & { readonly made: readonly StoredItem[] } {
  const { pauseMs = 60_000, keepsUid = false, how } = options;
  const there = items.filter((item) => store.items.includes(item));
  removeAll(app, store, there, atMs, how);
  const againMs = timeOf(app, atMs, there.length) + pauseMs;
  const made = there.map((item, index) => store.create(app, item.content, { atMs: timeOf(app, againMs, index), folder: item.folder, origin: item, before: item.marks, ...(keepsUid ? { uid: item.uid } : {}) }));
  return { keys: made.map(({ key }) => key), fromMs: atMs, toMs: timeOf(app, againMs, there.length), made };
}
