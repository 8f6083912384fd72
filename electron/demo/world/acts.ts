import type { Content } from './content.ts';
import type { Operation, Store, StoredItem } from './store.ts';
import type { SyncApp } from './sync-app.ts';

/** What an act did: the records it is about, by their keys, and when. */
export interface Outcome {
  readonly keys: readonly string[];
  readonly fromMs: number;
  readonly toMs: number;
}

/** Copies of items of one store are made in another, or in the same. */
export function copyInto(app: SyncApp, items: readonly StoredItem[], target: Store, atMs: number, change: (content: Content) => Content = (content) => content, folder?: string): Outcome & { readonly made: readonly StoredItem[] } {
  const made = items.map((item, index) => target.create(app, change(item.content), { atMs: timeOf(app, atMs, index), origin: item, ...(folder === undefined ? {} : { folder }) }));
  return { ...spanOf(app, atMs, items.length, made.map(({ key }) => key)), made };
}

/** Items are written with something else in them; those that would not differ are left alone. */
export function rewrite(app: SyncApp, store: Store, items: readonly StoredItem[], atMs: number, change: (content: Content, index: number, item: StoredItem) => Content): Outcome {
  const keys: string[] = [];
  for (const item of items) {
    const changed = change(item.content, keys.length, item);
    if (JSON.stringify(changed) === JSON.stringify(item.content) || !store.items.includes(item)) continue;
    store.update(app, item, changed, timeOf(app, atMs, keys.length));
    keys.push(item.key);
  }
  return spanOf(app, atMs, keys.length, keys);
}

/** Items go. */
export function removeAll(app: SyncApp, store: Store, items: readonly StoredItem[], atMs: number, how?: Operation): Outcome {
  const there = items.filter((item) => store.items.includes(item));
  const keys = there.map(({ key }) => key);
  there.forEach((item, index) => store.remove(app, item, timeOf(app, atMs, index), how));
  return spanOf(app, atMs, keys.length, keys);
}

/** Items go into another folder; the keys are those they have there. */
export function moveAll(app: SyncApp, store: Store, items: readonly StoredItem[], folder: string, atMs: number): Outcome {
  items.forEach((item, index) => store.move(app, item, folder, timeOf(app, atMs, index)));
  return spanOf(app, atMs, items.length, items.map(({ key }) => key));
}

const UNEVEN = 0.6;

/** When an app comes to the item of this number in a pass that began then. */
export function timeOf(app: SyncApp, fromMs: number, index: number): number {
  // No two items take the same time, and none overtakes another.
  const delay = ((index * 7919) % 13) / 13;
  return fromMs + Math.round((index + delay * UNEVEN) * app.secondsAnItem * 1000);
}

function spanOf(app: SyncApp, fromMs: number, count: number, keys: readonly string[]): Outcome {
  return { keys, fromMs, toMs: timeOf(app, fromMs, Math.max(0, count - 1)) };
}
