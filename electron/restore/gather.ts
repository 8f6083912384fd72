import type { Collection, Connector, FetchedItem } from '../connectors/connector.ts';
import type { Clock } from '../core/ports.ts';
import { uidOfCopy } from './plan/silent-form.ts';
import { readSteadily } from './read-steadily.ts';
import type { HeldItem, Plan, ServerNow, StepEntry, WantedRecord } from './types.ts';

/** What reading the server needs. */
export interface GatherPorts {
  readonly connector: Connector;
  readonly clock: Clock;
}

/** Items to look at: keys by collection, and UIDs wherever they stand. */
export interface Sought {
  readonly keys: ReadonlyMap<string, ReadonlySet<string>>;
  readonly uids: ReadonlySet<string>;
}

/** What the server holds now under the wanted keys, the keys compared with, and the wanted UIDs in every collection. Reads only. */
export async function gatherForRestore(ports: GatherPorts, wanted: readonly WantedRecord[], ownAddresses: readonly string[], signal: AbortSignal): Promise<ServerNow> {
  const sought = seek();
  for (const record of wanted) {
    sought.key(record.collectionId, record.key);
    if (record.comparedWith) sought.key(record.comparedWith.collectionId ?? record.collectionId, record.comparedWith.key);
    if (record.uid === undefined) continue;
    sought.uids.add(record.uid);
    if (record.format === 'icalendar') sought.uids.add(uidOfCopy(record.uid));
  }
  return gatherNow(ports, sought, ownAddresses, signal);
}

/** What the server holds now where a restore wrote. Reads only. */
export async function gatherForUndo(ports: GatherPorts, plan: Plan, entries: readonly StepEntry[], ownAddresses: readonly string[], signal: AbortSignal): Promise<ServerNow> {
  const sought = seek();
  for (const entry of entries) sought.key(entry.collectionId, entry.key ?? plan.steps[entry.index]?.key ?? entry.marker);
  return gatherNow(ports, sought, ownAddresses, signal);
}

async function gatherNow(ports: GatherPorts, sought: Sought, ownAddresses: readonly string[], signal: AbortSignal): Promise<ServerNow> {
  const capabilities = await readSteadily(ports.clock, signal, () => ports.connector.probe(signal));
  const collections = await readSteadily(ports.clock, signal, () => ports.connector.collections(signal));
  const held = await gatherHeld(ports, collections, sought, signal);
  return { collections, canWrite: capabilities.canWrite, scheduling: capabilities.scheduling, ownAddresses, keys: capabilities.keys ?? 'wanted', undelete: capabilities.undelete ?? 'none', setAside: new Map(), ...held };
}

/** The sought items as they stand on the server now. A collection that is not there holds nothing. */
export async function gatherHeld(ports: GatherPorts, collections: readonly Collection[], sought: Sought, signal: AbortSignal): Promise<Pick<ServerNow, 'byKey' | 'byUid'>> {
  const byKey = new Map<string, HeldItem>();
  const byUid = new Map<string, HeldItem[]>();
  for (const collection of collections) {
    const places =
      sought.uids.size === 0
        ? new Map<string, readonly string[]>()
        : await readSteadily(ports.clock, signal, () => ports.connector.findByUid(collection, [...sought.uids], signal));
    const keys = new Set<string>([...(sought.keys.get(collection.id) ?? []), ...[...places.values()].flat()]);
    if (keys.size === 0) continue;
    const items = await readSteadily(ports.clock, signal, () => ports.connector.fetch(collection, [...keys], signal));
    for (const [key, item] of items) if (item.state === 'live') byKey.set(key, heldItem(collection, key, item));
    for (const [uid, uidKeys] of places) {
      const found = uidKeys.flatMap((key) => byKey.get(key) ?? []);
      if (found.length > 0) byUid.set(uid, [...(byUid.get(uid) ?? []), ...found]);
    }
  }
  return { byKey, byUid };
}

/** An item of the server as restoring sees it. */
export function heldItem(collection: Collection, key: string, item: FetchedItem): HeldItem {
  return { collectionId: collection.id, key, version: item.version, format: item.format, raw: item.raw };
}

interface Seeking extends Sought {
  readonly uids: Set<string>;
  key(collectionId: string, key: string): void;
}

function seek(): Seeking {
  const keys = new Map<string, Set<string>>();
  return { keys, uids: new Set(), key: (collectionId, key) => void keys.set(collectionId, (keys.get(collectionId) ?? new Set<string>()).add(key)) };
}
