import type { DavAnswer } from './http.ts';
import { type MultistatusRow, readMultistatus } from './multistatus.ts';
import { readWhole } from './read-whole.ts';
import type { DavSession } from './session.ts';

/**
 * `fetch` for tsdav, on top of our own HTTP: what it is handed has passed the same checks as everything else, and a multistatus is
 * known to be complete before it is parsed a second time.
 */
export function createDavFetch(session: DavSession, signal: AbortSignal, options: { readonly isWrite?: boolean } = {}): typeof fetch {
  return async (input, init) => {
    const url = new URL(input instanceof Request ? input.url : input);
    const headers = Object.fromEntries(new Headers(init?.headers).entries());
    const body = init?.body;
    const request = {
      method: init?.method ?? 'GET',
      url,
      headers,
      isWrite: options.isWrite ?? false,
      keepsRedirect: init?.redirect === 'manual',
      ...(typeof body === 'string' || body instanceof Uint8Array ? { body } : {}),
    };
    return session.http.request(request, (answer) => asResponse(answer, session), signal);
  };
}

async function asResponse(answer: DavAnswer, session: DavSession): Promise<Response> {
  const bytes = await readWhole(answer.body(), session.limits.maxHeldBytes);
  if (answer.status === 207) await checkedRows(answer, bytes);
  const headers = new Headers();
  for (const [name, value] of Object.entries(answer.headers)) if (!DECODED.has(name)) headers.append(name, value);
  const hasBody = bytes.length > 0 && answer.status !== 204 && answer.status !== 205 && answer.status !== 304;
  return new Response(hasBody ? new Uint8Array(bytes) : null, { status: answer.status, headers });
}

/** No longer true of a body that was decompressed, and no header that tsdav reads. */
const DECODED: ReadonlySet<string> = new Set(['content-encoding', 'content-length', 'transfer-encoding', 'set-cookie']);

/** The rows of a multistatus that is held as bytes. */
export async function checkedRows(answer: DavAnswer, bytes: Uint8Array): Promise<readonly MultistatusRow[]> {
  const rows: MultistatusRow[] = [];
  await readMultistatus({ ...answer, body: () => once(bytes) }, (row) => rows.push(row));
  return rows;
}

async function* once(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes;
}
