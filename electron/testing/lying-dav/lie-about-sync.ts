import { itemHref, type DavCollection } from '../../demo/dav-server/dav-tree.ts';
import { decodePath } from '../../demo/dav-server/hrefs.ts';
import { isMultistatus, type DavHandler, type DavReply, type DavRequest, type MultistatusRow } from '../../demo/dav-server/messages.ts';
import { dav, ETAG, SYNC_TOKEN } from '../../demo/dav-server/names.ts';
import { child } from '../../demo/dav-server/read-xml.ts';
import type { Site } from '../../demo/dav-server/resources.ts';
import { changesSince, revisionOfToken, syncTokenOf } from '../../demo/dav-server/sync-token.ts';
import type { Lies } from './lies.ts';
import { readReport, withBody } from './read-report.ts';

/** Lies of sync-collection and of the token that announces it. */
export function lieAboutSync(next: DavHandler, lies: Lies, site: Site): DavHandler {
  return async (request) => {
    const report = readReport(request);
    if (report?.name !== dav('sync-collection')) return lies.sync === 'none' ? withoutToken(await next(request)) : next(request);
    const collection = site.tree.collection(decodePath(request.path) ?? []);
    if (lies.sync === 'none') return { status: 403 };
    if (collection === undefined) return next(request);
    const token = child(report, SYNC_TOKEN)?.text.trim() ?? '';
    return answer(request, { token, collection, lies, next });
  };
}

interface Asked {
  readonly token: string;
  readonly collection: DavCollection;
  readonly lies: Lies;
  readonly next: DavHandler;
}

async function answer(request: DavRequest, asked: Asked): Promise<DavReply> {
  const { collection, lies, next, token } = asked;
  const revision = revisionOfToken(collection, token);
  if (revision === null && lies.invalidToken === 'error-500') return { status: 500 };
  const isFull = token === '' || (revision === null && lies.invalidToken !== undefined);
  const limited = lies.syncRowLimit === undefined ? request : withBody(request, setLimit(request.body.toString('utf8'), lies.syncRowLimit));
  const unlimited = lies.ignoresLimit === true ? withBody(request, setLimit(request.body.toString('utf8'), null)) : limited;
  const reply = await next(isFull ? withBody(unlimited, setToken(unlimited.body.toString('utf8'), '')) : unlimited);
  if (!isMultistatus(reply.body)) return reply;
  const rows = [...reply.body.rows];
  const listsTombstones = token === '' ? lies.initialSyncListsTombstones === true : revision === null && lies.invalidToken === 'full-list-with-tombstones';
  if (listsTombstones) rows.push(...[...collection.tombstones.keys()].map((name): MultistatusRow => ({ href: itemHref(collection, name), status: 404 })));
  if (lies.syncResendsLast === true && rows.length === 0) rows.push(...lastChange(collection));
  const isCut = rows.some((row) => row.status === 507);
  const staying = isCut && lies.syncTokenStays === true ? (token === '' ? syncTokenOf(collection, 0) : token) : undefined;
  return { ...reply, body: { rows, syncToken: staying ?? reply.body.syncToken ?? '' } };
}

function lastChange(collection: DavCollection): readonly MultistatusRow[] {
  const last = changesSince(collection, Math.max(0, collection.revision - 1)).at(-1);
  if (last === undefined) return [];
  const href = itemHref(collection, last.name);
  return [last.item === null ? { href, status: 404 } : { href, found: [{ name: ETAG, text: last.item.etag }] }];
}

function setToken(body: string, token: string): string {
  return body.replace(/(<(?:[\w-]+:)?sync-token[^>/]*)(?:\/>|>[^<]*<\/(?:[\w-]+:)?sync-token>)/, (_, open: string) => `${open}>${token}</${open.trim().slice(1).split(/\s/)[0] ?? ''}>`);
}

function setLimit(body: string, limit: number | null): string {
  const without = body.replace(/<([\w-]+:)?limit[\s>].*<\/([\w-]+:)?limit>/s, '');
  return limit === null ? without : without.replace(/<\/((?:[\w-]+:)?)sync-collection>/, `<limit xmlns="DAV:"><nresults>${limit}</nresults></limit></$1sync-collection>`);
}

function withoutToken(reply: DavReply): DavReply {
  if (!isMultistatus(reply.body)) return reply;
  const rows = reply.body.rows.map((row) => {
    if (row.found?.some((one) => one.name === SYNC_TOKEN) !== true) return row;
    return { ...row, found: row.found.filter((one) => one.name !== SYNC_TOKEN), missing: [...(row.missing ?? []), SYNC_TOKEN] };
  });
  return { ...reply, body: { rows } };
}
