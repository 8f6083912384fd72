import { AppError } from '../../../shared/errors.ts';
import { MARKER_PROPERTY } from '../../core/exchange/mapi-properties.ts';
import { type JsonObject, objectsAt, textAt } from '../../core/graph/json.ts';
import type { Collection, Written } from '../connector.ts';
import { objectOf, readBatch } from './batch.ts';
import { isUnreadableId, listWhole } from './bodies.ts';
import { rawItemPlace } from './deleted-items.ts';
import { exportStream, importStream } from './streams.ts';
import { findAll } from './fetch-now.ts';
import { keepsDeleted, kindOf } from './kinds.ts';
import { MAILBOX_PERMISSION } from './mailbox-folders.ts';
import { mayBeMoved, searchKeyIn } from './mailbox-item.ts';
import type { GraphSession } from './session.ts';
import { furtherWrite, itemUrl, look, requireSilent, sendWrite, wholeOf } from './write.ts';

export interface Move {
  readonly from: Collection;
  readonly key: string;
  readonly to: Collection;
  readonly ifVersion: string;
  readonly marker: string;
}

/** A restore that was cut off is taken up again within so long. */
const NEW_MS = 24 * 3_600_000;

/**
 * The promise of `Connector.move`: a copy through export and import, with everything that the store holds. The stream cannot carry a mark, so that what
 * an import made whose answer was lost is looked up by the search key, which copies share, before anything is sent.
 */
export async function moveItem(session: GraphSession, move: Move, signal: AbortSignal): Promise<Written> {
  const { from, key, to, ifVersion, marker } = move;
  if (!keepsDeleted(from) || kindOf(to).kind === 'task') throw new AppError('not-supported', { context: { what: 'move' } });
  const item = await readItem(session, from, key, signal);
  if (item === null || textAt(item, 'changeKey') !== ifVersion) throw new AppError('write-conflict', { context: { status: item === null ? 404 : 200 } });
  if (!mayBeMoved(item)) throw new AppError('would-notify');
  const searchKey = searchKeyIn(item);
  if (searchKey === '') throw new AppError('not-supported', { context: { what: 'move' } });
  let made = await findMade(session, to, searchKey, signal);
  if (made === undefined) {
    const stream = await exportStream(session, key, ifVersion, signal);
    const imported = await importStream(session, to.id, stream, signal);
    // It stands there from now on: whatever is refused after it, the copy was made.
    made = await furtherWrite(async () => (await look(session, to, imported, signal))?.key ?? (await findMade(session, to, searchKey, signal)), signal);
    if (made === undefined) throw new AppError('server-unreachable', { retry: 'later' });
  }
  const madeKey = made;
  return furtherWrite(() => mark(session, to, madeKey, marker, signal), signal);
}

async function readItem(session: GraphSession, from: Collection, key: string, signal: AbortSignal): Promise<JsonObject | null> {
  const answers = await readBatch(session, [{ id: '1', place: await rawItemPlace(session, from, key, signal) }], signal);
  const answer = answers.get('1');
  return answer !== undefined && isUnreadableId(answer) ? null : objectOf(answer, MAILBOX_PERMISSION);
}

/**
 * What an earlier try made: it shares the search key, and is new. An older one is a copy that somebody else made, and nobody's to be marked.
 */
async function findMade(session: GraphSession, to: Collection, searchKey: string, signal: AbortSignal): Promise<string | undefined> {
  for (const key of await findBySearchKey(session, to, searchKey, signal)) {
    const candidate = await look(session, to, key, signal);
    const madeMs = Date.parse(textAt(candidate?.json ?? {}, 'createdDateTime'));
    if (candidate !== null && madeMs > session.ports.clock.nowMs() - NEW_MS) return candidate.key;
  }
  return undefined;
}

async function findBySearchKey(session: GraphSession, to: Collection, searchKey: string, signal: AbortSignal): Promise<readonly string[]> {
  try {
    const found = await findAll(session, to, [searchKey], (value) => `singleValueExtendedProperties/Any(ep: ep/id eq 'Binary 0x300B' and ep/value eq '${value}')`, signal);
    return found.get(searchKey) ?? [];
  } catch (error) {
    signal.throwIfAborted();
    if (!(error instanceof AppError) || error.context['status'] !== 400) throw error;
  }
  // A service that does not filter by binary values is asked for all.
  const keys: string[] = [];
  for await (const { key, json } of listWhole(session, to, signal)) if (searchKeyIn(json) === searchKey) keys.push(key);
  return keys;
}

/** Puts the mark of the restore on what was made, unless it has it. */
async function mark(session: GraphSession, to: Collection, key: string, marker: string, signal: AbortSignal): Promise<Written> {
  const standing = await look(session, to, key, signal);
  if (standing === null) throw new AppError('server-unreachable', { retry: 'later' });
  const isMarked = objectsAt(standing.json, 'singleValueExtendedProperties').some((one) => textAt(one, 'value') === marker);
  if (isMarked) return { key, version: standing.version };
  if (kindOf(to).kind === 'event') requireSilent(await wholeOf(session, to, standing, signal));
  const body = JSON.stringify({ singleValueExtendedProperties: [{ id: MARKER_PROPERTY.graphId, value: marker }] });
  const changed = await sendWrite(session, { method: 'PATCH', url: itemUrl(session, to, key), body, permission: kindOf(to).writePermission }, signal);
  const version = textAt(changed ?? {}, 'changeKey');
  return { key, ...(version === '' ? {} : { version }) };
}

