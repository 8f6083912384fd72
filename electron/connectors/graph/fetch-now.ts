import { AppError, isErrorCode } from '../../../shared/errors.ts';
import { graphMarkerFilter, graphOriginFilter, isMarker, MARKER_APPLICATION } from '../../core/exchange/mapi-properties.ts';
import { type JsonObject, objectsAt, textAt } from '../../core/graph/json.ts';
import type { Collection, FetchedItem } from '../connector.ts';
import { originOf } from '../exchange/origin-of.ts';
import { inBatches, objectOf, readBatch } from './batch.ts';
import { fetchBodies, listWhole } from './bodies.ts';
import { completeItems } from './complete-items.ts';
import { fetchDeleted } from './deleted-items.ts';
import { itemsPath, keepsDeleted, kindOf } from './kinds.ts';
import { requireRowsOf } from './part-rows.ts';
import { type GraphSession, placeOf } from './session.ts';

/** The promise of `Connector.fetch`: a mark of a restore is looked up, and what carries it is answered under it. */
export async function fetchNow(session: GraphSession, collection: Collection, keys: readonly string[], signal: AbortSignal): Promise<ReadonlyMap<string, FetchedItem>> {
  const wanted = [...new Set(keys)];
  if (keepsDeleted(collection)) return fetchDeleted(session, collection, wanted.filter((key) => !isMarker(key)), signal);
  const marked = await findMarked(session, collection, wanted.filter(isMarker), signal);
  const found = new Map<string, FetchedItem>();
  const asked = new Set([...wanted.filter((key) => !isMarker(key)), ...marked.values()]);
  for await (const item of completeItems(session, collection, fetchBodies(session, collection, asked, signal), signal)) {
    if (item.type === 'upsert') found.set(item.key, item);
    // A key that is left out would count as gone.
    else if (item.type === 'unfetched') throw new AppError(isErrorCode(item.code) ? item.code : 'server-error', { retry: 'later' });
  }
  for (const [marker, key] of marked) {
    const item = found.get(key);
    if (item === undefined) continue;
    found.set(marker, item);
    if (!wanted.includes(key)) found.delete(key);
  }
  return found;
}

/** The keys of the items that carry marks, by mark; one that nobody carries is left out. */
export async function findMarked(session: GraphSession, collection: Collection, markers: readonly string[], signal: AbortSignal): Promise<ReadonlyMap<string, string>> {
  if (markers.length === 0) return new Map();
  return kindOf(collection).kind === 'task' ? findLinked(session, collection, new Set(markers), signal) : findByFilter(session, collection, markers, graphMarkerFilter, signal);
}

/** The promise of `Connector.findByUid`: events alone are found by their own; what a restore made by either protocol is known by its origin. */
export async function findByUid(session: GraphSession, collection: Collection, uids: readonly string[], signal: AbortSignal): Promise<ReadonlyMap<string, readonly string[]>> {
  if (keepsDeleted(collection) || kindOf(collection).kind === 'task') return new Map();
  const wanted = [...new Set(uids)];
  const made = await findAll(session, collection, wanted, (uid) => graphOriginFilter(originOf(uid)), signal);
  const own = kindOf(collection).kind === 'event' ? await findAll(session, collection, wanted, (uid) => `iCalUId eq '${uid.replaceAll("'", "''")}'`, signal) : new Map<string, readonly string[]>();
  return new Map(wanted.map((uid) => [uid, [...new Set([...(own.get(uid) ?? []), ...(made.get(uid) ?? [])])]] as const).filter(([, keys]) => keys.length > 0));
}

/** The items of a collection that pass a filter for each value; the service counts them too. */
export async function findAll(session: GraphSession, collection: Collection, values: readonly string[], filterOf: (value: string) => string, signal: AbortSignal): Promise<ReadonlyMap<string, readonly string[]>> {
  const { permission } = kindOf(collection);
  const found = new Map<string, readonly string[]>();
  for (const group of inBatches(values)) {
    const path = itemsPath(session, collection);
    const query = (value: string) => ({ $filter: filterOf(value), $select: 'id', $top: '50' });
    const parts = group.map((value, index) => ({ id: String(index), place: placeOf(path, { ...query(value), $count: 'true' }) }));
    const answers = await readBatch(session, parts, signal);
    for (const [index, value] of group.entries()) {
      const answer = answers.get(String(index));
      // One that can't be counted is listed by itself; a page that was cut would say that there is none.
      const body = answer?.status === 400 ? {} : objectOf(answer, permission);
      if (body === null) throw new AppError('collection-gone');
      const keys = (await requireRowsOf(session, body, { path, query: query(value), permission }, signal)).map((row) => textAt(row, 'id'));
      if (keys.length > 0) found.set(value, keys);
    }
  }
  return found;
}

async function findByFilter(session: GraphSession, collection: Collection, markers: readonly string[], filterOf: (marker: string) => string, signal: AbortSignal): Promise<ReadonlyMap<string, string>> {
  const found = await findAll(session, collection, markers, filterOf, signal);
  return new Map([...found].flatMap(([marker, [key]]) => (key === undefined ? [] : [[marker, key] as const])));
}

/** To Do has no extended properties, and no filter for what is linked: the mark is looked for in all tasks. */
async function findLinked(session: GraphSession, collection: Collection, markers: ReadonlySet<string>, signal: AbortSignal): Promise<ReadonlyMap<string, string>> {
  const found = new Map<string, string>();
  for await (const { key, json } of listWhole(session, collection, signal)) {
    const marker = markerOf(json);
    if (markers.has(marker) && !found.has(marker)) found.set(marker, key);
  }
  return found;
}

function markerOf(task: JsonObject): string {
  const link = objectsAt(task, 'linkedResources').find((one) => textAt(one, 'applicationName') === MARKER_APPLICATION && isMarker(textAt(one, 'externalId')));
  return textAt(link ?? {}, 'externalId');
}
