import { Agent as HttpAgent, type IncomingMessage, request as httpRequest } from 'node:http';
import { Agent as HttpsAgent, request as httpsRequest } from 'node:https';
import type { Socket } from 'node:net';
import { TLSSocket, getCACertificates } from 'node:tls';
import { AppError } from '../../../shared/errors.ts';
import type { Clock } from '../../core/ports.ts';
import { fromNetworkError } from './network-errors.ts';
import type { Limits } from './limits.ts';
import { readBody, type ReadBodyOptions } from './read-body.ts';

export interface WireRequest {
  readonly method: string;
  readonly url: URL;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string | Uint8Array;
  /** How long the head of the answer may take. */
  readonly answerMs: number;
}

export interface WireAnswer {
  readonly status: number;
  /** Names in lower case; repeated ones joined by a comma. */
  readonly headers: Readonly<Record<string, string>>;
  /** Each WWW-Authenticate line for itself. */
  readonly challenges: readonly string[];
  /** On which connection it came: some ways to sign in hold for one of them. */
  readonly connection: WireConnection;
  /** The body, decompressed, under the limits; to be read at most once. */
  body(): AsyncIterable<Uint8Array>;
  /** Leaves the body unread. */
  discard(): void;
}

export interface WireConnection {
  /** Place among all connections of its transport, from 0. */
  readonly number: number;
  /** The server's certificate as it was sent (DER), where the connection is encrypted. */
  certificate(): Uint8Array | undefined;
}

export interface Transport {
  /** One request, one answer: no redirect, no sign-in, no second try. */
  exchange(request: WireRequest, signal: AbortSignal): Promise<WireAnswer>;
  readonly bytesIn: () => number;
  close(): void;
}

/** Speaks HTTP with few kept-alive connections; certificates are always checked, whatever the environment says. */
export function createTransport(options: { readonly ca?: string; readonly limits: Limits; readonly clock: Clock }): Transport {
  const { limits, clock } = options;
  const pool = { keepAlive: true, maxSockets: limits.connections, maxTotalSockets: limits.connections };
  const trusted = options.ca === undefined ? {} : { ca: [...getCACertificates('default'), options.ca] };
  const http = new HttpAgent(pool);
  const https = new HttpsAgent({ ...pool, ...trusted, rejectUnauthorized: true, minVersion: 'TLSv1.2' });
  const connectionOf = createConnectionNumbers();
  let bytesIn = 0;
  const counted = (bytes: number) => {
    bytesIn += bytes;
  };
  return {
    async exchange(request, signal) {
      signal.throwIfAborted();
      try {
        const message = await send(request, request.url.protocol === 'https:' ? https : http, limits, signal);
        return answerOf(message, connectionOf(message.socket), { limits, clock, signal, counted });
      } catch (error) {
        signal.throwIfAborted();
        throw fromNetworkError(error, 'connecting');
      }
    },
    bytesIn: () => bytesIn,
    close() {
      http.destroy();
      https.destroy();
    },
  };
}

function createConnectionNumbers(): (socket: Socket) => WireConnection {
  const known = new WeakMap<Socket, WireConnection>();
  let count = 0;
  return (socket) => {
    const before = known.get(socket);
    if (before !== undefined) return before;
    const connection = { number: count, certificate: () => (socket instanceof TLSSocket ? socket.getPeerX509Certificate()?.raw : undefined) };
    count += 1;
    known.set(socket, connection);
    return connection;
  };
}

function send(request: WireRequest, agent: HttpAgent, limits: Limits, signal: AbortSignal): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    const open = request.url.protocol === 'https:' ? httpsRequest : httpRequest;
    const outgoing = open(request.url, { method: request.method, headers: lengthened(request), agent, signal, timeout: limits.connectMs });
    outgoing.on('socket', (socket) => {
      const connected = request.url.protocol === 'https:' ? 'secureConnect' : 'connect';
      if (socket.connecting) socket.once(connected, () => socket.setTimeout(request.answerMs));
      else socket.setTimeout(request.answerMs);
    });
    let incoming: IncomingMessage | undefined;
    // Where an answer has begun its reader must meet the reason, which a destroyed request would hide.
    outgoing.on('timeout', () => (incoming ?? outgoing).destroy(new AppError('server-timeout', { retry: 'later' })));
    outgoing.on('error', reject);
    outgoing.on('response', (message) => {
      incoming = message;
      outgoing.setTimeout(limits.idleMs);
      resolve(message);
    });
    outgoing.end(request.body);
  });
}

/** A known length in place of a chunked body: some servers refuse those. */
function lengthened(request: WireRequest): Record<string, string> {
  const headers = { ...request.headers };
  if (request.body !== undefined) headers['content-length'] = String(Buffer.byteLength(request.body));
  return headers;
}

function answerOf(message: IncomingMessage, connection: WireConnection, options: ReadBodyOptions): WireAnswer {
  const headers: Record<string, string> = {};
  for (const [name, value] of Object.entries(message.headers)) headers[name] = Array.isArray(value) ? value.join(', ') : (value ?? '');
  return {
    status: message.statusCode ?? 0,
    headers,
    challenges: message.headersDistinct['www-authenticate'] ?? [],
    connection,
    body: () => readBody(message, options),
    discard() {
      if (Number(headers['content-length'] ?? Number.POSITIVE_INFINITY) <= 65_536) message.resume();
      else message.destroy();
    },
  };
}
