import { AppError, type ErrorCode } from '../../shared/errors.ts';
import type { Collection, Connector, FetchedItem, NewItem, SourceItem } from '../connectors/connector.ts';
import { DELETED, textOf, uidOfText, type FakeItem, type FakeServer } from './fake-server.ts';

export const CALL_OPS = ['probe', 'collections', 'fetch', 'findByUid', 'create', 'update', 'delete', 'move', 'mark', 'findSetAside'] as const;

/** One request of a program to the fake server; `number` counts from 0 over the life of the program. */
export interface Call {
  readonly op: (typeof CALL_OPS)[number];
  readonly number: number;
}

/**
 * What goes wrong with a request. `lost-request`: it never arrives; `lost-reply`, `late-reply`: it is done, the answer is lost or too
 * late; `throttled`, `barred`: wait some seconds, an hour; `dropped`: the server says yes and stores nothing; `cut-before`, `cut-after`: the program dies with the request unsent or done.
 */
export const FAULTS = ['lost-request', 'lost-reply', 'late-reply', 'throttled', 'barred', 'refused', 'failing', 'dropped', 'cut-before', 'cut-after'] as const;
export type Fault = (typeof FAULTS)[number];

/** The program was ended from outside: nothing of it runs on. */
export class Cut extends Error {}

/** Whether a program still lives; shared by its connector and its journal, so that nothing of it acts after a cut. */
export interface Life {
  isCut: boolean;
}

/** A program's connection to a fake server, with the faults a test asks for. The connector itself never repeats anything. */
export function connectFake(server: FakeServer, faultOf: (call: Call) => Fault | undefined = () => undefined, life: Life = { isCut: false }): Connector & { readonly calls: readonly Call[] } {
  const calls: Call[] = [];

  async function request<T>(op: Call['op'], signal: AbortSignal, act: () => T, ifDropped?: () => T): Promise<T> {
    await Promise.resolve();
    if (life.isCut) throw new Cut();
    signal.throwIfAborted();
    const call = { op, number: calls.length };
    calls.push(call);
    const fault = faultOf(call);
    if (fault === 'cut-before') return cut(life);
    if (fault === 'throttled') throw new AppError('server-throttled', { retry: 'later', context: { status: 429, retryAfterSeconds: 3 } });
    if (fault === 'barred') throw new AppError('server-throttled', { retry: 'later', context: { status: 429, retryAfterSeconds: 3600 } });
    if (fault === 'refused') throw new AppError('write-refused', { context: { status: 403 } });
    if (fault === 'failing') throw new AppError('server-error', { retry: 'later', context: { status: 500 } });
    if (fault === 'lost-request') throw new AppError('server-unreachable', { retry: 'later' });
    const result = fault === 'dropped' && ifDropped ? ifDropped() : act();
    if (fault === 'cut-after') return cut(life);
    if (fault === 'lost-reply') throw new AppError('server-unreachable', { retry: 'later' });
    if (fault === 'late-reply') throw new AppError('server-timeout', { retry: 'later' });
    return result;
  }

  function itemsOf(collection: Collection): Map<string, FakeItem> {
    const items = server.collections.get(collection.id);
    if (items === undefined) throw new AppError('collection-gone');
    return items;
  }

  function guarded(collection: Collection, key: string, ifVersion: string): FakeItem {
    const item = itemsOf(collection).get(key);
    if (item?.version !== ifVersion) throw new AppError('write-conflict', { context: { status: 412 } });
    return item;
  }

  return {
    calls,
    probe: (signal) =>
      request('probe', signal, () => ({
        canWrite: server.habits.canWrite ?? true,
        incremental: false,
        scheduling: server.habits.scheduling ?? 'none',
        product: 'unknown',
        notCaptured: [],
        keys: server.habits.keys ?? 'wanted',
        undelete: server.habits.undelete ?? 'none',
      })),
    collections: (signal) => request('collections', signal, () => server.describe()),
    async *changes(collection, known, signal): AsyncGenerator<SourceItem> {
      const items = await request('fetch', signal, () => [...itemsOf(collection)]);
      for (const [key, item] of items) yield known.versionOf(key) === item.version && !known.full ? { type: 'same', key, version: item.version } : fetched(server, collection, key, item);
      yield { type: 'checkpoint', listing: 'full', complete: true, cursor: null, requests: 1, bytesIn: items.reduce((sum, [, item]) => sum + item.raw.length, 0) };
    },
    fetch: (collection, keys, signal) =>
      request('fetch', signal, () => new Map(keys.flatMap((key) => foundItem(server, collection, itemsOf(collection), key)))),
    findByUid: (collection, uids, signal) =>
      request('findByUid', signal, () => {
        const places = new Map<string, string[]>();
        for (const [key, item] of itemsOf(collection)) {
          const uid = uidOfText(textOf(item.raw));
          if (uid !== undefined && uids.includes(uid)) places.set(uid, [...(places.get(uid) ?? []), key]);
        }
        return places;
      }),
    create: (collection, item, signal) => request('create', signal, () => create(server, itemsOf(collection), collection, item), () => ({ key: server.habits.keys === 'given' ? 'nowhere' : (item.wantedKey ?? 'nowhere') })),
    update: (collection, key, item, ifVersion, signal) =>
      request(
        'update',
        signal,
        () => {
          guarded(collection, key, ifVersion);
          server.put(collection.id, key, textOf(item.raw));
          return { key };
        },
        () => ({ key }),
      ),
    delete: (collection, key, ifVersion, signal) =>
      request(
        'delete',
        signal,
        () => {
          if (!itemsOf(collection).has(key)) return;
          guarded(collection, key, ifVersion);
          server.remove(collection.id, key);
        },
        () => undefined,
      ),
    findSetAside: (items, signal) =>
      request('findSetAside', signal, () => {
        const aside = server.describe().filter(({ state }) => state === 'deleted');
        const lying = aside.flatMap((collection) => [...itemsOf(collection)].map(([key, item]) => ({ collection, item: fetched(server, collection, key, item), keys: item.keys })));
        return new Map(items.flatMap(({ key }) => lying.filter(({ keys }) => keys.includes(key)).map(({ collection, item }) => [key, { collection, item }] as const)));
      }),
    async move(from, key, to, ifVersion, marker, signal) {
      const isCopied = from.id === DELETED && server.habits.movesNothingDeleted === true;
      const carry = () => {
        guarded(from, key, ifVersion);
        const way = isCopied || server.habits.undelete === 'copy' ? 'copy' : 'move';
        return { key: server.carry(way, from.id, key, to.id, isCopied ? undefined : marker) };
      };
      const carried = await request('move', signal, carry, () => ({ key: 'nowhere' }));
      if (isCopied && itemsOf(to).has(carried.key)) await request('mark', signal, () => server.mark(to.id, carried.key, marker));
      return carried;
    },
    keyFor: (collection, seed) => `${collection.id}/${encodeURIComponent(seed)}`,
    close: () => Promise.resolve(),
  };
}

