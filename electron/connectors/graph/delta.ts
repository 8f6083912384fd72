import { AppError } from '../../../shared/errors.ts';
import { isObject, textAt } from '../../core/graph/json.ts';
import type { Collection } from '../connector.ts';
import { PAGE_SIZE } from './bodies.ts';
import type { GraphCursor } from './cursor.ts';
import { itemsPath, kindOf } from './kinds.ts';
import { readPages } from './pages.ts';
import { type GraphSession, urlOf } from './session.ts';

/** What a delta query says: a second witness beside the listing. */
export interface Delta {
  /** Begun anew, so that `changed` is all that there is. */
  readonly isWhole: boolean;
  readonly changed: ReadonlySet<string>;
  readonly removed: ReadonlySet<string>;
  readonly next: GraphCursor;
}

/**
 * What changed since the cursor, by id, or all ids where there is no cursor or its state has expired. Null where the service gives no delta
 * of this collection, or one without an end: then the listing stands alone.
 */
export async function askDelta(session: GraphSession, collection: Collection, cursor: GraphCursor | null, signal: AbortSignal): Promise<Delta | null> {
  if (!kindOf(collection).hasDelta) return null;
  try {
    if (cursor !== null) return await drain(session, collection, new URL(cursor.link, session.base), false, signal);
  } catch (error) {
    signal.throwIfAborted();
    if (!(error instanceof AppError) || !isRefusedLink(error)) throw error;
    session.ports.log.info('graph.cursor-refused', { code: error.code });
  }
  try {
    return await drain(session, collection, urlOf(session, `${itemsPath(session, collection)}/delta`, { $select: 'id' }), true, signal);
  } catch (error) {
    signal.throwIfAborted();
    if (!(error instanceof AppError) || !isRefusedLink(error)) throw error;
    session.ports.log.warn('graph.no-delta', { code: error.code });
    return null;
  }
}

function isRefusedLink(error: AppError): boolean {
  return error.code === 'cursor-expired' || error.code === 'answer-malformed' || error.code === 'answer-not-exchange' || (error.code === 'server-error' && error.retry === 'never');
}

/** Replays, duplicates and empty pages are to be expected (delta query overview); what was said last of an id counts. */
async function drain(session: GraphSession, collection: Collection, first: URL, isWhole: boolean, signal: AbortSignal): Promise<Delta | null> {
  const changed = new Set<string>();
  const removed = new Set<string>();
  let link = '';
  for await (const page of readPages(session, first, { permission: kindOf(collection).permission, maxPageSize: PAGE_SIZE }, signal)) {
    for (const { json } of page.rows) {
      const id = textAt(json, 'id');
      const isGone = isObject(json['@removed']);
      (isGone ? changed : removed).delete(id);
      (isGone ? removed : changed).add(id);
    }
    link = page.deltaLink ?? '';
  }
  if (!URL.canParse(link, session.base.href)) return null;
  const { pathname, search } = new URL(link, session.base);
  return link === '' ? null : { isWhole, changed, removed, next: { link: pathname + search } };
}
