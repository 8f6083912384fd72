import { rememberNode, type XmlNode } from '../../core/ews/xml-node.ts';
import { withPhoto, wrapSeries } from '../../core/ews/wrapper.ts';
import type { RecordKind, RecordState } from '../../../shared/records.ts';
import type { FetchedItem } from '../connector.ts';
import type { EwsSession } from './ews-session.ts';
import { type GotItem, LARGEST_BATCH, getItems } from './get-items.ts';
import { type GotPhoto, getPhotos, photoIdOf } from './get-photos.ts';
import { kindOfElement } from './item-classes.ts';
import { wholeShape } from './item-shape.ts';
import { type XmlElement, child, childrenNamed } from './soap/xml-tree.ts';

/** A record as it stands now: whole, or why it is not here; `other` is what is no record. */
export type FetchedRecord = FetchedItem | Exclude<GotItem, { type: 'item' }> | { readonly type: 'other'; readonly key: string };

type WholeItem = Extract<GotItem, { type: 'item' }>;

/** Reads records of one kind whole: series with their exceptions, contacts with their pictures. Yields each id exactly once. */
export async function* fetchRecords(session: EwsSession, ids: readonly string[], kind: RecordKind, state: RecordState, signal: AbortSignal): AsyncGenerator<FetchedRecord> {
  // What belongs to several items is asked for together, as far as one request goes.
  let waiting: WholeItem[] = [];
  let parts = 0;
  for await (const batch of getItems(session, ids, wholeShape(kind), signal)) {
    for (const got of batch) {
      if (got.type !== 'item') yield got;
      else if (kindOfElement(got.element.name) === undefined) yield { type: 'other', key: got.key };
      else if (partsOf(got) === 0) yield recordOf(got, new Map(), new Map(), state);
      else {
        waiting.push(got);
        parts += partsOf(got);
      }
    }
    if (parts < LARGEST_BATCH) continue;
    yield* completed(session, waiting, state, signal);
    waiting = [];
    parts = 0;
  }
  yield* completed(session, waiting, state, signal);
}

/** `asked`: series that were asked for before because an exception of them was gone, with the versions they had. */
async function* completed(session: EwsSession, items: readonly WholeItem[], state: RecordState, signal: AbortSignal, asked?: ReadonlyMap<string, string>): AsyncGenerator<FetchedRecord> {
  const exceptions = new Map<string, GotItem>();
  for await (const batch of getItems(session, items.flatMap(occurrencesOf), wholeShape('event'), signal)) for (const got of batch) exceptions.set(got.key, got);
  const photos = await getPhotos(session, items.flatMap(({ element }) => photoIdOf(element) ?? []), signal);
  const changing: WholeItem[] = [];
  for (const item of items) {
    // A series that stayed as it was and names an exception that is gone each time is one that the server keeps so.
    const isSettled = asked?.get(item.key) === item.version || occurrencesOf(item).every((id) => exceptions.get(id)?.type !== 'gone');
    if (isSettled) yield recordOf(item, exceptions, photos, state);
    else if (asked === undefined) changing.push(item);
    else yield { type: 'failed', key: item.key, code: 'listing-contradicted' };
  }
  if (changing.length === 0) return;
  const again: WholeItem[] = [];
  for await (const batch of getItems(session, changing.map(({ key }) => key), wholeShape('event'), signal)) {
    for (const got of batch) {
      if (got.type === 'item') again.push(got);
      else yield got;
    }
  }
  yield* completed(session, again, state, signal, new Map(changing.map(({ key, version }) => [key, version])));
}

function recordOf(item: WholeItem, exceptions: ReadonlyMap<string, GotItem>, photos: ReadonlyMap<string, GotPhoto>, state: RecordState): FetchedRecord {
  const occurrences = occurrencesOf(item).flatMap((id) => exceptions.get(id) ?? []);
  const failed = occurrences.find((one) => one.type === 'failed');
  // A series without one of its exceptions would look as if that had been undone.
  if (failed !== undefined) return { type: 'failed', key: item.key, code: failed.code };
  const photo = photos.get(photoIdOf(item.element) ?? '');
  if (photo !== undefined && 'code' in photo) return { type: 'failed', key: item.key, code: photo.code };
  const master = photo === undefined ? item.source : withPhoto(item.source, photo.base64);
  const raw = wrapSeries(master, occurrences.flatMap((one) => (one.type === 'item' ? [one.source] : [])));
  const bytes = Buffer.from(raw, 'utf8');
  if (raw === item.source && item.element.isPlain === true) rememberNode(bytes, asNode(item.element));
  return { type: 'upsert', key: item.key, format: 'ews-xml', raw: bytes, version: item.version, state };
}

/** The same element as reading its source again would give it: names without what says their namespace. */
function asNode({ name, attributes, children, text }: XmlElement): XmlNode {
  const bare = Object.entries(attributes).map(([attribute, value]) => [localName(attribute), value] as const);
  return { name: localName(name), attributes: Object.fromEntries(bare), children: children.map(asNode), text };
}

function localName(name: string): string {
  return name.slice(Math.max(name.lastIndexOf(':'), name.lastIndexOf('}')) + 1);
}

function partsOf(item: WholeItem): number {
  return occurrencesOf(item).length + (photoIdOf(item.element) === undefined ? 0 : 1);
}

/** Ids of the changed occurrences of a series. */
function occurrencesOf(item: WholeItem): readonly string[] {
  return childrenNamed(child(item.element, 't:ModifiedOccurrences'), 't:Occurrence').flatMap((one) => child(one, 't:ItemId')?.attributes['Id'] ?? []);
}
