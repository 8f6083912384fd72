import { AppError } from '../../../shared/errors.ts';
import { type JsonObject, isObject, parseJsonObject, textAt } from '../../core/graph/json.ts';
import { hasGraphGuests } from '../../core/graph/scheduling.ts';
import type { Collection } from '../connector.ts';
import { type Body, fetchBodies } from './bodies.ts';
import { completeItems } from './complete-items.ts';
import { fromWriteRefusal } from './errors.ts';
import { type GraphRequest, refusalOf } from './http.ts';
import { itemsPath, kindOf } from './kinds.ts';
import { type GraphSession, segment, urlOf } from './session.ts';

/** Sends one write, once; answers with the object that came back, or null where none did. Throws what was refused. */
export async function sendWrite(session: GraphSession, request: Omit<GraphRequest, 'isWrite'>, signal: AbortSignal): Promise<JsonObject | null> {
  const answer = await session.http.send({ ...request, isWrite: true }, signal);
  if (answer.status < 200 || answer.status >= 300) throw fromWriteRefusal(refusalOf(answer, request.permission));
  if (answer.text === '') return null;
  try {
    const value: unknown = JSON.parse(answer.text);
    return isObject(value) ? value : null;
  } catch (cause) {
    // It was done, and what came back was cut: its end is unclear.
    throw new AppError('server-unreachable', { retry: 'later', context: { status: answer.status, requestId: answer.requestId }, cause });
  }
}

/** The item as it stands, or null where it is gone; throws where that can't be known. */
export async function look(session: GraphSession, collection: Collection, key: string, signal: AbortSignal): Promise<Body | null> {
  for await (const item of fetchBodies(session, collection, [key], signal)) {
    if (item.type === 'body') return item;
    if (item.type === 'gone') return null;
    throw new AppError('server-error', { retry: 'later', context: { status: 0 } });
  }
  return null;
}

/** Where one item is written: contacts and events answer for themselves, a task in its list. */
export function itemUrl(session: GraphSession, collection: Collection, key: string): URL {
  const { kind } = kindOf(collection);
  if (kind === 'task') return urlOf(session, `${itemsPath(session, collection)}/${segment(key)}`);
  return urlOf(session, `${session.mailbox}/${kind === 'contact' ? 'contacts' : 'events'}/${segment(key)}`);
}

/** RFC 9110 §13.1.1: what the service gave as the tag of this version. */
export function guardOf(body: Pick<Body, 'json' | 'version'>): Readonly<Record<string, string>> {
  return { 'if-match': textAt(body.json, '@odata.etag') || `W/"${body.version}"` };
}

/** The item with picture and exceptions; throws `write-conflict` where it is not of that version any more. */
export async function wholeOf(session: GraphSession, collection: Collection, body: Body, signal: AbortSignal): Promise<JsonObject> {
  for await (const item of completeItems(session, collection, [body], signal)) {
    if (item.type === 'gone') throw new AppError('write-conflict', { context: { status: 404 } });
    if (item.type !== 'upsert') throw new AppError('server-error', { retry: 'later' });
    if (item.version !== body.version) throw new AppError('write-conflict', { context: { status: 200 } });
    return parseJsonObject(item.raw);
  }
  throw new AppError('write-conflict', { context: { status: 404 } });
}

/** Throws `would-notify` for a whole event that is not the owner's alone: Graph tells the others of every change, and nothing keeps it silent. */
export function requireSilent(event: JsonObject): void {
  if (hasGraphGuests(Buffer.from(JSON.stringify(event), 'utf8'))) throw new AppError('would-notify');
}

/** A write that goes with another one which was done: whatever ends it leaves the item made in part, to be looked up by its mark. */
export async function furtherWrite<T>(write: () => Promise<T>, signal: AbortSignal): Promise<T> {
  try {
    return await write();
  } catch (error) {
    signal.throwIfAborted();
    if (!(error instanceof AppError)) throw error;
    throw new AppError('server-unreachable', { retry: 'later', context: error.context, cause: error });
  }
}
