import type { RawFormat, RecordKind } from '../../shared/records.ts';
import type { Collection, SchedulingBehaviour } from '../connectors/connector.ts';

/** How a fake server differs from one that stores what it is given under the key it is asked for. */
export interface ServerHabits {
  /** What it stores in place of what it was sent. */
  readonly rewrite?: (text: string) => string;
  /** The key it stores a new item under, whatever was asked for (Google). */
  readonly rekey?: (wanted: string) => string;
  /** Refuses a UID that stands in the collection already (Radicale, Nextcloud). */
  readonly uniqueUid?: boolean;
  readonly scheduling?: SchedulingBehaviour;
  readonly canWrite?: boolean;
  /** It makes the keys itself; a wanted key is a marker beside the item (Exchange). */
  readonly keys?: 'given';
  /** What is deleted goes to the collection `deleted`, from which it can be moved or copied. */
  readonly undelete?: 'move' | 'copy';
  /** A key stays with its item wherever it is moved (Graph); else it gets another one (EWS). */
  readonly keepsKeys?: boolean;
  /** What is moved or copied carries no marker. */
  readonly marksNothing?: boolean;
  /** Refuses to move what was deleted: its connector copies it in two writes, the second of which puts the marker on (EWS). */
  readonly movesNothingDeleted?: boolean;
}

export interface FakeItem {
  readonly raw: Uint8Array;
  readonly version: string;
  readonly marker?: string;
  /** Every key under which it stood. */
  readonly keys: readonly string[];
}

/** One line of the server's own log: what really happened to it, whatever its client was told. */
export interface ServerEvent {
  readonly op: 'create' | 'update' | 'delete' | 'move' | 'copy';
  readonly key: string;
  readonly before: string | undefined;
  readonly after: string | undefined;
}

/** An account in memory that outlives the programs connected to it. Its log is the oracle of tests. */
export interface FakeServer {
  readonly habits: ServerHabits;
  readonly format: RawFormat;
  readonly collections: Map<string, Map<string, FakeItem>>;
  readonly log: ServerEvent[];
  /** Messages that went to guests: a test expects none. */
  readonly notified: string[];
  put(collectionId: string, key: string, text: string, marker?: string): void;
  remove(collectionId: string, key: string): void;
  /** Brings an item elsewhere and answers its key there. */
  carry(way: 'move' | 'copy', fromId: string, key: string, toId: string, marker?: string): string;
  /** Puts a marker on what stands there; no change that anybody sees. */
  mark(collectionId: string, key: string, marker: string): void;
  /** A key that nothing has. */
  freshKey(): string;
  /** Text of every live item, by key. */
  texts(): ReadonlyMap<string, string>;
  describe(): readonly Collection[];
}

/** The collection that keeps what was deleted. */
export const DELETED = 'deleted';

/** Makes an account with empty collections of the given names. */
export function createFakeServer(format: 'vcard' | 'icalendar', collectionIds: readonly string[], habits: ServerHabits = {}): FakeServer {
  const collections = new Map(collectionIds.map((id) => [id, new Map<string, FakeItem>()]));
  const log: ServerEvent[] = [];
  const notified: string[] = [];
  let version = 0;
  let lastKey = 0;
  if (habits.undelete !== undefined) collections.set(DELETED, new Map());

  function itemsOf(collectionId: string): Map<string, FakeItem> {
    const items = collections.get(collectionId);
    if (items === undefined) throw new Error('a test names a collection that is not there');
    return items;
  }

  return {
    habits,
    format,
    collections,
    log,
    notified,
    put(collectionId, key, text, marker) {
      const items = itemsOf(collectionId);
      const stored = habits.rewrite?.(text) ?? text;
      const before = items.get(key);
      notified.push(...messagesFor(before && textOf(before.raw), stored, habits.scheduling ?? 'none'));
      version += 1;
      const mark = marker ?? before?.marker;
      items.set(key, { raw: new TextEncoder().encode(stored), version: `"v${version}"`, keys: before?.keys ?? [key], ...(mark === undefined ? {} : { marker: mark }) });
      log.push({ op: before ? 'update' : 'create', key, before: before && textOf(before.raw), after: stored });
    },
    remove(collectionId, key) {
      const items = itemsOf(collectionId);
      const before = items.get(key);
      if (before === undefined) return;
      notified.push(...messagesFor(textOf(before.raw), undefined, habits.scheduling ?? 'none'));
      if (habits.undelete !== undefined && collectionId !== DELETED) {
        const newKey = habits.keepsKeys === true ? key : this.freshKey();
        itemsOf(DELETED).set(newKey, { ...before, keys: [...before.keys, newKey] });
      }
      items.delete(key);
      log.push({ op: 'delete', key, before: textOf(before.raw), after: undefined });
    },
    carry(way, fromId, key, toId, marker) {
      const item = itemsOf(fromId).get(key);
      if (item === undefined) throw new Error('a test moves what is not there');
      const newKey = way === 'move' && habits.keepsKeys === true ? key : this.freshKey();
      if (way === 'move') itemsOf(fromId).delete(key);
      version += 1;
      const { marker: old, ...rest } = item;
      const mark = habits.marksNothing === true ? (way === 'move' ? old : undefined) : (marker ?? old);
      const keys = way === 'move' ? [...item.keys, newKey] : [newKey];
      itemsOf(toId).set(newKey, { ...rest, version: `"v${version}"`, keys, ...(mark === undefined ? {} : { marker: mark }) });
      log.push({ op: way, key: newKey, before: textOf(item.raw), after: textOf(item.raw) });
      return newKey;
    },
    mark(collectionId, key, marker) {
      const item = itemsOf(collectionId).get(key);
      if (item === undefined) throw new Error('a test marks what is not there');
      version += 1;
      itemsOf(collectionId).set(key, { ...item, marker, version: `"v${version}"` });
    },
    freshKey: () => `given-${(lastKey += 1)}`,
    texts() {
      const live = [...collections].filter(([id]) => id !== DELETED);
      return new Map(live.flatMap(([, items]) => [...items].map(([key, item]) => [key, textOf(item.raw)] as const)));
    },
    describe() {
      const kinds: readonly RecordKind[] = format === 'vcard' ? ['contact'] : ['event', 'task'];
      return [...collections.keys()].map((id) => ({ id, name: id, kinds, readOnly: id === DELETED, ...(id === DELETED ? { state: 'deleted' as const } : {}), properties: {} }));
    },
  };
}

/** The UID of a vCard or iCalendar text. */
export function uidOfText(text: string): string | undefined {
  return /^UID(?:;[^:]*)?:(.*)$/m.exec(text)?.[1]?.trim();
}

/** Bytes as text. */
export function textOf(raw: Uint8Array): string {
  return new TextDecoder().decode(raw);
}

/** CALDAV.md, Scheduling: who is told by a write, as DAViCal and Cyrus (`client-agent`) or SOGo (`strip-only`) do it. */
function messagesFor(before: string | undefined, after: string | undefined, scheduling: SchedulingBehaviour): readonly string[] {
  if (scheduling === 'none') return [];
  const isLive = (text: string | undefined): boolean => {
    const guests = text?.split(/\r?\n/).filter((line) => line.startsWith('ATTENDEE')) ?? [];
    return scheduling === 'client-agent' ? guests.some((line) => !line.includes('SCHEDULE-AGENT=CLIENT')) : guests.length > 0;
  };
  if (isLive(before)) return [after !== undefined && isLive(after) ? 'UPDATE' : 'CANCEL'];
  return isLive(after) ? ['REQUEST'] : [];
}
