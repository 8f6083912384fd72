import type { Incident } from '../findings/types.ts';
import type { World } from './types.ts';

// So many of the records.
const SAME = 0.6;
const VAGUE: ReadonlySet<string> = new Set(['single', 'changed']);

/**
 * An incident as part of the act that it belongs to: where most of its records were written in another way that tells more in the same source
 * and the same time, what else was written in them is the same hand’s.
 */
export function asPartOfAct(incident: Incident, { incidents }: World): Incident {
  if (!VAGUE.has(leadOf(incident))) return incident;
  const keys = new Set(incident.records.map(({ happening }) => happening.change.key));
  const shared = ({ records }: Incident): number => records.filter(({ happening }) => keys.has(happening.change.key)).length;
  const whole = incidents.find((other) => other.source.name === incident.source.name && other.type === incident.type && !VAGUE.has(leadOf(other)) && other.steps.some((step) => incident.steps.includes(step)) && shared(other) >= SAME * keys.size);
  return whole === undefined ? incident : { ...incident, pattern: whole.pattern };
}

function leadOf({ pattern }: Incident): string {
  return pattern.split(' ')[0] ?? '';
}
