import { AppError } from '../../../shared/errors.ts';
import { MARKER_PROPERTY } from '../../core/exchange/mapi-properties.ts';
import { type JsonObject, objectsAt, textAt } from '../../core/graph/json.ts';
import type { Collection, Written } from '../connector.ts';
import { objectOf, readBatch } from './batch.ts';
import { type Body, isUnreadableId, listWhole } from './bodies.ts';
import { rawItemPlace } from './deleted-items.ts';
import { exportStream, importStream } from './streams.ts';
import { findAll } from './fetch-now.ts';
import { keepsDeleted, kindOf } from './kinds.ts';
import { MAILBOX_PERMISSION } from './mailbox-folders.ts';
import { mayBeMoved, searchKeyIn } from './mailbox-item.ts';
import type { GraphSession } from './session.ts';
import { furtherWrite, guardOf, itemUrl, look, requireSilent, sendWrite, wholeOf } from './write.ts';

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
 * an import made whose answer was lost is told by the search key, which copies share: it did not stand there before. Nothing else is claimed without
 * the mark; where an earlier try may have made what stands, the end is unclear.
 */
export async function moveItem(session: GraphSession, move: Move, signal: AbortSignal): Promise<Written> {
  const { from, key, to, ifVersion, marker } = move;
  if (!keepsDeleted(from) || kindOf(to).kind === 'task') throw new AppError('not-supported', { context: { what: 'move' } });
  const item = await readItem(session, from, key, signal);
  if (item === null || textAt(item, 'changeKey') !== ifVersion) throw new AppError('write-conflict', { context: { status: item === null ? 404 : 200 } });
  if (!mayBeMoved(item)) throw new AppError('would-notify');
  const searchKey = searchKeyIn(item);
  if (searchKey === '') throw new AppError('not-supported', { context: { what: 'move' } });
  const before = await findCopies(session, to, searchKey, signal);
  const marked = before.find(({ json }) => carries(json, marker));
  if (marked !== undefined) return { key: marked.key, version: marked.version };
  // An earlier try of this restore may have made it, or somebody else: nothing tells which.
  if (before.some(({ json }) => mayBeOfATry(json, item, session.ports.clock.nowMs()))) throw new AppError('server-unreachable', { retry: 'later', context: { copies: before.length } });
  const stream = await exportStream(session, key, ifVersion, signal);
  const made = await importOnce(session, to, { stream, searchKey, before }, signal);
  return furtherWrite(() => mark(session, to, made, marker, signal), signal);
}

/** The key of what one import made: by its answer, or where that was lost as the one copy that did not stand there before. */
async function importOnce(session: GraphSession, to: Collection, what: { readonly stream: string; readonly searchKey: string; readonly before: readonly Body[] }, signal: AbortSignal): Promise<string> {
  let lost: AppError | undefined;
  try {
    const imported = await importStream(session, to.id, what.stream, signal);
    // It stands there from now on: whatever is refused after it, the copy was made.
    const found = imported === '' ? null : await furtherWrite(() => look(session, to, imported, signal), signal);
    if (found !== null) return found.key;
  } catch (error) {
    signal.throwIfAborted();
    if (!(error instanceof AppError) || (error.code !== 'server-unreachable' && error.code !== 'server-timeout')) throw error;
    lost = error;
  }
  const stood = new Set(what.before.map(({ key }) => key));
  const [made, ...more] = (await furtherWrite(() => findCopies(session, to, what.searchKey, signal), signal)).filter(({ key }) => !stood.has(key));
  if (made === undefined || more.length > 0) throw lost ?? new AppError('server-unreachable', { retry: 'later', context: { copies: more.length } });
  return made.key;
}

async function readItem(session: GraphSession, from: Collection, key: string, signal: AbortSignal): Promise<JsonObject | null> {
  const answers = await readBatch(session, [{ id: '1', place: await rawItemPlace(session, from, key, signal) }], signal);
  const answer = answers.get('1');
  return answer !== undefined && isUnreadableId(answer) ? null : objectOf(answer, MAILBOX_PERMISSION);
}

/** What shares the search key of an item in a collection, as it stands there. */
async function findCopies(session: GraphSession, to: Collection, searchKey: string, signal: AbortSignal): Promise<readonly Body[]> {
  const found: Body[] = [];
  for (const key of await findBySearchKey(session, to, searchKey, signal)) {
    const copy = await look(session, to, key, signal);
    if (copy !== null) found.push(copy);
  }
  return found;
}

/** Whether a copy is so new that an earlier try may have made it; one that has the original's own time says nothing of its age. */
function mayBeOfATry(copy: JsonObject, original: JsonObject, nowMs: number): boolean {
  const [madeMs, originalMs] = [copy, original].map((one) => Date.parse(textAt(one, 'createdDateTime')));
  return madeMs === undefined || Number.isNaN(madeMs) || madeMs === originalMs || madeMs > nowMs - NEW_MS;
}

function carries(json: JsonObject, marker: string): boolean {
  return objectsAt(json, 'singleValueExtendedProperties').some((one) => textAt(one, 'value') === marker);
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
  if (carries(standing.json, marker)) return { key, version: standing.version };
  if (kindOf(to).kind === 'event') requireSilent(await wholeOf(session, to, standing, signal));
  const body = JSON.stringify({ singleValueExtendedProperties: [{ id: MARKER_PROPERTY.graphId, value: marker }] });
  const changed = await sendWrite(session, { method: 'PATCH', url: itemUrl(session, to, key), body, headers: guardOf(standing), permission: kindOf(to).writePermission }, signal);
  const version = textAt(changed ?? {}, 'changeKey');
  return { key, ...(version === '' ? {} : { version }) };
}

