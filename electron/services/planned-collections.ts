import { RECORD_STATES, type RecordState } from '../../shared/records.ts';
import type { Collection } from '../connectors/connector.ts';
import type { CaseStore, SourceRow } from '../store/types.ts';

/** A collection that a snapshot asks for. */
export interface PlannedCollection {
  readonly collection: Collection;
  readonly isListed: boolean;
  readonly holdsLive: boolean;
}

/** The collections the server lists, then those of the last snapshot that it does not list, each with the state it had. */
export function plannedCollections(store: CaseStore, source: SourceRow, listed: readonly Collection[]): { readonly plan: readonly PlannedCollection[]; readonly expected: number } {
  const listedIds = new Set(listed.map((collection) => collection.id));
  const known = store.knownCollections(source.id);
  const missing = known.filter(({ id }) => !listedIds.has(id)).map((collection) => ({ collection: recalled(collection), isListed: false, holdsLive: collection.live > 0 }));
  const plan = [...listed.map((collection) => ({ collection, isListed: true, holdsLive: true })), ...missing];
  return { plan, expected: known.reduce((sum, collection) => sum + collection.live, 0) };
}

/** As the case keeps it: its state goes with its properties, so that what was deleted never comes in as live when it is not listed. */
export function keptCollection({ id, name, properties, state }: Collection): Pick<Collection, 'id' | 'name' | 'properties'> {
  return { id, name, properties: (state ?? 'live') === 'live' ? properties : { ...properties, [STATE_PROPERTY]: state ?? 'live' } };
}

function recalled({ id, name, properties }: Pick<Collection, 'id' | 'name' | 'properties'>): Collection {
  const { [STATE_PROPERTY]: kept, ...own } = properties;
  const state: RecordState = RECORD_STATES.find((candidate) => candidate === kept) ?? 'live';
  return { id, name, kinds: [], readOnly: true, properties: own, ...(state === 'live' ? {} : { state }) };
}

const STATE_PROPERTY = 'synctraceState';
