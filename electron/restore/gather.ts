import type { Collection, Connector, FetchedItem, SetAsideItem } from '../connectors/connector.ts';
import type { Clock } from '../core/ports.ts';
import { isSetAside } from './plan/request.ts';
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

/**
 * What the server holds now under the wanted keys, the keys compared with, the markers of earlier restores, and the wanted UIDs in every
 * collection; and where what stands nowhere lies in Deleted or Recoverable Items. Reads only.
 */
export async function gatherForRestore(ports: GatherPorts, wanted: readonly WantedRecord[], ownAddresses: readonly string[], signal: AbortSignal): Promise<ServerNow> {
  const server = await gatherServer(ports, ownAddresses, signal);
  const sought = seek();
  for (const record of wanted) {
    sought.key(record.collectionId, record.key);
    if (record.comparedWith) sought.key(record.comparedWith.collectionId ?? record.collectionId, record.comparedWith.key);
    if (server.keys === 'given') seekGiven(sought, record, server.collections, ports.connector);
    if (record.uid === undefined) continue;
    sought.uids.add(record.uid);
    if (record.format === 'icalendar') sought.uids.add(uidOfCopy(record.uid));
  }
  const now = { ...server, ...(await gatherHeld(ports, server.collections, sought, signal)) };
  return { ...now, setAside: await gatherSetAside(ports, wanted, now, signal) };
}

/** Where the server makes the keys: the marker of an earlier restore, and the same key in other collections, which no UID would find. */
function seekGiven(sought: Seeking, record: WantedRecord, collections: readonly Collection[], connector: Connector): void {
  for (const collection of collections) {
    if (collection.id === record.collectionId) sought.key(collection.id, connector.keyFor(collection, record.key));
    else if (record.uid === undefined && !isSetAside(collection) && mayHold(collection, record)) sought.key(collection.id, record.key);
  }
}

function mayHold(collection: Collection, record: WantedRecord): boolean {
  return collection.kinds.length === 0 || collection.kinds.includes(record.kind);
}

/** What the server holds now where a restore wrote. Reads only. */
export async function gatherForUndo(ports: GatherPorts, plan: Plan, entries: readonly StepEntry[], ownAddresses: readonly string[], signal: AbortSignal): Promise<ServerNow> {
  const server = await gatherServer(ports, ownAddresses, signal);
  const sought = seek();
  for (const entry of entries) sought.key(entry.collectionId, entry.key ?? plan.steps[entry.index]?.key ?? entry.marker);
  return { ...server, ...(await gatherHeld(ports, server.collections, sought, signal)), setAside: new Map() };
}

async function gatherServer(ports: GatherPorts, ownAddresses: readonly string[], signal: AbortSignal): Promise<Omit<ServerNow, 'byKey' | 'byUid' | 'setAside'>> {
  const capabilities = await readSteadily(ports.clock, signal, () => ports.connector.probe(signal));
  const collections = await readSteadily(ports.clock, signal, () => ports.connector.collections(signal));
  const { canWrite, scheduling, keys = 'wanted', undelete = 'none' } = capabilities;
  return { collections, canWrite, scheduling, ownAddresses, keys, undelete };
}

/** Where wanted records that do not stand lie now. One that was changed and then went is left to a person, so it is not looked for. */
async function gatherSetAside(ports: GatherPorts, wanted: readonly WantedRecord[], now: Omit<ServerNow, 'setAside'>, signal: AbortSignal): Promise<ServerNow['setAside']> {
  const { connector } = ports;
  const missing = wanted.filter(({ key, comparedWith }) => !comparedWith && !now.byKey.has(key));
  if (now.undelete === 'none' || connector.findSetAside === undefined || missing.length === 0) return new Map();
  const asked = missing.map(({ key, raw }) => ({ key, raw }));
  const found = await readSteadily(ports.clock, signal, async () => (await connector.findSetAside?.(asked, signal)) ?? new Map<string, SetAsideItem>());
  return new Map([...found].map(([key, { collection, item }]) => [key, { ...heldItem(collection, item.key, item), state: item.state }]));
}

/** The sought items as they stand on the server now. A collection that is not there holds nothing; a UID is sought among what lives. */
export async function gatherHeld(ports: GatherPorts, collections: readonly Collection[], sought: Sought, signal: AbortSignal): Promise<Pick<ServerNow, 'byKey' | 'byUid'>> {
  const byKey = new Map<string, HeldItem>();
  const byUid = new Map<string, HeldItem[]>();
  for (const collection of collections) {
    const places =
      sought.uids.size === 0 || isSetAside(collection)
        ? new Map<string, readonly string[]>()
        : await readSteadily(ports.clock, signal, () => ports.connector.findByUid(collection, [...sought.uids], signal));
    const keys = new Set<string>([...(sought.keys.get(collection.id) ?? []), ...[...places.values()].flat()]);
    if (keys.size === 0) continue;
    const items = await readSteadily(ports.clock, signal, () => ports.connector.fetch(collection, [...keys], signal));
    for (const [key, item] of items) if (isSetAside(collection) || item.state === 'live') byKey.set(key, heldItem(collection, item.key, item));
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
