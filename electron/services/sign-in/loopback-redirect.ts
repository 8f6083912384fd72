import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { AppError } from '../../../shared/errors.ts';

/** Where a browser comes back to after the sign-in, and what it brings. */
export interface LoopbackRedirect {
  /** Registered as `http://localhost`: any port of it is allowed (RFC 8252 §7.3). */
  readonly address: string;
  /** The query of the first answer that carries our state; rejects with the signal's reason, or `sign-in-unfinished` after a while. */
  readonly answer: Promise<URLSearchParams>;
  close(): void;
}

const LONGEST_WAIT_MS = 10 * 60_000;
const DONE = 'You can close this page and go back to SyncTrace.\n';

/** Listens on this machine alone, for one answer with this state; anything else that asks gets nothing. */
export async function listenForRedirect(state: string, signal: AbortSignal): Promise<LoopbackRedirect> {
  signal.throwIfAborted();
  const { promise, resolve, reject } = Promise.withResolvers<URLSearchParams>();
  // Whoever waits for it hears of a failure; nobody has to.
  promise.catch(() => {});
  const server = createServer((request, response) => {
    const query = answerIn(request, state);
    reply(response, query === null ? 404 : 200, query === null ? 'Nothing here.\n' : DONE);
    if (query !== null) resolve(query);
  });
  await new Promise<void>((listening, failed) => {
    server.once('error', failed);
    server.listen(0, '127.0.0.1', listening);
  });
  const { port } = server.address() as AddressInfo;
  const late = AbortSignal.timeout(LONGEST_WAIT_MS);
  const abort = () => reject(signal.reason);
  const expire = () => reject(new AppError('sign-in-unfinished'));
  signal.addEventListener('abort', abort, { once: true });
  late.addEventListener('abort', expire, { once: true });
  return {
    address: `http://localhost:${port}`,
    answer: promise,
    close() {
      signal.removeEventListener('abort', abort);
      late.removeEventListener('abort', expire);
      server.close();
      server.closeIdleConnections();
    },
  };
}

/** A page of the web can send a browser here too, but does not know the state. */
function answerIn(request: IncomingMessage, state: string): URLSearchParams | null {
  const host = (request.headers.host ?? '').split(':')[0];
  if (request.method !== 'GET' || (host !== 'localhost' && host !== '127.0.0.1')) return null;
  const query = new URL(request.url ?? '/', 'http://localhost').searchParams;
  return query.get('state') === state && (query.has('code') || query.has('error')) ? query : null;
}

function reply(response: ServerResponse, status: number, text: string): void {
  response.writeHead(status, { 'content-type': 'text/plain; charset=utf-8', 'cache-control': 'no-store', 'referrer-policy': 'no-referrer', connection: 'close' });
  response.end(text);
}
