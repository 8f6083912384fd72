import { expect } from 'vitest';
import { AppError } from '../../../shared/errors.ts';
import type { Collection, Connector, NewItem } from '../../connectors/connector.ts';
import type { ConnectorHarness, ContractTraits, OtherProgram } from '../connector-harness.ts';

/** What the promises are tried on: the harness of the test that runs, with words for what tests do with it. */
export interface ContractWorld {
  readonly traits: ContractTraits;
  readonly signal: AbortSignal;
  harness(): ConnectorHarness;
  collection(): Collection;
  connector(): Connector;
  side(): OtherProgram;
  /** Another program puts an item under each name, titled `Title of NAME`. */
  add(...names: readonly string[]): Promise<void>;
  /** The names with the ending that the connector's items have. */
  named(...names: readonly string[]): readonly string[];
  keyOf(name: string): string;
  /** The keys of these names, in the order of keys. */
  keysOf(names: readonly string[]): readonly string[];
  newItem(uid: string, title: string): NewItem;
  /** Whether these bytes are what the server holds under the name, titled so. */
  expectStored(raw: Uint8Array | undefined, name: string, title?: string): Promise<void>;
  /** The code of the error that an attempt ends with; undefined where it does not fail. */
  refusal(attempt: Promise<unknown>): Promise<unknown>;
}

/** The world of the test that runs just then. */
export function createContractWorld(traits: ContractTraits, current: () => { readonly harness: ConnectorHarness; readonly collection: Collection }): ContractWorld {
  const { signal } = new AbortController();
  const harness = () => current().harness;
  const collection = () => current().collection;
  const keyOf = (name: string) => harness().keyOf(collection(), name);
  return {
    traits,
    signal,
    harness,
    collection,
    connector: () => harness().connector,
    side: () => harness().side,
    async add(...names) {
      for (const name of names) await harness().side.put(name, harness().body(`uid-${name}`, titleOf(name)));
    },
    named: (...names) => names.map((name) => `${name}${harness().extension}`),
    keyOf,
    keysOf: (names) => names.map(keyOf).toSorted(),
    newItem: (uid, title) => ({ format: harness().format, raw: Buffer.from(harness().body(uid, title)), uid }),
    async expectStored(raw, name, title = titleOf(name)) {
      const text = Buffer.from(raw ?? Buffer.of()).toString();
      if (traits.servesOwnForm === true) expect(text).toContain(title);
      else if (traits.servesVaryingBytes === true || traits.convertsOnGet === true) expect(text).toMatch(/^BEGIN:V[\s\S]*\nEND:V\w+\s*$/);
      else expect(text).toBe((await harness().side.read(name))?.toString());
    },
    async refusal(attempt) {
      const error = await attempt.then(
        () => undefined,
        (thrown: unknown) => thrown,
      );
      return error instanceof AppError ? error.code : error;
    },
  };
}

function titleOf(name: string): string {
  return `Title of ${name}`;
}
