import { AppError } from '../../shared/errors.ts';
import type { Collection, FetchedItem, Known } from '../connectors/connector.ts';
import { isSetAside } from './plan/request.ts';
import { readSteadily } from './read-steadily.ts';
import type { StepContext } from './step-writer.ts';

/** One item as it stands now; undefined where nothing stands under the key. */
export async function fetchOne(context: StepContext, key: string, signal: AbortSignal, collection: Collection = context.collection): Promise<FetchedItem | undefined> {
  const items = await readSteadily(context.clock, signal, () => context.connector.fetch(collection, [key], signal));
  const item = items.get(key);
  return item !== undefined && (item.state === 'live' || isSetAside(collection)) ? item : undefined;
}

/** What carries the step's marker, where the server makes the keys. */
export async function fetchMarked(context: StepContext, signal: AbortSignal): Promise<FetchedItem | undefined> {
  const { marker } = context.step;
  return marker === undefined ? undefined : fetchOne(context, marker, signal);
}

/** What stands under the step's UID in its collection, unless another step of this restore put it there. */
export async function fetchElsewhere(context: StepContext, signal: AbortSignal): Promise<FetchedItem | undefined> {
  const { uid } = context.step;
  if (uid === undefined || isSetAside(context.collection)) return undefined;
  const places = await readSteadily(context.clock, signal, () => context.connector.findByUid(context.collection, [uid], signal));
  const key = [...(places.get(uid) ?? [])].filter((candidate) => !context.isClaimed(candidate)).sort()[0];
  return key === undefined ? undefined : fetchOne(context, key, signal);
}

/**
 * Every item of the step's collection that no other step claims, read anew: the last way to find what has no name. Throws where the
 * listing is not whole, since it proves nothing then.
 */
export async function* listUnclaimed(context: StepContext, signal: AbortSignal): AsyncGenerator<FetchedItem> {
  for await (const item of context.connector.changes(context.collection, NOTHING_KNOWN, signal)) {
    if (item.type === 'checkpoint' && !item.complete) throw new AppError('answer-cut-off', { retry: 'later' });
    if (item.type === 'upsert' && item.problem === undefined && !context.isClaimed(item.key)) yield item;
  }
}

const NOTHING_KNOWN: Known = { cursor: null, count: 0, versionOf: () => undefined, keys: () => [], full: true };
