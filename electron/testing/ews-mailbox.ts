import type { Collection, Connector } from '../connectors/connector.ts';
import { createEwsConnector } from '../connectors/ews/create-ews-connector.ts';
import { FaultPicker } from '../demo/exchange-server/faults/fault-rules.ts';
import { type ExchangeServer, type ExchangeServerOptions, PRACTICE_ACCOUNT, startExchangeServer } from '../demo/exchange-server/start-exchange-server.ts';
import { TEST_PORTS } from './dav-harness.ts';
import { type HurriedClock, createHurriedClock } from './hurried-clock.ts';
import { type Change, type Refuse, startRefusingFront } from './refusing-front.ts';

/** What stands between: it answers requests itself, or changes answers. */
export interface Between {
  readonly refuse?: Refuse;
  readonly change?: Change;
}

export interface EwsMailbox {
  readonly server: ExchangeServer;
  readonly connector: Connector;
  readonly faults: FaultPicker;
  readonly clock: HurriedClock;
  /** The folder with this path, as the connector lists it. */
  named(name: string): Collection;
  close(): Promise<void>;
}

/** A practice mailbox and an EWS connector to it on a clock that waits for nothing. */
export async function startEwsMailbox(options: Partial<ExchangeServerOptions> = {}, between?: Between): Promise<EwsMailbox> {
  const clock = createHurriedClock();
  const faults = new FaultPicker();
  const server = await startExchangeServer({ clock, schemes: ['basic'], faults, ...options });
  const front = between === undefined ? undefined : await startRefusingFront(server.url, between.refuse ?? (() => undefined), between.change);
  const { user, password } = PRACTICE_ACCOUNT;
  const url = front === undefined ? server.ewsUrl : `${front.url}/EWS/Exchange.asmx`;
  const connector = createEwsConnector({ url, user, secret: () => Promise.resolve({ type: 'password', password }) }, { ...TEST_PORTS, clock });
  const collections = await connector.collections(new AbortController().signal);
  return {
    server,
    connector,
    faults,
    clock,
    named(name) {
      const found = collections.find((one) => one.name === name);
      if (found === undefined) throw new Error(`no folder ${name}`);
      return found;
    },
    async close() {
      await connector.close();
      await front?.close();
      await server.close();
    },
  };
}
