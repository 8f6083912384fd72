import type { SeededRandom } from '../seeded-random.ts';
import type { ItemKind } from './content.ts';
import { createStore, type Store } from './store.ts';
import { takePicture, type Picture } from './take-picture.ts';
import type { StoreKind, SyncApp } from './sync-app.ts';

export interface DeclaredApp {
  readonly app: string;
  readonly since?: string;
  readonly device?: string;
  readonly direction?: string;
}

export interface DeclaredEvent {
  readonly at: string;
  readonly type: string;
  readonly app?: string;
  readonly text: string;
}

/** Where a story is played: accounts, a timeline, and what people say about it afterwards. */
export interface Stage {
  readonly random: SeededRandom;
  /** When snapshots are taken. */
  readonly moments: readonly number[];
  readonly stores: Store[];
  readonly apps: DeclaredApp[];
  readonly events: DeclaredEvent[];
  readonly pictures: Picture[];
  /** The account of that name, made where there is none. */
  store(name: string, kind: StoreKind, itemKinds: readonly ItemKind[]): Store;
  /** Has something happen at its time, whichever scene asked for it first. */
  at(atMs: number, act: () => void): void;
  /** Says that the person uses this app, as an inventory would. */
  declare(app: SyncApp, declared?: Omit<DeclaredApp, 'app'>): void;
  say(event: DeclaredEvent): void;
  /** Changes the picture that is taken of an account at a moment; null leaves it out. */
  spoil(store: string, moment: number, change: (picture: Picture) => Picture | null): void;
}

/** A stage with snapshots at these moments. */
export function openStage(random: SeededRandom, moments: readonly number[]): Stage & { play(): void } {
  const planned: { readonly atMs: number; readonly act: () => void }[] = [];
  const spoilers = new Map<string, (picture: Picture) => Picture | null>();
  const [stores, apps, events, pictures]: [Store[], DeclaredApp[], DeclaredEvent[], Picture[]] = [[], [], [], []];
  return {
    random,
    moments,
    stores,
    apps,
    events,
    pictures,
    store(name, kind, itemKinds) {
      const known = stores.find((store) => store.name === name);
      if (known !== undefined) return known;
      const made = createStore(name, kind, itemKinds, random);
      stores.push(made);
      return made;
    },
    at(atMs, act) {
      planned.push({ atMs, act });
    },
    declare(app, declared) {
      const told = { app: app.id, direction: app.direction, ...declared };
      if (!apps.some((one) => one.app === told.app && one.device === told.device)) apps.push(told);
    },
    say(event) {
      events.push(event);
    },
    spoil(store, moment, change) {
      spoilers.set(`${store} ${moment}`, change);
    },
    play() {
      moments.forEach((atMs, moment) => {
        planned.push({
          atMs,
          act: () =>
            stores.forEach((store, order) => {
              const picture: Picture | null = takePicture(store, moment, atMs + order * 40_000);
              const kept = spoilers.get(`${store.name} ${moment}`)?.(picture) ?? (spoilers.has(`${store.name} ${moment}`) ? null : picture);
              if (kept !== null) pictures.push(kept);
            }),
        });
      });
      while (planned.length > 0) {
        const next = planned.reduce((earliest, one) => (one.atMs < earliest.atMs ? one : earliest));
        planned.splice(planned.indexOf(next), 1);
        next.act();
      }
    },
  };
}
