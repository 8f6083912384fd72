import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface RefusingFront {
  /** `http://127.0.0.1:PORT`. */
  readonly url: string;
  close(): Promise<void>;
}

/** What stands in front of a server and answers some requests itself; undefined lets one through. */
export type Refuse = (body: string) => { readonly status: number; readonly body: string } | undefined;

/** Makes of the server's answer to a body another one. */
export type Change = (body: string, answer: string) => string;

/** Stands in front of a server over real HTTP, as a policy or a broken part of it does; for servers that sign in each request by itself. */
export async function startRefusingFront(behind: string, refuse: Refuse, change?: Change): Promise<RefusingFront> {
  const front = createServer((request, response) => {
    const pieces: Buffer[] = [];
    request.on('data', (piece: Buffer) => pieces.push(piece));
    request.on('end', () => {
      const body = Buffer.concat(pieces);
      const refusal = refuse(body.toString('utf8'));
      if (refusal !== undefined) {
        response.writeHead(refusal.status, { 'content-type': 'text/xml' });
        response.end(refusal.body);
        return;
      }
      const { host: _host, connection: _connection, ...headers } = request.headers as Record<string, string>;
      const passOn = async (): Promise<void> => {
        const answer = await fetch(`${behind}${request.url ?? ''}`, { method: request.method ?? 'POST', headers, ...(body.length > 0 && { body }) });
        const bytes = Buffer.from(await answer.arrayBuffer());
        const { 'content-length': _length, ...kept } = Object.fromEntries(answer.headers);
        response.writeHead(answer.status, kept);
        response.end(change === undefined ? bytes : change(body.toString('utf8'), bytes.toString('utf8')));
      };
      // A reply that is lost behind is lost in front.
      passOn().catch(() => response.destroy());
    });
  });
  await new Promise<void>((resolve) => front.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(front.address() as AddressInfo).port}`,
    close: () => new Promise((resolve) => void (front.close(() => resolve()), front.closeAllConnections())),
  };
}
