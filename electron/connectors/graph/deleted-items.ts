import type { RecordKind } from '../../../shared/records.ts';
import { mapiPropertiesOf } from '../../core/exchange/mapi-properties.ts';
import { type JsonObject, textAt } from '../../core/graph/json.ts';
import type { Collection, FetchedItem, Known, SourceItem } from '../connector.ts';
import { inBatches, objectOf, readBatch } from './batch.ts';
import { isUnreadableId, PAGE_SIZE } from './bodies.ts';
import { mailboxItemsPath, MAILBOX_PERMISSION } from './mailbox-folders.ts';
import { CONTENT_IDS, contentOf } from './mailbox-item.ts';
import { readPages } from './pages.ts';
import type { Seen } from './seen.ts';
import { type GraphSession, placeOf, segment, urlOf } from './session.ts';

const BY_CLASS: readonly (readonly [string, RecordKind])[] = [['ipm.contact', 'contact'], ['ipm.appointment', 'event'], ['ipm.task', 'task']];

/** Which of the MAPI properties every mailbox item is asked for: who, when and which; no filter may name a hundred. */
const IDENTITY = ['PidTagCreatorName', 'PidTagLastModifierName', 'PidTagSearchKey', 'PidTagLastActiveParentEntryId', 'PidTagDeletedOn', 'PidLidCleanGlobalObjectId'];
const IDS: readonly string[] = [...new Set([...mapiPropertiesOf('event').filter(({ name }) => IDENTITY.includes(name)).map(({ graphId }) => graphId), ...CONTENT_IDS])];
const EXPAND = { $expand: `singleValueExtendedProperties($filter=${IDS.map((id) => `id eq '${id}'`).join(' or ')})` };

/** Contacts, events and tasks in a folder of the import and export API: what that shows, as far as a record can be made of it. */
export async function* readDeletedItems(session: GraphSession, collection: Collection, known: Known, seen: Seen, signal: AbortSignal): AsyncGenerator<SourceItem> {
  for await (const row of listDeleted(session, collection, seen, signal)) {
    const item = itemOf(row);
    if (item === null) continue;
    if (!known.full && known.versionOf(item.key) === item.version) yield { type: 'same', key: item.key, version: item.version };
    else yield item;
  }
  if (seen.count !== undefined && seen.keys.size < seen.count) seen.because ??= 'listing-contradicted';
  // Items leave Deleted Items for the dumpster unseen; those that still answer were not listed.
  const missing = known.count === 0 ? [] : [...known.keys()].filter((key) => !seen.keys.has(key));
  for (const item of (await fetchDeleted(session, collection, missing, signal)).values()) {
    seen.because ??= 'listing-contradicted';
    yield item;
  }
}

/** Every item of a folder, with its MAPI properties; pages are not held. */
export async function* listDeleted(session: GraphSession, collection: Collection, seen: Seen, signal: AbortSignal): AsyncGenerator<JsonObject> {
  const path = await mailboxItemsPath(session, collection.id, signal);
  for await (const page of readPages(session, urlOf(session, path, { $top: String(PAGE_SIZE), $count: 'true', ...EXPAND }), { permission: MAILBOX_PERMISSION }, signal)) {
    if (page.count !== undefined) seen.count = Math.max(seen.count ?? 0, page.count);
    for (const { json } of page.rows) {
      const key = textAt(json, 'id');
      if (seen.keys.has(key)) continue;
      seen.keys.add(key);
      yield json;
    }
  }
}

/** Items of a folder by their keys, as they stand now. */
export async function fetchDeleted(session: GraphSession, collection: Collection, keys: readonly string[], signal: AbortSignal): Promise<ReadonlyMap<string, FetchedItem>> {
  const found = new Map<string, FetchedItem>();
  if (keys.length === 0) return found;
  const path = await mailboxItemsPath(session, collection.id, signal);
  for (const group of inBatches(keys)) {
    const answers = await readBatch(session, group.map((key) => ({ id: key, place: placeOf(`${path}/${segment(key)}`, EXPAND) })), signal);
    for (const key of group) {
      const answer = answers.get(key);
      const json = answer !== undefined && isUnreadableId(answer) ? null : objectOf(answer, MAILBOX_PERMISSION);
      const item = json === null ? null : itemOf(json);
      if (item !== null) found.set(key, { ...item, key });
    }
  }
  return found;
}

/** Where one item is read as the API gives it. */
export async function rawItemPlace(session: GraphSession, collection: Collection, key: string, signal: AbortSignal): Promise<string> {
  return placeOf(`${await mailboxItemsPath(session, collection.id, signal)}/${segment(key)}`, EXPAND);
}

/** A mailbox item as a record; null where it is none of ours (mail, notes, lists). */
export function itemOf(json: JsonObject): FetchedItem | null {
  const itemClass = textAt(json, 'type').toLowerCase();
  const kind = BY_CLASS.find(([known]) => itemClass === known || itemClass.startsWith(`${known}.`))?.[1];
  const key = textAt(json, 'id');
  if (kind === undefined || key === '') return null;
  return { type: 'upsert', key, format: 'graph-json', raw: Buffer.from(JSON.stringify(contentOf(json, kind)), 'utf8'), version: textAt(json, 'changeKey'), state: 'deleted' };
}
