import { AppError } from '../../../shared/errors.ts';
import { readAhead } from '../dav/read-ahead.ts';
import { fromResponseCode } from './errors.ts';
import type { EwsSession } from './ews-session.ts';
import { matchMessages } from './match-messages.ts';
import { ownText } from './own-text.ts';
import type { ResponseMessage } from './soap/response-messages.ts';
import { element } from './soap/write-xml.ts';
import { type XmlElement, child } from './soap/xml-tree.ts';

/** What became of one item that was asked for. */
export type GotItem =
  | { readonly type: 'item'; readonly key: string; readonly version: string; readonly element: XmlElement; readonly source: string }
  | { readonly type: 'gone'; readonly key: string }
  | { readonly type: 'failed'; readonly key: string; readonly code: string };

export const LARGEST_BATCH = 50;

/** The server says of such an id that there is nothing behind it. */
const GONE: ReadonlySet<string> = new Set(['ErrorItemNotFound', 'ErrorCalendarOccurrenceIsDeletedFromRecurrence', 'ErrorInvalidIdMalformed', 'ErrorInvalidId']);
/** These say something of the request or of one item in it; what says more ends the call. */
const SPLIT_ON: ReadonlySet<string> = new Set(['server-throttled', 'server-timeout', 'server-error', 'answer-cut-off', 'answer-malformed', 'answer-too-large', 'server-unreachable']);
/** An item that alone makes the server fail is left out, and named; where the server itself is away, nothing is said of an item. */
const BLAMED: ReadonlySet<string> = new Set(['server-timeout', 'server-error', 'answer-malformed', 'answer-too-large']);
const MOST_TRIES = 8;
/** An item that makes the server fail again and again has a reason of its own. */
const MOST_FAILURES = 3;

/** The items behind these ids in any order, each exactly once, in batches that shrink while the server is busy and grow again. */
export async function* getItems(session: EwsSession, ids: readonly string[], shape: string, signal: AbortSignal, largest = LARGEST_BATCH): AsyncGenerator<readonly GotItem[]> {
  const pace = { size: largest, calm: 0 };
  const batches = function* (): Generator<readonly string[]> {
    for (let at = 0; at < ids.length; ) {
      const batch = ids.slice(at, at + pace.size);
      at += batch.length;
      yield batch;
    }
  };
  const worker = async (batch: readonly string[], either: AbortSignal): Promise<readonly GotItem[]> => {
    const got: GotItem[] = [];
    let parts: readonly (readonly string[])[] = [batch];
    for (let tries = 1; parts.length > 0; tries += 1) {
      const left: (readonly string[])[] = [];
      for (const part of parts) {
        const result = await tryBatch(session, part, shape, tries, either);
        got.push(...result.got);
        if (result.left.length > 0) left.push(...halved(result.left));
      }
      pace.calm = left.length > 0 ? 0 : pace.calm + 1;
      if (left.length > 0) pace.size = Math.max(1, Math.min(pace.size, Math.ceil(batch.length / 2)));
      else if (pace.calm >= 4 && pace.size < largest) {
        pace.size = Math.min(largest, pace.size * 2);
        pace.calm = 0;
      }
      parts = left;
    }
    return got;
  };
  yield* readAhead(batches(), worker, session.limits.chunksInFlight, signal);
}

/** One try at a batch: what came, and what is to be asked for again. */
async function tryBatch(session: EwsSession, batch: readonly string[], shape: string, tries: number, signal: AbortSignal): Promise<{ readonly got: readonly GotItem[]; readonly left: readonly string[] }> {
  try {
    const ids = element('m:ItemIds', batch.map((id) => element('t:ItemId', '', { Id: id })).join(''));
    const { messages } = await session.http.call({ operation: 'GetItem', body: element('m:GetItem', shape + ids), cutsItems: true, attempts: 1 }, signal);
    const got: GotItem[] = [];
    const left: string[] = [];
    for (const { key, message } of matchMessages(batch, messages, idOfItem)) {
      if (message === undefined) left.push(key);
      else if (message.isGood) got.push(readItem(key, child(message.element, 'm:Items')?.children[0]));
      else if (GONE.has(message.code)) got.push({ type: 'gone', key });
      else {
        const error = fromResponseCode(message.code, { isWrite: false });
        if (error.retry === 'later' && tries < (error.code === 'server-throttled' ? MOST_TRIES : MOST_FAILURES)) left.push(key);
        else got.push({ type: 'failed', key, code: error.code });
      }
    }
    if (left.length > 0) await session.http.pause(new AppError('server-throttled', { retry: 'later' }), tries, signal);
    return { got, left };
  } catch (error) {
    signal.throwIfAborted();
    if (!(error instanceof AppError) || !SPLIT_ON.has(error.code)) throw error;
    if (tries >= MOST_TRIES || (batch.length === 1 && tries > 2 && BLAMED.has(error.code))) {
      if (batch.length > 1 || !BLAMED.has(error.code)) throw error;
      return { got: batch.map((key) => ({ type: 'failed', key, code: error.code })), left: [] };
    }
    if (error.retry !== 'never') await session.http.pause(error, tries, signal);
    return { got: [], left: batch };
  }
}

function idOfItem(message: ResponseMessage): string | undefined {
  return child(child(message.element, 'm:Items')?.children[0], 't:ItemId')?.attributes['Id'];
}

function readItem(key: string, item: XmlElement | undefined): GotItem {
  const version = child(item, 't:ItemId')?.attributes['ChangeKey'] ?? '';
  if (item?.source === undefined || version === '') return { type: 'failed', key, code: 'answer-malformed' };
  return { type: 'item', key, version: ownText(version), element: item, source: item.source };
}

function halved(keys: readonly string[]): readonly (readonly string[])[] {
  const middle = Math.ceil(keys.length / 2);
  return keys.length === 1 ? [keys] : [keys.slice(0, middle), keys.slice(middle)];
}
