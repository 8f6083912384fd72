import type { Difference } from '../../../shared/contract/findings.ts';
import { compareText } from '../normal-text.ts';
import { adjustForMany, fisherExact } from './fisher-exact.ts';
import type { BodyFacts, CaseHistory, Incident, IncidentRecord, LiveRecord } from './types.ts';

const SHOWN = 10;
const LEAST_RECORDS = 3;
const SIGNIFICANT = 0.05;
// As many records as these tell shares to a percent.
const SAMPLE = 4000;

/**
 * "What is different about these?": each field and value by how much more common it is among an incident's records than among the others
 * of its source, as they stood before it.
 */
export function whatIsDifferent(incident: Incident, history: CaseHistory, standing: (snapshot: string) => readonly LiveRecord[]): readonly Difference[] {
  if (incident.records.length < LEAST_RECORDS) return [];
  const involved = new Set(incident.records.flatMap(({ happening: { change } }) => [change.key, change.previousKey ?? change.key]));
  const [first] = incident.records;
  const before = standing(first?.happening.from.id ?? '').filter((record) => record.kind === incident.kind && !involved.has(record.key));
  const inside = sample(incident.records).map((record) => describe(factsBefore(record, history), record.happening.change.previousCollection ?? incident.collection));
  const outside = sample(before).map((record) => describe(history.factsOf(record.body), record.collection));
  const outsideCounts = countNames(outside);
  const rows = [...countNames(inside)]
    .filter(([, count]) => count >= 2)
    .map(([name, count]) => ({ name, inside: count, outside: outsideCounts.get(name) ?? 0, p: fisherExact(count, inside.length, outsideCounts.get(name) ?? 0, outside.length) }));
  const adjusted = adjustForMany(rows.map(({ p }) => p));
  return rows
    .map((row, index) => ({ ...row, q: adjusted[index] ?? 1, share: row.inside / inside.length - (outside.length === 0 ? 0 : row.outside / outside.length) }))
    .filter(({ q, share }) => q <= SIGNIFICANT && share > 0)
    .sort((left, right) => right.share - left.share || left.q - right.q || compareText(left.name, right.name))
    .slice(0, SHOWN)
    .map(({ name, inside: count, outside: others, q }) => ({
      field: name.slice(0, name.indexOf('\0')),
      value: name.slice(name.indexOf('\0') + 1),
      inside: count,
      insideOf: inside.length,
      outside: others,
      outsideOf: outside.length,
      q: Number(q.toPrecision(3)),
    }));
}

function factsBefore({ happening: { change } }: IncidentRecord, history: CaseHistory): BodyFacts {
  return history.factsOf(change.beforeBody ?? change.afterBody ?? -1);
}

const LONGEST = 80;

/** A record as names of what it has: values that can be shared, the mere presence of others, the marks of programs. */
function describe(facts: BodyFacts, collection: string): ReadonlySet<string> {
  const names = new Set<string>([`collection\0${collection}`]);
  for (const { field, text } of facts.fields) {
    names.add(`${field}\0*`);
    if (text.length <= LONGEST) names.add(`${field}\0${text}`);
    const at = field.startsWith('emails') ? text.lastIndexOf('@') : -1;
    if (at !== -1) names.add(`${field}\0*${text.slice(at).toLowerCase()}`);
  }
  for (const { namespace, name, value } of facts.traces) if (value.length <= LONGEST) names.add(`${namespace} ${name}\0${value}`);
  return names;
}

function countNames(records: readonly ReadonlySet<string>[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const names of records) for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1);
  return counts;
}

/** Evenly spread over the order of keys, so that it is the same for the same case. */
function sample<T>(items: readonly T[]): readonly T[] {
  if (items.length <= SAMPLE) return items;
  const step = items.length / SAMPLE;
  return Array.from({ length: SAMPLE }, (_, index) => items[Math.floor(index * step)]).filter((item) => item !== undefined);
}
