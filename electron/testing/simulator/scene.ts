import type { FindingType } from '../../../shared/contract/findings.ts';
import { inventContacts, type BookHabits } from '../../demo/world/people.ts';
import { inventEvents, inventTasks, type CalendarHabits } from './invent-calendar.ts';
import { populate } from '../../demo/world/populate.ts';
import type { Outcome } from '../../demo/world/acts.ts';
import type { Content, ItemKind } from '../../demo/world/content.ts';
import type { Stage } from '../../demo/world/stage.ts';
import type { Store, StoredItem } from '../../demo/world/store.ts';
import type { StoreKind, SyncApp } from '../../demo/world/sync-app.ts';
import type { SeededRandom } from '../../demo/seeded-random.ts';
import { usualWriters } from './usual-writers.ts';

const YEAR_MS = 31_536_000_000;

export interface Report {
  readonly type: FindingType;
  readonly store: Store;
  readonly app: string;
  readonly isBenign?: boolean;
}

/** An incident as the scene tells it, before it is known what of it can be seen. */
export interface ToldIncident extends Report {
  readonly outcomes: readonly Outcome[];
}

/** What a scenario plays with. */
export interface Scene {
  readonly stage: Stage;
  readonly random: SeededRandom;
  readonly told: ToldIncident[];
  /** A moment within the gap after this snapshot, far enough from both ends; of an app with a rhythm, one of its passes. */
  within(gap: number, app?: SyncApp): number;
  /** The gap in which it happens: not the first, where there are several. */
  readonly gap: number;
  /** A number of records, small ones more often than large. */
  size(from: number, to: number): number;
  /** An address book with people in it. */
  book(name: string, kind: StoreKind, count: number, habits?: BookHabits, writers?: readonly SyncApp[]): Store;
  calendar(name: string, kind: StoreKind, count: number, habits?: CalendarHabits, writers?: readonly SyncApp[]): Store;
  tasks(name: string, kind: StoreKind, count: number, repeating?: number, writers?: readonly SyncApp[]): Store;
  fill(store: Store, contents: readonly Content[], writers?: readonly SyncApp[], folder?: string): readonly StoredItem[];
  /** An address book on one of the kinds of accounts that the app writes to. */
  bookOf(app: SyncApp, count: number, habits?: BookHabits): Store;
  /** So many of the items, by chance. */
  some(items: readonly StoredItem[], count: number): readonly StoredItem[];
  /** Has an app do something at a time, and reports what it did as one incident. */
  happen(atMs: number, report: Report, act: () => Outcome): void;
  /** The same over several times: one incident. */
  happenOften(times: readonly number[], report: Report, act: (atMs: number, turn: number) => Outcome): void;
  /** Declares the app as used on this account, as the person would. */
  uses(app: SyncApp, declared?: { readonly direction?: string; readonly device?: string; readonly sinceMs?: number }): void;
}

/** A scene on a stage; no number of records in it is above `largest`. */
export function openScene(stage: Stage, peopleFrom: number, largest = Infinity): Scene {
  const { random, moments } = stage;
  const told: ToldIncident[] = [];
  let people = peopleFrom;
  const startMs = moments[0] ?? 0;
  const phases = new Map<string, number>();
  const nextPass = (atMs: number, { id, everyMinutes }: SyncApp): number => {
    if (everyMinutes === undefined) return atMs;
    const everyMs = everyMinutes * 60_000;
    const phaseMs = phases.get(id) ?? random.integer(0, everyMs);
    phases.set(id, phaseMs);
    // Timers of programs are seconds late.
    return Math.floor((atMs - startMs) / everyMs) * everyMs + startMs + phaseMs + random.integer(0, 4000);
  };
  const fill = (store: Store, contents: readonly Content[], writers: readonly SyncApp[] = usualWriters(store.kind), folder?: string): readonly StoredItem[] =>
    populate(store, contents, writers, startMs, random, folder);
  const storeOf = (name: string, kind: StoreKind, itemKind: ItemKind): Store => {
    const isMailbox = kind === 'exchange';
    return stage.store(isMailbox ? 'mailbox' : name, kind, isMailbox ? ['contact', 'event', 'task'] : [itemKind]);
  };
  const scene: Scene = {
    stage,
    random,
    told,
    gap: moments.length > 2 ? random.integer(1, moments.length - 2) : 0,
    within(gap, app) {
      const [from = 0, to = from + 86_400_000] = [moments[gap], moments[gap + 1]];
      const atMs = Math.round(from + (to - from) * (0.15 + random.next() * 0.35));
      const passMs = app === undefined ? atMs : nextPass(atMs, app);
      return passMs > from && passMs < to - (to - from) / 4 ? passMs : atMs;
    },
    size: (from, to) => Math.min(largest, Math.round(from * (to / from) ** (random.next() ** 1.5))),
    book(name, kind, count, habits, writers) {
      const store = storeOf(name, kind, 'contact');
      fill(store, inventContacts(random, count, habits, people), writers);
      people += count;
      return store;
    },
    calendar(name, kind, count, habits, writers) {
      const store = storeOf(name, kind, 'event');
      fill(store, inventEvents(random, count, startMs, habits), writers);
      return store;
    },
    tasks(name, kind, count, repeating, writers) {
      const store = storeOf(name, kind, 'task');
      fill(store, inventTasks(random, count, startMs, repeating), writers);
      return store;
    },
    bookOf: (app, count, habits) => scene.book('book', random.pick(app.stores), count, habits),
    fill,
    some: (items, count) => random.shuffle(items).slice(0, count),
    happen: (atMs, report, act) => scene.happenOften([atMs], report, act),
    happenOften(times, report, act) {
      const outcomes: Outcome[] = [];
      told.push({ ...report, outcomes });
      times.forEach((atMs, turn) => stage.at(atMs, () => void outcomes.push(act(atMs, turn))));
    },
    uses(app, { direction, device, sinceMs = startMs - random.next() * YEAR_MS } = {}) {
      stage.declare(app, { since: new Date(sinceMs).toISOString().slice(0, 19) + 'Z', ...(direction === undefined ? {} : { direction }), ...(device === undefined ? {} : { device }) });
    },
  };
  return scene;
}

/** The people in an account, without lists of people. */
export function contactsIn(store: Store): readonly StoredItem[] {
  return store.items.filter(({ content }) => content.kind === 'contact' && content.members === null);
}

/** The records of one kind in an account. */
export function itemsIn(store: Store, kind: ItemKind): readonly StoredItem[] {
  return store.items.filter(({ content }) => content.kind === kind);
}
