import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A request that reached an origin where it had no business, or without credentials. */
export interface TrappedRequest {
  readonly method: string;
  readonly path: string;
  readonly authorization: string | undefined;
  readonly cookie: string | undefined;
}

export interface CredentialTrap {
  /** `http://127.0.0.1:PORT`, or by its name `http://localhost:PORT`: another origin than every other server. */
  readonly origin: string;
  readonly localhostOrigin: string;
  requests(): readonly TrappedRequest[];
  close(): Promise<void>;
}

/** A second origin that notes who brings credentials; it answers like a friendly DAV server. */
export async function startCredentialTrap(): Promise<CredentialTrap> {
  const trapped: TrappedRequest[] = [];
  const server: Server = createServer((request, response) => {
    const { authorization, cookie } = request.headers;
    trapped.push({ method: request.method ?? '', path: request.url ?? '', authorization, cookie });
    request.resume();
    response.writeHead(207, { 'content-type': 'application/xml; charset=utf-8' });
    response.end('<?xml version="1.0"?><d:multistatus xmlns:d="DAV:"/>');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    origin: `http://127.0.0.1:${port}`,
    localhostOrigin: `http://localhost:${port}`,
    requests: () => [...trapped],
    close: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
