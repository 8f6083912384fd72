import type { FoundItem } from './found-item.ts';

/** Gives every object its key, unique within the source: one that comes again gets `~2`, `~3` in the order of the files. */
export interface KeyGiver {
  /** Forgets what was given for this collection and for those after it. */
  restart(order: number): void;
  keyOf(item: FoundItem, rule: KeyRule): string;
}

export interface KeyRule {
  /** Place of the item's collection in the order of the source. */
  readonly order: number;
  /** The only object of a file that lies in a folder: its file's path is its key. */
  readonly isAloneInFile: boolean;
  readonly digest: (bytes: Uint8Array) => string;
  /** A key that the source knows already from before. */
  readonly isKnown: (key: string) => boolean;
}

/**
 * Keys as CLI.md has them: the id where the format gives one; the file's name where a folder holds one object a file (with its subfolder,
 * where it lies in one); else the UID, or a hash of the object. Where the source already knows one of the two names, that one stays, so
 * that a file from which all objects but one are gone does not look like another record.
 */
export function createKeyGiver(): KeyGiver {
  const given: Map<string, number>[] = [];
  return {
    restart(order) {
      given.length = Math.min(given.length, order);
    },
    keyOf(item, rule) {
      const key = baseKey(item, rule);
      const own = (given[rule.order] ??= new Map());
      own.set(key, (own.get(key) ?? 0) + 1);
      const count = given.slice(0, rule.order + 1).reduce((sum, keys) => sum + (keys?.get(key) ?? 0), 0);
      return count === 1 ? key : `${key}~${count}`;
    },
  };
}

function baseKey(item: FoundItem, rule: KeyRule): string {
  if (item.ownKey !== undefined) return item.ownKey;
  const fromContent = item.uid ?? rule.digest(item.raw).slice(0, 32);
  // The row of a table is no file of its own, also where the table has but one.
  if (!rule.isAloneInFile || item.format === 'csv-row') return fromContent;
  if (rule.isKnown(item.file)) return item.file;
  return rule.isKnown(fromContent) ? fromContent : item.file;
}
