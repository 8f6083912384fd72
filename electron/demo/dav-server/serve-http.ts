import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import type { AddressInfo } from 'node:net';

import type { DavLog } from './dav-log.ts';
import type { DavHandler, DavReply } from './messages.ts';
import { asBytes } from './reply-bytes.ts';

export interface ServeOptions {
  /** 0 or none: any free one. */
  readonly port?: number;
  readonly tls?: { readonly key: string; readonly cert: string };
  /** A longer request body is refused with 413. */
  readonly maxRequestBytes?: number;
}

export interface HttpFront {
  /** Without a slash at the end. */
  readonly url: string;
  readonly port: number;
  /** Ends every connection at once. */
  close(): Promise<void>;
}

const DEFAULT_MAX_REQUEST_BYTES = 100 * 1024 * 1024;

/** Serves a handler on 127.0.0.1 alone, and tells the log of every request. */
export async function serveHttp(handler: DavHandler, log: DavLog, options: ServeOptions = {}): Promise<HttpFront> {
  let nextIndex = 0;
  let inFlight = 0;
  const maxBytes = options.maxRequestBytes ?? DEFAULT_MAX_REQUEST_BYTES;
  const onRequest = (incoming: IncomingMessage, response: ServerResponse) => {
    const index = nextIndex;
    nextIndex += 1;
    inFlight += 1;
    const record = { index, inFlight, method: incoming.method ?? '', path: (incoming.url ?? '/').replace(/\?.*$/s, ''), authorization: schemeOf(incoming) };
    response.once('close', () => {
      inFlight -= 1;
    });
    const finish = (reply: DavReply, requestBytes: number) => {
      log.addRequest({ ...record, status: reply.status, requestBytes });
      send(reply, record.method, response);
    };
    void readBody(incoming, maxBytes).then(async (body) => {
      if (body === 'too-large') return finish({ status: 413, headers: { connection: 'close' } }, maxBytes);
      // A client that goes away in the middle of its request has asked for nothing.
      if (body === 'gone') return log.addRequest({ ...record, status: 0, requestBytes: 0 });
      return finish(await answerSafely(handler, { index, method: record.method, path: record.path, headers: flatHeaders(incoming), body }), body.length);
    });
  };
  const server = options.tls === undefined ? createServer(onRequest) : createTlsServer({ ...options.tls }, onRequest);
  await listen(server, options.port ?? 0);
  const { port } = server.address() as AddressInfo;
  return {
    url: `${options.tls === undefined ? 'http' : 'https'}://127.0.0.1:${port}`,
    port,
    close: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

async function answerSafely(handler: DavHandler, request: Parameters<DavHandler>[0]): Promise<DavReply> {
  try {
    return await handler(request);
  } catch (error) {
    // A fault of this server itself must reach whoever runs it as an answer, not end the process.
    return { status: 500, headers: { 'content-type': 'text/plain' }, body: error instanceof Error ? error.message : String(error) };
  }
}

function send(reply: DavReply, method: string, response: ServerResponse): void {
  if (reply.takeOver !== undefined) return reply.takeOver(response);
  const { headers, bytes } = asBytes(reply);
  if (reply.status !== 204 && reply.status !== 304) headers['content-length'] = String(bytes.length);
  response.writeHead(reply.status, headers);
  response.end(method === 'HEAD' ? undefined : bytes);
}

function readBody(incoming: IncomingMessage, maxBytes: number): Promise<Buffer | 'too-large' | 'gone'> {
  return new Promise((resolve) => {
    const chunks: Buffer[] = [];
    let length = 0;
    incoming.on('data', (chunk: Buffer) => {
      length += chunk.length;
      if (length <= maxBytes) chunks.push(chunk);
      else resolve('too-large');
    });
    incoming.on('end', () => resolve(Buffer.concat(chunks)));
    incoming.on('close', () => resolve('gone'));
  });
}

function flatHeaders(incoming: IncomingMessage): Record<string, string> {
  const flat: Record<string, string> = {};
  for (const [name, value] of Object.entries(incoming.headers)) {
    if (value !== undefined) flat[name] = Array.isArray(value) ? value.join(', ') : value;
  }
  return flat;
}

function schemeOf(incoming: IncomingMessage): string {
  return (incoming.headers.authorization ?? '').split(' ', 1)[0]?.toLowerCase() ?? '';
}

function listen(server: Server, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => {
      server.off('error', reject);
      resolve();
    });
  });
}
