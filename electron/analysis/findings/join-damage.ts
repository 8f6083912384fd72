import { compareText } from '../normal-text.ts';
import { fieldsOf, joinIncidents, keysOf } from './group-records.ts';
import type { HadBefore, Incident } from './types.ts';

// So much of all records of both: one act on them.
const SAME_RECORDS = 0.8;
// So many of those that had what some lost kept it.
const KEPT = 0.2;
// What people mean to do.
const MEANT: ReadonlySet<string> = new Set(['changed', 'reformatted', 'older-value']);
// What tells most of an act comes first; it gives the type.
const TELLING: readonly string[] = ['birthday', 'offset', 'same-value', 'other-field', 'older-value', 'garbled', 'scientific', 'cut', 'emptied', 'changed', 'reformatted'];

/**
 * Tells an act that damaged the same records in several ways once, as what tells most of it: also where some lost what only they had. What a
 * person may have meant and what came of it stay apart, and other incidents as they are.
 */
export function joinDamage(incidents: readonly Incident[], hadBefore: HadBefore): readonly Incident[] {
  const isDamage = (incident: Incident): boolean => rankOf(incident) !== -1;
  const places = Map.groupBy(incidents.filter(isDamage), ({ source, collection, kind, steps }) => JSON.stringify([source.name, collection, kind, steps]));
  return [...incidents.filter((incident) => !isDamage(incident)), ...[...places.values()].flatMap((here) => ofPlace(here, hadBefore))];
}

function ofPlace(incidents: readonly Incident[], hadBefore: HadBefore): readonly Incident[] {
  const told: Incident[] = [];
  const inOrder = incidents.toSorted((left, right) => rankOf(left) - rankOf(right) || right.records.length - left.records.length || compareText(left.window.from, right.window.from));
  for (const incident of inOrder) {
    const place = told.findIndex((other) => other.type !== incident.type && (areSameRecords(other, incident) || isPartOf(incident, other, hadBefore)));
    const other = told[place];
    if (other === undefined) told.push(incident);
    else told[place] = joinIncidents(other, incident);
  }
  return told;
}

function rankOf({ pattern }: Incident): number {
  return TELLING.indexOf(pattern.split(' ')[0] ?? '');
}

function areSameRecords(one: Incident, other: Incident): boolean {
  const [here, there] = [keysOf(one), keysOf(other)];
  const shared = [...here].filter((key) => there.has(key)).length;
  return shared >= SAME_RECORDS * (here.size + there.size - shared);
}

/** Whether it befell, of another's records, those that could suffer it. */
function isPartOf(part: Incident, whole: Incident, hadBefore: HadBefore): boolean {
  if (MEANT.has(whole.pattern) || part.type !== 'fields-lost') return false;
  const [here, there] = [keysOf(part), keysOf(whole)];
  if ([...here].filter((key) => !there.has(key)).length > KEPT * here.size) return false;
  const fields = fieldsOf(part);
  const kept = whole.records.filter(({ happening }) => !here.has(happening.change.key) && hadBefore(happening, fields)).length;
  return kept <= KEPT * here.size;
}
