import type { Collection, FetchedItem } from '../connectors/connector.ts';
import { decodeBase64 } from '../core/content-lines/base64.ts';
import type { ApplyPorts } from './apply-plan.ts';
import { readSteadily } from './read-steadily.ts';
import type { PlanStep } from './types.ts';

/**
 * Whether a copy may be deleted: the record that it is a copy of stands on the server now and holds every property that it shall have. Where the
 * copy was being deleted when a restore was cut off and is gone already, there is nothing left to keep from.
 */
export async function mayDeleteCopy(copy: PlanStep, kept: PlanStep | undefined, wasBegun: boolean, collections: ReadonlyMap<string, Collection>, ports: ApplyPorts, signal: AbortSignal): Promise<boolean> {
  const fetchLive = async (step: PlanStep): Promise<FetchedItem | undefined> => {
    const collection = collections.get(step.collectionId);
    if (collection === undefined) return undefined;
    const items = await readSteadily(ports.clock, signal, () => ports.connector.fetch(collection, [step.key], signal));
    const item = items.get(step.key);
    return item?.state === 'live' ? item : undefined;
  };
  const body = kept?.rawBase64 ?? kept?.heldBase64;
  if (kept?.format !== undefined && body !== undefined) {
    const held = await fetchLive(kept);
    if (held !== undefined && ports.rules.differingProperties(kept.format, decodeBase64(body), held.raw).length === 0) return true;
  }
  return wasBegun && (await fetchLive(copy)) === undefined;
}
