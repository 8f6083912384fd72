import type { IncomingMessage, ServerResponse } from 'node:http';
import type { PageFile } from './page-files.ts';
import type { SessionGate } from './session-gate.ts';

const LONGEST_BODY = 1000;

export interface Answering {
  readonly port: number;
  readonly gate: SessionGate;
  readonly files: ReadonlyMap<string, PageFile>;
  /** A case that the engine could not open without a question to the user. */
  readonly unopened: () => string | null;
}

/** Headers of every answer: the page may load itself and speak with this host, and nothing else. */
export function safetyHeaders(port: number): Readonly<Record<string, string>> {
  return {
    'content-security-policy': `default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'self' ws://127.0.0.1:${port} ws://localhost:${port}; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; object-src 'none'`,
    'x-content-type-options': 'nosniff',
    'x-frame-options': 'DENY',
    'referrer-policy': 'no-referrer',
    'cross-origin-opener-policy': 'same-origin',
    'cross-origin-resource-policy': 'same-origin',
    'cache-control': 'no-store',
  };
}

/** Whether a request was made for this host by its own name: a name that a stranger's DNS points here is not ours. */
export function isOurHost(host: string | undefined, port: number): boolean {
  return host === `127.0.0.1:${port}` || host === `localhost:${port}`;
}

/** Whether a request comes from a page that this host served. */
export function isOurOrigin(origin: string | undefined, port: number): boolean {
  return origin === `http://127.0.0.1:${port}` || origin === `http://localhost:${port}`;
}

/** Answers a request for a file of the page, or the exchange of the token for a session. */
export async function answerRequest(request: IncomingMessage, response: ServerResponse, { port, gate, files, unopened }: Answering): Promise<void> {
  const path = pathOf(request.url);
  if (!isOurHost(request.headers.host, port)) return end(response, port, 421);
  if (path === '/session') {
    if (request.method !== 'POST') return end(response, port, 405);
    if (!isOurOrigin(request.headers.origin, port) || !request.headers['content-type']?.startsWith('application/json')) return end(response, port, 403);
    const session = gate.exchange(tokenOf(await readBody(request)));
    return session === null ? end(response, port, 403) : end(response, port, 200, 'application/json', JSON.stringify({ session, open: unopened() }));
  }
  if (request.method !== 'GET' && request.method !== 'HEAD') return end(response, port, 405);
  const file = path === undefined ? undefined : files.get(path);
  if (file === undefined) return end(response, port, 404);
  return end(response, port, 200, file.type, request.method === 'HEAD' ? '' : file.read());
}

function end(response: ServerResponse, port: number, status: number, type = 'text/plain; charset=utf-8', body: string | Buffer = ''): void {
  response.writeHead(status, { ...safetyHeaders(port), 'content-type': type });
  response.end(body);
}

/** The path exactly as it was sent, without its query: nothing is decoded or resolved, the list of files is matched as it stands. */
function pathOf(url: string | undefined): string | undefined {
  return url?.split('?', 1)[0];
}

async function readBody(request: IncomingMessage): Promise<string> {
  let body = '';
  request.setEncoding('utf8');
  for await (const chunk of request) {
    body += String(chunk);
    if (body.length > LONGEST_BODY) return '';
  }
  return body;
}

function tokenOf(body: string): unknown {
  try {
    const document: unknown = JSON.parse(body);
    return typeof document === 'object' && document !== null && 'token' in document ? document.token : undefined;
  } catch {
    return undefined;
  }
}
