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
}

export interface FakeItem {
  readonly raw: Uint8Array;
  readonly version: string;
}

/** One line of the server's own log: what really happened to it, whatever its client was told. */
export interface ServerEvent {
  readonly op: 'create' | 'update' | 'delete';
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
  put(collectionId: string, key: string, text: string): void;
  remove(collectionId: string, key: string): void;
  /** Text of every item, by key. */
  texts(): ReadonlyMap<string, string>;
  describe(): readonly Collection[];
}

/** Makes an account with empty collections of the given names. */
export function createFakeServer(format: 'vcard' | 'icalendar', collectionIds: readonly string[], habits: ServerHabits = {}): FakeServer {
  const collections = new Map(collectionIds.map((id) => [id, new Map<string, FakeItem>()]));
  const log: ServerEvent[] = [];
  const notified: string[] = [];
  let version = 0;

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
    put(collectionId, key, text) {
      const items = itemsOf(collectionId);
      const stored = habits.rewrite?.(text) ?? text;
      const before = items.get(key);
      notified.push(...messagesFor(before && textOf(before.raw), stored, habits.scheduling ?? 'none'));
      version += 1;
      items.set(key, { raw: new TextEncoder().encode(stored), version: `"v${version}"` });
      log.push({ op: before ? 'update' : 'create', key, before: before && textOf(before.raw), after: stored });
    },
    remove(collectionId, key) {
      const items = itemsOf(collectionId);
      const before = items.get(key);
      if (before === undefined) return;
      notified.push(...messagesFor(textOf(before.raw), undefined, habits.scheduling ?? 'none'));
      items.delete(key);
      log.push({ op: 'delete', key, before: textOf(before.raw), after: undefined });
    },
    texts() {
      return new Map([...collections.values()].flatMap((items) => [...items].map(([key, item]) => [key, textOf(item.raw)] as const)));
    },
    describe() {
      const kinds: readonly RecordKind[] = format === 'vcard' ? ['contact'] : ['event', 'task'];
      return [...collections.keys()].map((id) => ({ id, name: id, kinds, readOnly: false, properties: {} }));
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
