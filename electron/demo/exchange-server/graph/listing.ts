import type { HttpReply } from '../http/messages.ts';
import { changesSince, FROM_THE_START } from '../mailbox/changes-since.ts';
import type { Folder } from '../mailbox/folder.ts';
import { toUrlAlphabet } from '../mailbox/ids.ts';
import type { Item } from '../mailbox/item.ts';
import { readState, writeState } from '../mailbox/sync-state.ts';
import { GraphError, json, type GraphCall, type Json } from './call.ts';
import { passesFilter } from './filter.ts';

const USUAL_PAGE = 10;
const LARGEST_PAGE = 1000;

/**
 * One page of a collection, with `$select`, `$filter`, `$top`, `$skip` and `$count`, and the link to the next. `extended` gives the extended
 * properties that a filter looks at: it finds by them and does not return them.
 */
export function listReply<T>(call: GraphCall, rows: readonly T[], write: (row: T) => Json, extended: (row: T, expand: string) => Json = () => ({})): HttpReply {
  const { query } = call.request;
  const filter = query.get('$filter');
  const lookedAt = (filter ?? '').replaceAll(/\/any\(/gi, '(');
  const found = filter === null ? rows : rows.filter((row) => passesFilter({ ...write(row), ...extended(row, lookedAt) }, filter));
  const total = found.length;
  const skip = Number(query.get('$skip') ?? 0);
  const size = pageSize(call);
  const page = found.slice(skip, skip + size).map(write);
  const body: Json = { '@odata.context': `${call.request.origin}/v1.0/$metadata`, value: page.map((row) => selected(call, row)) };
  if (query.get('$count') === 'true') body['@odata.count'] = total;
  if (skip + size < total) body['@odata.nextLink'] = linkWith(call, '$skip', String(skip + size));
  return json(200, body);
}

/** One round of a delta query over a folder: what changed since the token with what comes `beside` it, what is gone as `@removed`. */
export function deltaReply(call: GraphCall, folder: number, scope: string, write: (item: Item) => Json | null, beside: (item: Item) => readonly Json[] = () => []): HttpReply {
  const token = call.request.query.get('$deltatoken') ?? call.request.query.get('$skiptoken');
  const point = token === null ? FROM_THE_START : readState(call.mailbox, scope, fromToken(token));
  if (point === null) throw new GraphError(410, 'SyncStateNotFound', 'The sync state generation is not found.', { location: linkWith(call, '$deltatoken', null) });
  const { changes, next, isLast } = changesSince(call.mailbox, folder, point, pageSize(call));
  const value = changes.flatMap((change): readonly Json[] => {
    if (change.kind === 'delete') {
      const { gone } = change;
      const id = call.isImmutable ? call.mailbox.ids.immutableId(gone.number) : call.mailbox.ids.itemId(gone.folder, gone.instance);
      return [{ '@removed': { reason: 'deleted' }, id: toUrlAlphabet(id) }];
    }
    const written = write(change.item);
    return written === null ? [] : [written, ...beside(change.item)].map((one) => selected(call, one));
  });
  const state = toUrlAlphabet(writeState(call.mailbox, scope, next));
  const link = isLast ? { '@odata.deltaLink': linkWith(call, '$deltatoken', state) } : { '@odata.nextLink': linkWith(call, '$skiptoken', state) };
  return json(200, { '@odata.context': `${call.request.origin}/v1.0/$metadata`, value, ...link });
}

/** A delta query over folders: those that were made or changed since the token, all in one page. */
export function folderDeltaReply(call: GraphCall, folders: readonly Folder[], scope: string, write: (folder: Folder) => Json): HttpReply {
  const token = call.request.query.get('$deltatoken');
  const point = token === null ? FROM_THE_START : readState(call.mailbox, scope, fromToken(token));
  if (point === null) throw new GraphError(410, 'SyncStateNotFound', 'The sync state generation is not found.', { location: linkWith(call, '$deltatoken', null) });
  const gone = token === null ? [] : call.mailbox.folders.gone().filter((one) => one.goneAt > point.base);
  const now = call.mailbox.lastChange;
  const value = [
    ...folders.filter((one) => one.change > point.base).map((one) => selected(call, write(one))),
    ...gone.map((one): Json => ({ '@removed': { reason: 'deleted' }, id: toUrlAlphabet(call.mailbox.ids.folderId(one.number)) })),
  ];
  const state = toUrlAlphabet(writeState(call.mailbox, scope, { base: now, high: now, below: now }));
  return json(200, { '@odata.context': `${call.request.origin}/v1.0/$metadata`, value, '@odata.deltaLink': linkWith(call, '$deltatoken', state) });
}

/** An object with the properties that `$select` asks for; ids and etags always come. */
export function selected(call: GraphCall, row: Json): Json {
  const select = call.request.query.get('$select');
  if (select === null) return row;
  const wanted = new Set(select.split(',').map((one) => one.trim()));
  return Object.fromEntries(Object.entries(row).filter(([name]) => wanted.has(name) || name === 'id' || name.startsWith('@') || name.endsWith('ExtendedProperties')));
}

function pageSize(call: GraphCall): number {
  const preferred = /odata\.maxpagesize=(\d+)/i.exec(call.request.headers['prefer'] ?? '')?.[1];
  const asked = Number(call.request.query.get('$top') ?? preferred ?? USUAL_PAGE);
  if (!(asked >= 1)) throw new GraphError(400, 'RequestBroker--ParseUri', 'Invalid value for $top.');
  return Math.min(asked, LARGEST_PAGE);
}

function linkWith(call: GraphCall, name: string, value: string | null): string {
  const query = new URLSearchParams(call.request.query);
  for (const token of ['$deltatoken', '$skiptoken']) query.delete(token);
  if (value === null) query.delete(name);
  else query.set(name, value);
  const text = query.toString().replaceAll('%24', '$');
  return `${call.request.origin}${call.request.path}${text === '' ? '' : `?${text}`}`;
}

function fromToken(token: string): string {
  return token.replaceAll('-', '/').replaceAll('_', '+');
}
