import { AppError } from '../../../shared/errors.ts';
import { RECORD_KINDS, type RecordKind } from '../../../shared/records.ts';
import type { Collection, Known, SourceItem } from '../connector.ts';
import { readCursor, writeCursor } from './cursor.ts';
import type { EwsSession } from './ews-session.ts';
import { fetchRecords } from './fetch-records.ts';
import { findStanding } from './find-standing.ts';
import { type ListedItem, listItems } from './list-items.ts';
import { type SyncedChanges, syncItems } from './sync-items.ts';

/**
 * The promise of `Connector.changes` for one folder. What changed is told by the sync and by a listing of ids and change keys; the listing
 * counts, and what only one of them has is asked for by its id before anything counts as gone.
 */
export async function* readChanges(session: EwsSession, collection: Collection, known: Known, signal: AbortSignal): AsyncGenerator<SourceItem> {
  const before = session.http.totals();
  const state = collection.state ?? 'live';
  const synced = await syncSince(session, collection, known, signal);
  const { listed, standing, isSettled } = await listSettled(session, collection.id, synced, known, signal);
  let because: string | undefined = isSettled ? undefined : 'listing-contradicted';

  const wanted = new Map<RecordKind, string[]>(RECORD_KINDS.map((kind) => [kind, []]));
  for (const item of listed.values()) {
    if (isUnchanged(item, synced, known)) yield { type: 'same', key: item.key, version: item.version };
    else wanted.get(item.kind)?.push(item.key);
  }
  for (const item of standing.values()) wanted.get(item.kind)?.push(item.key);
  let knownKeys: ReadonlySet<string> | undefined;
  for (const [kind, ids] of wanted) {
    for await (const record of fetchRecords(session, ids, kind, state, signal)) {
      if (record.type === 'upsert') yield record;
      else if (record.type === 'failed') {
        because ??= record.code;
        yield { type: 'unfetched', key: record.key, code: record.code };
      } else if (record.type === 'other' && (knownKeys ??= new Set(known.keys())).has(record.key)) {
        // It was a record and is listed as one: left out, it would count as deleted.
        because ??= 'answer-malformed';
        yield { type: 'unfetched', key: record.key, code: 'answer-malformed' };
      }
    }
  }
  const after = session.http.totals();
  const isComplete = because === undefined;
  yield {
    type: 'checkpoint',
    listing: 'full',
    complete: isComplete,
    ...(because === undefined ? {} : { because }),
    cursor: isComplete ? (synced === null ? null : writeCursor({ state: synced.state })) : known.cursor,
    requests: after.requests - before.requests,
    bytesIn: after.bytesIn - before.bytesIn,
  };
}

const MOST_LISTINGS = 3;

/** The listing, and what the server still has in this folder though the listing leaves it out: such a listing is asked for again. */
async function listSettled(session: EwsSession, folderId: string, synced: SyncedChanges | null, known: Known, signal: AbortSignal) {
  for (let tries = 1; ; tries += 1) {
    const { items: listed, isWhole } = await listItems(session, folderId, signal);
    const standing = await findStanding(session, folderId, missingFrom(listed, synced, known), signal);
    const isSettled = isWhole && standing.size === 0;
    if (isSettled || tries >= MOST_LISTINGS) return { listed, standing, isSettled };
  }
}

/** What the sync tells: since the last complete snapshot, or everything; null where this folder can't be synced (Recoverable Items of some servers). */
async function syncSince(session: EwsSession, collection: Collection, known: Known, signal: AbortSignal): Promise<SyncedChanges | null> {
  const state = known.full ? '' : (readCursor(known.cursor)?.state ?? '');
  try {
    return await syncItems(session, collection.id, state, signal);
  } catch (error) {
    signal.throwIfAborted();
    if (!(error instanceof AppError)) throw error;
    if (error.code === 'cursor-expired' && state !== '') {
      session.ports.log.info('ews.cursor-expired');
      return syncItems(session, collection.id, '', signal);
    }
    if (collection.state !== 'recoverable' || error.code !== 'server-error' || error.retry !== 'never') throw error;
    session.ports.log.info('ews.sync-refused');
    return null;
  }
}

/** Ids that are known or were just told by the sync, and are not in the listing, save those that the sync, too, calls gone. */
function missingFrom(listed: ReadonlyMap<string, ListedItem>, synced: SyncedChanges | null, known: Known): readonly string[] {
  const missing = new Set<string>();
  for (const key of known.keys()) if (!listed.has(key) && synced?.gone.has(key) !== true) missing.add(key);
  for (const [key, row] of synced?.present ?? []) if (!listed.has(key) && row.kind !== undefined) missing.add(key);
  return [...missing];
}

function isUnchanged(item: ListedItem, synced: SyncedChanges | null, known: Known): boolean {
  if (known.full || known.versionOf(item.key) !== item.version) return false;
  const told = synced?.present.get(item.key);
  return told === undefined || told.version === item.version;
}
