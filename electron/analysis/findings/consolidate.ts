import { compareText } from '../normal-text.ts';
import { fieldsOf, joinIncidents, keysOf } from './group-records.ts';
import type { HadBefore, Incident } from './types.ts';

// Fewer records with one fingerprint are single edits.
export const LEAST_PATTERN = 3;
// So much of the smaller one's records in the larger one: one act that touched several fields.
const SAME_ACT = 0.5;
// Of those that had both fields so many may have kept one, beside those that kept neither: people edit too.
const KEPT_ONE = 0.2;

/**
 * Joins incidents of one place that touch the same records, or that did to one field what the other did to another wherever a record had it,
 * and puts what has too few records for a fingerprint together as single edits.
 * What stands after the first colon of a pattern only kept apart what is joined here, and goes.
 */
export function consolidate(incidents: readonly Incident[], hadBefore: HadBefore): readonly Incident[] {
  const places = Map.groupBy(incidents, (incident) => JSON.stringify([incident.source.name, incident.collection, incident.kind]));
  return [...places.entries()].sort(([left], [right]) => compareText(left, right)).flatMap(([, here]) => ofPlace(here, hadBefore));
}

function ofPlace(incidents: readonly Incident[], hadBefore: HadBefore): readonly Incident[] {
  const large: Incident[] = [];
  const single: Incident[] = [];
  const inOrder = incidents.toSorted((left, right) => right.records.length - left.records.length || compareText(left.pattern, right.pattern) || compareText(left.window.from, right.window.from));
  for (const incident of inOrder) {
    const place = large.findIndex((other) => isSameAct(other, incident, hadBefore));
    const other = large[place];
    if (other !== undefined) large[place] = { ...joinIncidents(other, incident), pattern: other.pattern };
    else if (incident.records.length >= LEAST_PATTERN) large.push(incident);
    else single.push({ ...incident, pattern: 'single' });
  }
  return [...large.map((incident) => ({ ...incident, pattern: incident.pattern.split(':')[0] ?? '' })), ...poolByStep(single)];
}

function isSameAct(one: Incident, other: Incident, hadBefore: HadBefore): boolean {
  if (one.pattern.split(':')[0] !== other.pattern.split(':')[0] || !one.steps.some((step) => other.steps.includes(step))) return false;
  const [here, there] = [keysOf(one), keysOf(other)];
  const shared = [...there].filter((key) => here.has(key)).length;
  if (shared >= SAME_ACT * there.size) return true;
  if (shared < LEAST_PATTERN) return false;
  const keptOne = missedBy(one, there, fieldsOf(other), hadBefore) + missedBy(other, here, fieldsOf(one), hadBefore);
  return keptOne <= KEPT_ONE * shared;
}

/** How many records of an incident had what the other touched, and kept it. */
function missedBy({ records }: Incident, others: ReadonlySet<string>, fields: ReadonlySet<string>, hadBefore: HadBefore): number {
  return records.filter(({ happening }) => !others.has(happening.change.key) && hadBefore(happening, fields)).length;
}

/** Single edits between the same two snapshots are told together. */
function poolByStep(single: readonly Incident[]): readonly Incident[] {
  const pools = Map.groupBy(single, ({ steps }) => steps.join(' '));
  return [...pools.values()].flatMap((same) => {
    const [first, ...more] = same;
    return first === undefined ? [] : [more.reduce(joinIncidents, first)];
  });
}
