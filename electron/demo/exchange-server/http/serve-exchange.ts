import { randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import type { AddressInfo, Socket } from 'node:net';

import type { MailboxLog } from '../mailbox/mailbox-log.ts';
import type { Connection, HttpHandler, HttpReply } from './messages.ts';

export interface ServeOptions {
  /** The time that the Date header says. */
  readonly clock: { nowMs(): number };
  /** 0 or none: any free one. */
  readonly port?: number;
  readonly tls?: { readonly key: string; readonly cert: string };
}

export interface HttpFront {
  /** Without a slash at the end. */
  readonly url: string;
  readonly port: number;
  /** Ends every connection at once. */
  close(): Promise<void>;
}

const LONGEST_BODY = 100 * 1024 * 1024;

/** Serves a handler on 127.0.0.1 alone, and tells the log of every request. */
export async function serveExchange(handler: HttpHandler, log: MailboxLog, options: ServeOptions): Promise<HttpFront> {
  const connections = new WeakMap<Socket, Connection>();
  const counts = { requests: 0, connections: 0, inFlight: 0 };
  const connectionOf = (socket: Socket): Connection => {
    const known = connections.get(socket);
    if (known !== undefined) return known;
    const made: Connection = { number: counts.connections, ntlmChallenge: null, signedIn: null };
    counts.connections += 1;
    connections.set(socket, made);
    return made;
  };
  const scheme = options.tls === undefined ? 'http' : 'https';
  const answer = async (incoming: IncomingMessage, response: ServerResponse): Promise<void> => {
    const index = counts.requests;
    counts.requests += 1;
    counts.inFlight += 1;
    const inFlight = counts.inFlight;
    response.once('close', () => {
      counts.inFlight -= 1;
    });
    const connection = connectionOf(incoming.socket);
    const { pathname, searchParams } = new URL(incoming.url ?? '/', 'http://127.0.0.1');
    const body = await readBody(incoming);
    const authorization = (incoming.headers.authorization ?? '').split(' ', 1)[0]?.toLowerCase() ?? '';
    const record = { index, method: incoming.method ?? '', path: pathname, authorization, inFlight, connection: connection.number, requestBytes: body?.length ?? 0 };
    // A client that goes away in the middle of its request has asked for nothing.
    if (body === null) return log.addRequest({ ...record, operation: '', status: 0 });
    const origin = `${scheme}://${incoming.headers.host ?? '127.0.0.1'}`;
    const request = { index, method: record.method, path: pathname, query: searchParams, headers: flatHeaders(incoming), body, connection, origin, signedIn: null };
    const reply = await answerSafely(handler, request);
    log.addRequest({ ...record, operation: reply.operation ?? '', status: reply.status });
    response.setHeader('date', new Date(options.clock.nowMs()).toUTCString());
    send(reply, incoming, response);
  };
  const onRequest = (incoming: IncomingMessage, response: ServerResponse): void => void answer(incoming, response);
  const server = options.tls === undefined ? createServer(onRequest) : createTlsServer({ ...options.tls }, onRequest);
  await listen(server, options.port ?? 0);
  const { port } = server.address() as AddressInfo;
  return {
    url: `${scheme}://127.0.0.1:${port}`,
    port,
    close: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

async function answerSafely(handler: HttpHandler, request: Parameters<HttpHandler>[0]): Promise<HttpReply> {
  try {
    return await handler(request);
  } catch (error) {
    // A fault of this server itself must reach whoever runs it as an answer, not end the process.
    return { status: 500, headers: { 'content-type': 'text/plain' }, body: error instanceof Error ? (error.stack ?? error.message) : String(error) };
  }
}

function send(reply: HttpReply, incoming: IncomingMessage, response: ServerResponse): void {
  const clientId = incoming.headers['client-request-id'];
  // exdocs, instrumenting client requests: the server names its own id, and the client's where it was asked to.
  response.setHeader('request-id', randomUUID());
  if (clientId !== undefined && incoming.headers['return-client-request-id'] === 'true') response.setHeader('client-request-id', clientId);
  if (reply.takeOver !== undefined) return reply.takeOver(response);
  const bytes = typeof reply.body === 'string' ? Buffer.from(reply.body, 'utf8') : (reply.body ?? Buffer.alloc(0));
  for (const [name, value] of Object.entries(reply.headers ?? {})) response.setHeader(name, value);
  if (reply.status !== 204 && reply.status !== 304) response.setHeader('content-length', bytes.length);
  response.writeHead(reply.status);
  response.end(incoming.method === 'HEAD' ? undefined : bytes);
}

function readBody(incoming: IncomingMessage): Promise<Buffer | null> {
  return new Promise((resolve) => {
    const chunks: Buffer[] = [];
    let length = 0;
    incoming.on('data', (chunk: Buffer) => {
      length += chunk.length;
      if (length > LONGEST_BODY) incoming.destroy();
      else chunks.push(chunk);
    });
    incoming.on('end', () => resolve(Buffer.concat(chunks)));
    incoming.on('close', () => resolve(null));
    incoming.on('error', () => resolve(null));
  });
}

function flatHeaders(incoming: IncomingMessage): Record<string, string> {
  const flat: Record<string, string> = {};
  for (const [name, value] of Object.entries(incoming.headers)) {
    if (value !== undefined) flat[name] = Array.isArray(value) ? value.join(', ') : value;
  }
  return flat;
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
