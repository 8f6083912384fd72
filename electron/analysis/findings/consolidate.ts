import { compareText } from '../normal-text.ts';
import { joinIncidents } from './group-records.ts';
import type { Incident } from './types.ts';

// Fewer records with one fingerprint are single edits.
export const LEAST_PATTERN = 3;
// So much of the smaller one's records in the larger one: one act that touched several fields.
const SAME_ACT = 0.5;

/**
 * Joins incidents of one place that touch the same records, and puts what has too few records for a fingerprint together as single edits.
 * What stands after the first colon of a pattern only kept apart what is joined here, and goes.
 */
export function consolidate(incidents: readonly Incident[]): readonly Incident[] {
  const places = Map.groupBy(incidents, (incident) => JSON.stringify([incident.source.name, incident.collection, incident.kind]));
  return [...places.entries()].sort(([left], [right]) => compareText(left, right)).flatMap(([, here]) => ofPlace(here));
}

function ofPlace(incidents: readonly Incident[]): readonly Incident[] {
  const large: Incident[] = [];
  const single: Incident[] = [];
  const inOrder = incidents.toSorted((left, right) => right.records.length - left.records.length || compareText(left.pattern, right.pattern) || compareText(left.window.from, right.window.from));
  for (const incident of inOrder) {
    const place = large.findIndex((other) => isSameAct(other, incident));
    const other = large[place];
    if (other !== undefined) large[place] = { ...joinIncidents(other, incident), pattern: other.pattern };
    else if (incident.records.length >= LEAST_PATTERN) large.push(incident);
    else single.push({ ...incident, pattern: 'single' });
  }
  return [...large.map((incident) => ({ ...incident, pattern: incident.pattern.split(':')[0] ?? '' })), ...poolByStep(single)];
}

function isSameAct(one: Incident, other: Incident): boolean {
  if (one.pattern.split(':')[0] !== other.pattern.split(':')[0] || !one.steps.some((step) => other.steps.includes(step))) return false;
  const keys = new Set(one.records.map(({ happening }) => happening.change.key));
  const shared = other.records.filter(({ happening }) => keys.has(happening.change.key)).length;
  return shared >= SAME_ACT * other.records.length;
}

/** Single edits between the same two snapshots are told together. */
function poolByStep(single: readonly Incident[]): readonly Incident[] {
  const pools = Map.groupBy(single, ({ steps }) => steps.join(' '));
  return [...pools.values()].flatMap((same) => {
    const [first, ...more] = same;
    return first === undefined ? [] : [more.reduce(joinIncidents, first)];
  });
}
