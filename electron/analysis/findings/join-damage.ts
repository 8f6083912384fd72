import { compareText } from '../normal-text.ts';
import { joinIncidents, keysOf } from './group-records.ts';
import type { Incident } from './types.ts';

// So much of all records of both: one act on them.
const SAME_RECORDS = 0.8;
// What tells most of an act comes first; it gives the type.
const TELLING: readonly string[] = ['birthday', 'offset', 'same-value', 'other-field', 'older-value', 'garbled', 'scientific', 'cut', 'emptied', 'changed', 'reformatted'];

/** Tells an act that damaged the same records in several ways once, as what tells most of it; other incidents stay as they are. */
export function joinDamage(incidents: readonly Incident[]): readonly Incident[] {
  const isDamage = (incident: Incident): boolean => rankOf(incident) !== -1;
  const places = Map.groupBy(incidents.filter(isDamage), ({ source, collection, kind, steps }) => JSON.stringify([source.name, collection, kind, steps]));
  return [...incidents.filter((incident) => !isDamage(incident)), ...[...places.values()].flatMap(ofPlace)];
}

function ofPlace(incidents: readonly Incident[]): readonly Incident[] {
  const told: Incident[] = [];
  const inOrder = incidents.toSorted((left, right) => rankOf(left) - rankOf(right) || right.records.length - left.records.length || compareText(left.window.from, right.window.from));
  for (const incident of inOrder) {
    const place = told.findIndex((other) => other.type !== incident.type && areSameRecords(other, incident));
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
