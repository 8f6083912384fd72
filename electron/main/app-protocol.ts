import type { PageFile } from '../web/page-files.ts';

/** The window's own scheme: a page of it has an origin, storage of its own, and nothing of the file system. */
export const SCHEME = 'app';
export const PAGE_URL = 'app://bundle/index.html';
const HOST = 'bundle';

/** Nothing is fetched but the page itself; the page speaks over ports, so it needs no connection at all. */
export const PAGE_POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; object-src 'none'";

/** Answers a request of the scheme from the list of files; a path that is not in it does not exist. */
export function answerPageRequest(request: Request, files: ReadonlyMap<string, PageFile>): Response {
  const url = new URL(request.url);
  const file = url.host === HOST && request.method === 'GET' ? files.get(url.pathname) : undefined;
  const headers = { 'content-security-policy': PAGE_POLICY, 'x-content-type-options': 'nosniff', 'referrer-policy': 'no-referrer', 'cross-origin-opener-policy': 'same-origin' };
  if (file === undefined) return new Response(null, { status: 404, headers });
  return new Response(new Uint8Array(file.read()), { status: 200, headers: { ...headers, 'content-type': file.type } });
}

/** Whether a URL is the page itself, whatever its fragment. */
export function isPageUrl(url: string): boolean {
  return url.split('#', 1)[0] === PAGE_URL;
}
