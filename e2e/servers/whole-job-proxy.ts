import { type IncomingMessage, type ServerResponse, createServer, request } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface PassedRequest {
  readonly method: string;
  readonly path: string;
}

/** What stands between the product and a server, and counts: the oracle of what was really sent. */
export interface CountingProxy {
  /** Without a slash at the end; in place of the server's own. */
  readonly url: string;
  /** Requests that want to write, in order, since the last `reset`. */
  writes(): readonly PassedRequest[];
  reset(): void;
  close(): Promise<void>;
}

const READING = new Set(['GET', 'HEAD', 'OPTIONS', 'PROPFIND', 'REPORT']);

/** Starts a proxy on 127.0.0.1 that passes everything on as it is. */
export async function startCountingProxy(target: string): Promise<CountingProxy> {
  const passed: PassedRequest[] = [];
  const server = createServer((incoming, outgoing) => {
    passed.push({ method: incoming.method ?? '', path: incoming.url ?? '' });
    pass(incoming, outgoing, target);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    writes: () => passed.filter(({ method }) => !READING.has(method)),
    reset() {
      passed.length = 0;
    },
    close: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function pass(incoming: IncomingMessage, outgoing: ServerResponse, target: string): void {
  const { hostname, port } = new URL(target);
  // A server's own keep-alive may end at the very moment of the next request: each goes over a connection of its own.
  const onward = request({ hostname, port, method: incoming.method, path: incoming.url, headers: incoming.headers, agent: false }, (answer) => {
    outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
    answer.pipe(outgoing);
  });
  onward.on('error', () => outgoing.destroy());
  incoming.pipe(onward);
}
