import type { Collection, Connector, SourceItem } from '../../electron/connectors/connector.ts';

/** A source in memory that names everything in the first round, and then what changed since the round before. */
export function incrementalSource(collection: Collection, items: readonly SourceItem[], round: number): Connector {
  const refuse = () => Promise.reject(new Error('this source is only read'));
  return {
    probe: refuse,
    collections: async () => [collection],
    async *changes() {
      yield* items;
      yield { type: 'checkpoint', listing: round === 0 ? 'full' : 'delta', complete: true, cursor: String(round), requests: 1, bytesIn: 0 };
    },
    fetch: refuse,
    findByUid: refuse,
    create: refuse,
    update: refuse,
    delete: refuse,
    keyFor: (_, seed) => seed,
    close: async () => {},
  };
}
