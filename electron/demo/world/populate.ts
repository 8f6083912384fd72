import type { SeededRandom } from '../seeded-random.ts';
import type { Content } from './content.ts';
import type { Store, StoredItem } from './store.ts';
import type { SyncApp } from './sync-app.ts';

const DAY_MS = 86_400_000;
const LONGEST_DAYS = 730;

/** Puts into an account what people wrote there in the two years before a time, each with one of these programs. */
export function populate(store: Store, contents: readonly Content[], writers: readonly SyncApp[], beforeMs: number, random: SeededRandom, folder?: string): readonly StoredItem[] {
  return contents.map((content) => {
    const writer = random.pick(writers);
    const atMs = beforeMs - random.integer(1, LONGEST_DAYS) * DAY_MS + random.integer(0, 80_000) * 1000;
    return store.create(writer, content, { atMs, isOld: true, ...(folder === undefined ? {} : { folder }) });
  });
}
