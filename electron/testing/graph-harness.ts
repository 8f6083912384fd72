import type { Collection, Connector, ConnectorPorts } from '../connectors/connector.ts';
import { createGraphConnector } from '../connectors/graph/create-graph-connector.ts';
import type { Limits } from '../connectors/http/limits.ts';
import { FaultPicker, type FaultRule } from '../demo/exchange-server/faults/fault-rules.ts';
import { type ExchangeServer, type ExchangeServerOptions, startExchangeServer } from '../demo/exchange-server/start-exchange-server.ts';
import { silentLog } from '../services/system-ports.ts';
import { createHurriedClock, type HurriedClock } from './hurried-clock.ts';

/** A Graph connector, the server that it speaks to, and what may go wrong between them. */
export interface GraphHarness {
  readonly server: ExchangeServer;
  readonly connector: Connector;
  readonly clock: HurriedClock;
  readonly ports: ConnectorPorts;
  readonly faults: FaultPicker;
  /** From now on these things go wrong. */
  fail(...rules: readonly FaultRule[]): void;
  /** The one collection of that name. */
  collection(name: string): Promise<Collection>;
  close(): Promise<void>;
}

const { signal } = new AbortController();

/** Starts the practice server and a connector for its mailbox; waits take no time. */
export async function startGraph(options: Partial<ExchangeServerOptions> & { readonly limits?: Partial<Limits> } = {}): Promise<GraphHarness> {
  const { limits, ...rest } = options;
  const clock = createHurriedClock();
  const faults = new FaultPicker();
  const server = await startExchangeServer({ clock, faults, ...rest });
  const ports: ConnectorPorts = { clock, log: silentLog };
  const connector = createGraphConnector({ url: server.graphUrl, user: '', secret: () => Promise.resolve({ type: 'bearer', token: 'test-token' }), ...(limits === undefined ? {} : { limits }) }, ports);
  return {
    server, connector, clock, ports, faults,
    fail: (...rules) => faults.replace({ rules, clockSkewMs: 0 }),
    async collection(name) {
      const found = (await connector.collections(signal)).find((one) => one.name === name);
      if (found === undefined) throw new Error(`no collection ${name}`);
      return found;
    },
    async close() {
      await connector.close();
      await server.close();
    },
  };
}
