import type { DavAnswer } from './http.ts';
import { type MultistatusEnd, type MultistatusRow, readMultistatus } from './multistatus.ts';
import { propfindBody, syncCollectionBody } from './request-bodies.ts';
import type { DavSession } from './session.ts';

export interface DavReply extends MultistatusEnd {
  readonly url: URL;
  readonly headers: Readonly<Record<string, string>>;
}

const XML = 'application/xml; charset=utf-8';

/** PROPFIND (RFC 4918 §9.1), its rows handed on as they come; `onStart` is called before each try, which begins anew. */
export async function propfind(
  session: DavSession,
  query: { readonly url: URL; readonly depth: '0' | '1'; readonly properties: readonly string[]; readonly isListing?: boolean },
  handlers: { readonly onStart?: () => void; readonly onRow: (row: MultistatusRow, url: URL) => void },
  signal: AbortSignal,
): Promise<DavReply> {
  const request = {
    method: 'PROPFIND',
    url: query.url,
    headers: { 'depth': query.depth, 'content-type': XML },
    body: propfindBody(query.properties),
    isListing: query.isListing ?? false,
  };
  return session.http.request(request, (answer) => readReply(answer, handlers), signal);
}

/** One PROPFIND of depth 0: the row of the resource itself, or undefined where the answer has none. */
export async function describe(session: DavSession, url: URL, properties: readonly string[], signal: AbortSignal): Promise<{ row: MultistatusRow | undefined; reply: DavReply }> {
  let row: MultistatusRow | undefined;
  const handlers = {
    onStart: () => {
      row = undefined;
    },
    onRow: (found: MultistatusRow) => {
      row ??= found;
    },
  };
  const reply = await propfind(session, { url, depth: '0', properties }, handlers, signal);
  return { row, reply };
}

/** REPORT sync-collection (RFC 6578 §3.2); a server that does not know the token, or no such report, ends it with an error. */
export async function syncCollection(
  session: DavSession,
  query: { readonly url: URL; readonly token: string; readonly properties: readonly string[] },
  handlers: { readonly onStart?: () => void; readonly onRow: (row: MultistatusRow, url: URL) => void },
  signal: AbortSignal,
): Promise<DavReply> {
  const request = {
    method: 'REPORT',
    url: query.url,
    // RFC 6578 §3.2 wants Depth 0; the level stands in the body.
    headers: { 'depth': '0', 'content-type': XML },
    body: syncCollectionBody(query.token, query.properties),
    isListing: true,
  };
  return session.http.request(request, (answer) => readReply(answer, handlers), signal);
}

async function readReply(answer: DavAnswer, handlers: { readonly onStart?: () => void; readonly onRow: (row: MultistatusRow, url: URL) => void }): Promise<DavReply> {
  handlers.onStart?.();
  const end = await readMultistatus(answer, (row) => handlers.onRow(row, answer.url));
  return { ...end, url: answer.url, headers: answer.headers };
}
