import { describeConnectorContract } from '../../testing/connector-contract.ts';
import { exchangeTraits, startExchangeHarness } from '../../testing/exchange-harness.ts';

for (const kind of ['contact', 'event', 'task'] as const) {
  describeConnectorContract(`the ews connector on a folder of kind ${kind}`, () => startExchangeHarness('ews', kind), exchangeTraits('ews', kind));
}
