import { createServer, type Server } from 'node:http';
import { join } from 'node:path';
import { WebSocketServer } from 'ws';
import type { CaseSummary, FromEngine } from '../../shared/engine-messages.ts';
import { AppError, type WireError } from '../../shared/errors.ts';
import { answerRequest, isOurHost, isOurOrigin, type Answering } from './answer-request.ts';
import { ENGINE_PROGRAM, startEngineWorker, type EngineWorker } from './engine-worker.ts';
import { openInBrowser } from './open-in-browser.ts';
import { listPageFiles } from './page-files.ts';
import { relayFrames } from './relay-frames.ts';
import { createSessionGate } from './session-gate.ts';

/** A dropped export of 100,000 cards with pictures fits; what is larger belongs to `synctrace import`. */
const LARGEST_FRAME = 1024 * 1024 * 1024;
const PROTOCOL = 'synctrace';

export interface HostOptions {
  /** A free one where it is left out. */
  readonly port?: number;
  readonly casePath?: string;
  readonly practice?: boolean;
  /** Whether to open the system's browser. */
  readonly open?: boolean;
  /** For tests: another page and another engine. */
  readonly pageFolder?: string;
  readonly engineProgram?: string;
}

export interface Host {
  /** The address with its one-time token: it lets one browser in, once. */
  readonly url: string;
  readonly port: number;
  readonly summary: CaseSummary | null;
  /** Why the case that was asked for is not open. */
  readonly problem: WireError | null;
  close(): Promise<void>;
}

/** Serves the window's pages on 127.0.0.1 and relays them to an engine in a thread of its own. */
export async function startHost(options: HostOptions = {}): Promise<Host> {
  const gate = createSessionGate();
  const files = listPageFiles(options.pageFolder ?? join(import.meta.dirname, '..', '..', import.meta.filename.endsWith('.ts') ? 'dist/renderer' : 'renderer'));
  const server = createServer();
  const port = await listen(server, options.port ?? 0);
  const program = options.engineProgram ?? ENGINE_PROGRAM;
  const casePath = options.casePath ?? null;
  let engine = startEngineWorker({ casePath, practice: options.practice ?? false, secrets: 'session' }, program);
  let hasClosed = false;
  let first: FromEngine;
  try {
    first = await engine.started;
  } catch (error) {
    await closeServer(server);
    throw error;
  }
  const { summary, problem } = first;
  const answering: Answering = { port, gate, files, unopened: () => (problem?.code === 'case-locked' ? casePath : null) };
  const sockets = new WebSocketServer({ noServer: true, maxPayload: LARGEST_FRAME, handleProtocols: () => PROTOCOL });
  server.on('request', (request, response) => {
    answerRequest(request, response, answering).catch(() => response.destroy());
  });
  server.on('upgrade', (request, socket, head) => {
    const offered = (request.headers['sec-websocket-protocol'] ?? '').split(',').map((part) => part.trim());
    const isAllowed = request.url === '/rpc' && isOurHost(request.headers.host, port) && isOurOrigin(request.headers.origin, port) && offered[0] === PROTOCOL && gate.isSession(offered[1]);
    if (!isAllowed || hasClosed) {
      socket.end('HTTP/1.1 403 Forbidden\r\nConnection: close\r\nContent-Length: 0\r\n\r\n');
      return;
    }
    sockets.handleUpgrade(request, socket, head, (opened) => relayFrames(opened, engine.connect()));
  });
  void keepAlive(engine);

  /** An engine that ended by itself is started anew with the case as it stands, so that a page can connect again. */
  async function keepAlive(current: EngineWorker): Promise<void> {
    await current.ended;
    if (hasClosed) return;
    for (const socket of sockets.clients) socket.close(1011);
    engine = startEngineWorker({ casePath: casePath ?? summary?.path ?? null, practice: false, secrets: 'session' }, program);
    const isRunning = await engine.started.then(
      () => true,
      () => false,
    );
    if (isRunning) void keepAlive(engine);
  }

  const url = `http://127.0.0.1:${port}/#token=${gate.token}`;
  if (options.open === true) openInBrowser(url);
  return {
    url,
    port,
    summary,
    problem,
    async close() {
      if (hasClosed) return;
      hasClosed = true;
      for (const socket of sockets.clients) socket.terminate();
      await Promise.all([engine.end(), closeServer(server)]);
    },
  };
}

function listen(server: Server, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', (error) => {
      const isTaken = 'code' in error && (error.code === 'EADDRINUSE' || error.code === 'EACCES');
      reject(isTaken ? new AppError('port-in-use', { context: { port }, cause: error }) : error);
    });
    server.listen({ host: '127.0.0.1', port, exclusive: true }, () => {
      const address = server.address();
      resolve(typeof address === 'object' && address !== null ? address.port : port);
    });
  });
}

function closeServer(server: Server): Promise<void> {
  server.closeAllConnections();
  return new Promise((resolve) => {
    server.close(() => resolve());
  });
}
