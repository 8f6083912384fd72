import { AppError } from '../../../shared/errors.ts';
import { type JsonObject, textAt } from '../../core/graph/json.ts';
import type { Collection } from '../connector.ts';
import type { Row } from './answers.ts';
import { inBatches, objectOf, readBatch, refusalOfPart } from './batch.ts';
import { type GraphKind, itemsPath, kindOf, versionOf } from './kinds.ts';
import { type Page, readPages } from './pages.ts';
import { type GraphSession, placeOf, segment, urlOf } from './session.ts';

/** An item with its own text, before what has to be asked for apart. */
export interface Body {
  readonly type: 'body';
  readonly key: string;
  readonly version: string;
  readonly json: JsonObject;
  readonly source: string;
}
/** What became of a key that was asked for. */
export type Fetched = Body | { readonly type: 'gone'; readonly key: string } | { readonly type: 'unfetched'; readonly key: string; readonly code: string };

/** corso lists in pages of so many; the service gives no more than 1,000. */
export const PAGE_SIZE = 999;

/** Pages of all items of a collection with everything that a list can bring along. */
export async function* listBodies(session: GraphSession, collection: Collection, signal: AbortSignal): AsyncGenerator<Page> {
  const kind = kindOf(collection);
  const list = (more: Readonly<Record<string, string>>) =>
    readPages(session, urlOf(session, itemsPath(session, collection), { $top: String(PAGE_SIZE), $count: 'true', ...more }), { permission: kind.permission }, signal);
  let pages = 0;
  try {
    for await (const page of list(expandOf(session, kind))) {
      pages += 1;
      yield page;
    }
  } catch (error) {
    if (pages > 0 || session.learned.plainLists.has(kind.kind) || !isBadRequest(error)) throw error;
    signal.throwIfAborted();
    // A service that does not expand so much says 400; what the resources say by themselves is worth having.
    session.learned.plainLists.add(kind.kind);
    session.ports.log.warn('graph.no-expand', { kind: kind.kind });
    yield* list({});
  }
}

/** Pages of the ids and versions of all items of a collection. */
export function listIds(session: GraphSession, collection: Collection, signal: AbortSignal): AsyncGenerator<Page> {
  const kind = kindOf(collection);
  const select = kind.kind === 'task' ? 'id' : 'id,changeKey';
  return readPages(session, urlOf(session, itemsPath(session, collection), { $select: select, $top: String(PAGE_SIZE), $count: 'true' }), { permission: kind.permission }, signal);
}

/** Items by their keys, twenty in a request; whatever happens to one does not stop the others. */
export async function* fetchBodies(session: GraphSession, collection: Collection, keys: Iterable<string>, signal: AbortSignal): AsyncGenerator<Fetched> {
  const kind = kindOf(collection);
  const path = itemsPath(session, collection);
  for (const group of inBatches(keys)) {
    const answers = await readBatch(session, group.map((key) => ({ id: key, place: placeOf(`${path}/${segment(key)}`, expandOf(session, kind)) })), signal);
    for (const key of group) {
      const answer = answers.get(key);
      try {
        const json = objectOf(answer, kind.permission);
        yield json === null || liesElsewhere(json, kind, collection) ? { type: 'gone', key } : { ...bodyOf({ json, source: answer?.source ?? '' }), key };
      } catch (error) {
        if (!(error instanceof AppError)) throw error;
        // An id that this service can't read names nothing in it.
        if (answer?.status === 400 && refusalOfPart(answer, kind.permission).code === 'answer-malformed') yield { type: 'gone', key };
        else yield { type: 'unfetched', key, code: error.code };
      }
    }
  }
}

/** A row of a list as an item. */
export function bodyOf(row: Row): Body {
  return { type: 'body', key: textAt(row.json, 'id'), version: versionOf(row.json), json: row.json, source: row.source };
}

/** A contact answers under any folder of the mailbox; it names the one that it is in. */
function liesElsewhere(json: JsonObject, kind: GraphKind, collection: Collection): boolean {
  const parent = textAt(json, 'parentFolderId');
  return kind.kind === 'contact' && parent !== '' && parent !== collection.id;
}

function expandOf(session: GraphSession, kind: GraphKind): Readonly<Record<string, string>> {
  return session.learned.plainLists.has(kind.kind) ? {} : { $expand: kind.expand };
}

function isBadRequest(error: unknown): boolean {
  return error instanceof AppError && error.context['status'] === 400;
}
