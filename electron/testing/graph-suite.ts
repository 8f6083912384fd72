import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach } from 'vitest';
import type { Collection, Connector } from '../connectors/connector.ts';
import { createGraphConnector } from '../connectors/graph/create-graph-connector.ts';
import type { Secret } from '../core/ports.ts';
import { silentLog } from '../services/system-ports.ts';
import { type GraphHarness, startGraph } from './graph-harness.ts';
import { createHurriedClock } from './hurried-clock.ts';

/** What a scripted service answers to one request whose body has arrived. */
export type Answer = (request: IncomingMessage, response: ServerResponse, body: string) => void;

/** Servers for the tests of one file, closed after each test. */
export interface GraphSuite {
  /** The practice server with a connector. */
  start(...options: Parameters<typeof startGraph>): Promise<GraphHarness>;
  /** Closes something else with them. */
  keep(one: { close(): Promise<void> }): void;
  /** A connector for a server that answers as it is told. */
  against(answer: Answer, more?: { readonly secret?: Secret; readonly user?: string }): Promise<{ readonly connector: Connector; readonly origin: string }>;
}

/** Sets a file of tests up to start Graph servers. */
export function useGraph(): GraphSuite {
  const open: { close(): Promise<void> }[] = [];
  afterEach(async () => {
    await Promise.all(open.splice(0).map((one) => one.close()));
  });
  return {
    keep: (one) => void open.push(one),
    async start(...options) {
      const harness = await startGraph(...options);
      open.push(harness);
      return harness;
    },
    async against(answer, more = {}) {
      const server = createServer((request, response) => {
        const pieces: Buffer[] = [];
        request.on('data', (piece: Buffer) => pieces.push(piece));
        request.on('end', () => answer(request, response, Buffer.concat(pieces).toString()));
      });
      await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
      const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
      const secret = more.secret ?? { type: 'bearer', token: 'secret-token' };
      const connector = createGraphConnector({ url: `${origin}/v1.0`, user: more.user ?? '', secret: () => Promise.resolve(secret) }, { clock: createHurriedClock(), log: silentLog });
      open.push({
        async close() {
          await connector.close();
          server.closeAllConnections();
          await new Promise((resolve) => server.close(resolve));
        },
      });
      return { connector, origin };
    },
  };
}

/** A calendar as the connector names it. */
export const CALENDAR: Collection = { id: 'AAMc', name: 'Calendar', kinds: ['event'], readOnly: false, properties: {} };
/** Deleted Items as the connector names them. */
export const DELETED: Collection = { id: 'AAMd', name: 'Deleted Items', kinds: ['contact'], readOnly: true, state: 'deleted', properties: {} };

/** A service that lists nothing and answers single items as it is told, by a key of the form `key-1`; '' for whatever else stands in a batch. */
export function emptied(against: GraphSuite['against'], partOf: (key: string) => { readonly status: number; readonly body: unknown }): ReturnType<GraphSuite['against']> {
  return against((request, response, body) => {
    response.writeHead(200, { 'content-type': 'application/json' });
    if (request.url?.endsWith('/$batch') !== true) {
      response.end(JSON.stringify({ value: [], '@odata.count': 0, primaryMailboxId: 'MBX:1' }));
      return;
    }
    const { requests } = JSON.parse(body) as { readonly requests: readonly { readonly id: string; readonly url: string }[] };
    response.end(JSON.stringify({ responses: requests.map(({ id, url }) => ({ id, ...partOf(/key-\d+/.exec(url)?.[0] ?? '') })) }));
  });
}