function create(server: FakeServer, items: ReadonlyMap<string, FakeItem>, collection: Collection, item: NewItem): { readonly key: string } {
  if (server.habits.keys === 'given') return createMarked(server, items, collection, item);
  const wanted = item.wantedKey ?? `${collection.id}/${items.size}`;
  const key = server.habits.rekey?.(wanted) ?? wanted;
  const uid = uidOfText(textOf(item.raw));
  const hasUid = [...items.values()].some((held) => uid !== undefined && uidOfText(textOf(held.raw)) === uid);
  const code: ErrorCode | undefined = items.has(key) || (server.habits.uniqueUid && hasUid) ? 'write-conflict' : undefined;
  if (code) throw new AppError(code, { context: { status: 412 } });
  server.put(collection.id, key, textOf(item.raw));
  return { key };
}

function createMarked(server: FakeServer, items: ReadonlyMap<string, FakeItem>, collection: Collection, item: NewItem): { readonly key: string } {
  const isTaken = item.wantedKey !== undefined && [...items.values()].some(({ marker }) => marker === item.wantedKey);
  if (isTaken) throw new AppError('write-conflict', { context: { status: 412 } });
  const key = server.freshKey();
  server.put(collection.id, key, textOf(item.raw), item.wantedKey);
  return { key };
}

/** By its key or, where the server makes the keys, by its marker. */
function foundItem(server: FakeServer, collection: Collection, items: ReadonlyMap<string, FakeItem>, key: string): readonly (readonly [string, FetchedItem])[] {
  const found = [...items].find(([realKey, { marker }]) => realKey === key || (server.habits.keys === 'given' && marker === key));
  return found === undefined ? [] : [[key, fetched(server, collection, ...found)]];
}

function fetched(server: FakeServer, collection: Collection, key: string, item: FakeItem): FetchedItem {
  return { type: 'upsert', key, format: server.format, raw: item.raw, version: item.version, state: collection.state ?? 'live' };
}

function cut(life: Life): never {
  life.isCut = true;
  throw new Cut();
}
