import { describeConnectorContract } from '../../testing/connector-contract.ts';
import { exchangeTraits, startExchangeHarness } from '../../testing/exchange-harness.ts';

for (const kind of ['contact', 'event', 'task'] as const) {
  describeConnectorContract(`the graph connector on a folder of kind ${kind}`, () => startExchangeHarness('graph', kind), exchangeTraits('graph', kind));
}
