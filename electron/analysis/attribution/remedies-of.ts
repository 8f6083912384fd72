import type { Incident } from '../findings/types.ts';
import { compareText } from '../normal-text.ts';
import type { World } from './types.ts';

/** What helps against what an app did, in the order in which a help desk does it, each with where it can be looked up. */
export function remediesOf(app: string, incident: Incident, world: World): string[] {
  // Copies that went again, and records of which the same stands on: to restore them would bring the duplicates back.
  if (incident.pattern === 'clean-up') return [];
  const isRecoverable = incident.type === 'records-deleted' && incident.records.some(({ happening }) => happening.change.deletedTo !== undefined);
  const known = world.knowledge.remedies
    .filter((remedy) => remedy.types.includes(incident.type) && (remedy.app === app || (remedy.app === 'exchange-system' && isRecoverable)))
    .toSorted((left, right) => left.order - right.order || compareText(left.id, right.id))
    .map(({ text, source, isOurs }) => `${text} (${isOurs === true ? 'our advice; on the defect: ' : ''}${source})`);
  const last = app === 'user' || isRecoverable ? undefined : AFTERWARDS[incident.type];
  return last === undefined ? known : [...known, `${last} (our advice)`];
}

// What was damaged stays so whatever is switched off.
const AFTERWARDS: Readonly<Partial<Record<Incident['type'], string>>> = {
  'records-deleted': 'Once nothing deletes them any more, restore them from the snapshot before: restore plan --removed FROM TO shows what would be written.',
  'fields-overwritten': 'Once nothing writes over them any more, restore the values from the snapshot before: restore plan --changed FROM TO shows what would be written.',
  'fields-lost': 'Once nothing empties them any more, restore the values from the snapshot before: restore plan --changed FROM TO shows what would be written.',
  'times-shifted': 'Once nothing shifts them any more, restore the times from the snapshot before: restore plan --changed FROM TO shows what would be written.',
};
