import type { Incident } from '../findings/types.ts';
import { compareText } from '../normal-text.ts';
import type { World } from './types.ts';

/** What helps against what an app did, in the order in which a help desk does it, each with where it can be looked up. */
export function remediesOf(app: string, incident: Incident, world: World): string[] {
  const isRecoverable = incident.type === 'records-deleted' && incident.records.some(({ happening }) => happening.change.deletedTo !== undefined);
  return world.knowledge.remedies
    .filter((remedy) => remedy.types.includes(incident.type) && (remedy.app === app || (remedy.app === 'exchange-system' && isRecoverable)))
    .toSorted((left, right) => left.order - right.order || compareText(left.id, right.id))
    .map(({ text, source, isOurs }) => `${text} (${isOurs === true ? 'our advice; on the defect: ' : ''}${source})`);
}
