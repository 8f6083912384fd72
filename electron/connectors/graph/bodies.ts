import { AppError } from '../../../shared/errors.ts';
import { type JsonObject, textAt } from '../../core/graph/json.ts';
import type { Collection } from '../connector.ts';
import type { Row } from './answers.ts';
import { codesIn, inBatches, objectOf, type PartAnswer, readBatch } from './batch.ts';
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
export function listBodies(session: GraphSession, collection: Collection, signal: AbortSignal): AsyncGenerator<Page> {
  return list(session, collection, (level) => expandAt(kindOf(collection), level), signal);
}

/** Every item of a collection; ends in `listing-contradicted` where the service counts more than it gives, so that what is not among them is not there. */
export async function* listWhole(session: GraphSession, collection: Collection, signal: AbortSignal): AsyncGenerator<Body> {
  const keys = new Set<string>();
  let count = 0;
  for await (const page of listBodies(session, collection, signal)) {
    count = Math.max(count, page.count ?? 0);
    for (const body of page.rows.map(bodyOf)) {
      keys.add(body.key);
      yield body;
    }
  }
  if (keys.size < count) throw new AppError('listing-contradicted', { retry: 'later', context: { rows: keys.size, count } });
}

/** Pages of the ids and versions of all items of a collection. */
export function listIds(session: GraphSession, collection: Collection, signal: AbortSignal): AsyncGenerator<Page> {
  const select = { $select: kindOf(collection).kind === 'task' ? 'id' : 'id,changeKey' };
  return list(session, collection, () => select, signal);
}

/** A list as far as the service takes the query: one that refuses it at once is asked for less, in the end for nothing but the list. */
async function* list(session: GraphSession, collection: Collection, queryAt: (level: number) => Readonly<Record<string, string>>, signal: AbortSignal): AsyncGenerator<Page> {
  const kind = kindOf(collection);
  for (;;) {
    const level = levelOf(session, kind);
    // At the last, the service chooses its pages itself and counts nothing.
    const paging: Readonly<Record<string, string>> = level > kind.expands.length - 1 ? {} : { $top: String(PAGE_SIZE), $count: 'true' };
    const url = urlOf(session, itemsPath(session, collection), { ...paging, ...queryAt(level) });
    let pages = 0;
    try {
      for await (const page of readPages(session, url, { permission: kind.permission }, signal)) {
        pages += 1;
        yield page;
      }
      return;
    } catch (error) {
      signal.throwIfAborted();
      if (pages > 0 || !isBadRequest(error) || !askForLess(session, kind)) throw error;
    }
  }
}

/** Items by their keys, twenty in a request; whatever happens to one does not stop the others. */
export async function* fetchBodies(session: GraphSession, collection: Collection, keys: Iterable<string>, signal: AbortSignal): AsyncGenerator<Fetched> {
  const kind = kindOf(collection);
  for (const group of inBatches(keys)) {
    let answers = await readParts(session, collection, group, signal);
    // A query that is refused says nothing of the items; an id that can't be read does.
    while (isQueryRefused([...answers.values()]) && askForLess(session, kind)) answers = await readParts(session, collection, group, signal);
    for (const key of group) yield fetchedOf(collection, key, answers.get(key));
  }
}

function readParts(session: GraphSession, collection: Collection, keys: readonly string[], signal: AbortSignal): Promise<ReadonlyMap<string, PartAnswer>> {
  const kind = kindOf(collection);
  const path = itemsPath(session, collection);
  return readBatch(session, keys.map((key) => ({ id: key, place: placeOf(`${path}/${segment(key)}`, expandAt(kind, levelOf(session, kind))) })), signal);
}

function fetchedOf(collection: Collection, key: string, answer: PartAnswer | undefined): Fetched {
  const kind = kindOf(collection);
  if (answer !== undefined && isUnreadableId(answer)) return { type: 'gone', key };
  try {
    const json = objectOf(answer, kind.permission);
    return json === null || liesElsewhere(json, kind, collection) ? { type: 'gone', key } : { ...bodyOf({ json, source: answer?.source ?? '' }), key };
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    return { type: 'unfetched', key, code: error.code };
  }
}

/** All of them, in words about the query: one item that the service fails over says nothing of it. */
function isQueryRefused(answers: readonly PartAnswer[]): boolean {
  return answers.length > 0 && answers.every((answer) => answer.status === 400 && codesIn(answer).some((code) => /Query|ParseUri|Filter|InvalidProperty|BadRequest/i.test(code)));
}

/** Whether the service cannot make an item of an id: there is none under it. */
export function isUnreadableId(answer: PartAnswer): boolean {
  return answer.status === 400 && codesIn(answer).some((code) => /InvalidId|IdMalformed|IdNotFound/i.test(code));
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

function levelOf(session: GraphSession, kind: GraphKind): number {
  return session.learned.modesty.get(kind.kind) ?? 0;
}

function expandAt(kind: GraphKind, level: number): Readonly<Record<string, string>> {
  const expand = kind.expands[level] ?? '';
  return expand === '' ? {} : { $expand: expand };
}

/** True where there is something left to do without. */
function askForLess(session: GraphSession, kind: GraphKind): boolean {
  const level = levelOf(session, kind);
  if (level >= kind.expands.length) return false;
  session.learned.modesty.set(kind.kind, level + 1);
  session.ports.log.warn('graph.asks-for-less', { kind: kind.kind, level: level + 1 });
  return true;
}

function isBadRequest(error: unknown): boolean {
  return error instanceof AppError && (error.context['status'] === 400 || error.context['status'] === 414);
}
