import { isObject, objectsAt, textAt } from '../../core/graph/json.ts';
import type { Collection, FetchedItem, SourceItem } from '../connector.ts';
import { inBatches, isGone, MOST_PARTS, type PartAnswer, readBatch, refusalOfPart } from './batch.ts';
import { type Body, type Fetched, fetchBodies } from './bodies.ts';
import { memberIn, withMembers } from './json-source.ts';
import { HAS_PICTURE_ID, kindOf, versionOf } from './kinds.ts';
import { type GraphSession, placeOf, segment } from './session.ts';

type Completed = Exclude<SourceItem, { readonly type: 'checkpoint' | 'same' | 'removal' }> | { readonly type: 'gone'; readonly key: string };

/**
 * Completes items with what neither list nor item brings along: the pictures of contacts that have one, the exceptions of series. Those that need
 * it wait for each other, so that every batch is full; at most twenty are held.
 */
export async function* completeItems(session: GraphSession, collection: Collection, items: AsyncIterable<Fetched> | Iterable<Fetched>, signal: AbortSignal): AsyncGenerator<Completed> {
  let waiting: Body[] = [];
  for await (const item of items) {
    if (item.type !== 'body') yield item;
    else if (!needsMore(session, collection, item)) yield itemOf(item, item.source);
    else {
      waiting.push(item);
      if (waiting.length < MOST_PARTS) continue;
      yield* complete(session, collection, waiting, true, signal);
      waiting = [];
    }
  }
  if (waiting.length > 0) yield* complete(session, collection, waiting, true, signal);
}

/** The item as it is handed on. */
export function itemOf(body: Body, source: string): FetchedItem {
  return { type: 'upsert', key: body.key, format: 'graph-json', raw: Buffer.from(source, 'utf8'), version: body.version, state: 'live' };
}

function needsMore(session: GraphSession, collection: Collection, body: Body): boolean {
  const { kind } = kindOf(collection);
  if (kind === 'event') return textAt(body.json, 'type') === 'seriesMaster';
  if (kind !== 'contact') return false;
  // Where the mark of a picture does not come along, each is asked for one.
  if ((session.learned.modesty.get('contact') ?? 0) > 1) return true;
  return objectsAt(body.json, 'singleValueExtendedProperties').some((one) => isPictureMark(textAt(one, 'id')) && textAt(one, 'value').toLowerCase() === 'true');
}

function isPictureMark(id: string): boolean {
  return id.toLowerCase() === HAS_PICTURE_ID.toLowerCase() || /\{00062004-0000-0000-c000-000000000046\} id 0x0*8015$/i.test(id);
}

async function* complete(session: GraphSession, collection: Collection, bodies: readonly Body[], mayReadAgain: boolean, signal: AbortSignal): AsyncGenerator<Completed> {
  const isSeries = kindOf(collection).kind === 'event';
  const place = (key: string) => (isSeries ? seriesPlace(session, key) : placeOf(`${session.mailbox}/contacts/${segment(key)}/photo/$value`));
  const changed: string[] = [];
  for (const group of inBatches(bodies)) {
    const answers = await readBatch(session, group.map(({ key }) => ({ id: key, place: place(key) })), signal);
    for (const body of group) {
      const answer = answers.get(body.key);
      if (isSeries && hasChanged(body, answer)) changed.push(body.key);
      else yield isSeries ? withSeries(body, answer) : withPhoto(body, answer);
    }
  }
  for await (const again of fetchBodies(session, collection, changed, signal)) {
    if (again.type !== 'body') yield again;
    else if (!needsMore(session, collection, again)) yield itemOf(again, again.source);
    else if (mayReadAgain) yield* complete(session, collection, [again], false, signal);
    else yield { type: 'unfetched', key: again.key, code: 'listing-contradicted' };
  }
}

/** event resource: both are given only where the master is read by its id. */
function seriesPlace(session: GraphSession, key: string): string {
  return placeOf(`${session.mailbox}/events/${segment(key)}`, { $select: 'id,changeKey,cancelledOccurrences,exceptionOccurrences', $expand: 'exceptionOccurrences' });
}

/** A series that changed between two answers: its parts would not be of one version. */
function hasChanged(body: Body, answer: PartAnswer | undefined): boolean {
  return isGone(answer) || (answer?.status === 200 && isObject(answer.body) && versionOf(answer.body) !== body.version);
}

function withSeries(body: Body, answer: PartAnswer | undefined): Completed {
  if (answer?.status !== 200 || !isObject(answer.body)) return { type: 'unfetched', key: body.key, code: refusalOfPart(answer, 'Calendars.Read').code };
  const members: Record<string, string> = {};
  for (const name of ['cancelledOccurrences', 'exceptionOccurrences']) {
    const span = memberIn(answer.source, name);
    if (span !== undefined) members[name] = answer.source.slice(span.from, span.to);
  }
  return itemOf(body, withMembers(body.source, members));
}

function withPhoto(body: Body, answer: PartAnswer | undefined): Completed {
  if (answer?.status === 200 && typeof answer.body === 'string') return itemOf(body, withMembers(body.source, { '@synctrace.photo': JSON.stringify(answer.body) }));
  // No picture, whatever the mark says.
  if (isGone(answer)) return itemOf(body, body.source);
  return { type: 'unfetched', key: body.key, code: refusalOfPart(answer, 'Contacts.Read').code };
}
