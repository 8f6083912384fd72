import { afterEach, beforeEach, describe } from 'vitest';
import type { Collection } from '../connectors/connector.ts';
import type { ConnectorHarness, ContractTraits } from './connector-harness.ts';
import { createContractWorld } from './contract/contract-world.ts';
import { describeReading } from './contract/reading-promises.ts';
import { describeReadOnly } from './contract/read-only-promises.ts';
import { describeSetAside } from './contract/set-aside-promises.ts';
import { describeWriting } from './contract/writing-promises.ts';

/** Runs every promise of `connector.ts` against a connector; the harness is started anew for each test. */
export function describeConnectorContract(name: string, start: () => Promise<ConnectorHarness>, traits: ContractTraits = {}): void {
  describe(`${name} keeps the promises of a connector`, () => {
    let harness: ConnectorHarness;
    let collection: Collection;

    beforeEach(async () => {
      harness = await start();
      collection = await testCollection(harness);
    });
    afterEach(() => harness.close());

    const world = createContractWorld(traits, () => ({ harness, collection }));
    describeReading(world);
    if (traits.readOnly === true) describeReadOnly(world);
    else describeWriting(world);
    if (traits.setsAside === true) describeSetAside(world);
  });
}

async function testCollection(harness: ConnectorHarness): Promise<Collection> {
  const listed = await harness.connector.collections(new AbortController().signal);
  const found = listed.filter((collection) => collection.id.includes(harness.collection));
  if (found[0] === undefined || found.length > 1) throw new Error(`${found.length} collections are called ${harness.collection}`);
  return found[0];
}
