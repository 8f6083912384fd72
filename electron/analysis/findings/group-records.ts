import type { FindingType } from '../../../shared/contract/findings.ts';
import { invariant } from '../../../shared/errors.ts';
import { compareText } from '../normal-text.ts';
import { splitByTime } from './split-by-time.ts';
import type { Happening, Incident, IncidentRecord } from './types.ts';

// In so much of the records of an act.
const USUAL = 0.5;

/** What makes changes one act besides their place and their time. */
export interface Act {
  readonly type: FindingType;
  readonly pattern: string;
  readonly record: IncidentRecord;
}

/** Groups acts of one type by source, collection, kind, pattern and step; what goes on in the next step is one incident. */
export function groupActs(acts: readonly Act[]): readonly Incident[] {
  const groups = Map.groupBy(acts, ({ type, pattern, record: { happening } }) => JSON.stringify([type, pattern, happening.source.name, happening.change.collectionId, happening.change.collection, happening.change.kind]));
  return [...groups.entries()]
    .sort(([left], [right]) => compareText(left, right))
    .flatMap(([, members]) => runsOf(members).map(incidentOf));
}

/** Members whose steps follow each other, told apart where one step saw several acts; one record that happens twice stands in it with what happened last. */
function runsOf(members: readonly Act[]): readonly (readonly Act[])[] {
  const byStep = Map.groupBy(members, (act) => act.record.happening.step);
  const runs: Act[][] = [];
  let last: number | undefined;
  for (const step of [...byStep.keys()].sort((left, right) => left - right)) {
    const acts = actsOf(byStep.get(step) ?? []);
    const run = runs.at(-1);
    if (run !== undefined && last === step - 1 && acts.length === 1) run.push(...(acts[0] ?? []));
    else runs.push(...acts.map((act) => [...act]));
    last = acts.length === 1 ? step : undefined;
  }
  return runs;
}

function actsOf(members: readonly Act[]): readonly (readonly Act[])[] {
  const isUsual = usualProperties(members);
  // What was written besides may have been written later: then the stamp is that of another act.
  const acts = splitByTime(members, ({ record: { happening } }) => (happening.rows.every(({ property }) => isUsual.has(property)) ? (happening.atMs ?? happening.toldAtMs) : undefined));
  return acts.length > 1 && isSameAgain(acts) ? [members] : acts;
}

/** The properties that changed in most of the records. */
function usualProperties(members: readonly Act[]): ReadonlySet<string> {
  const counts = new Map<string, number>();
  for (const { record } of members) for (const property of new Set(record.happening.rows.map((row) => row.property))) counts.set(property, (counts.get(property) ?? 0) + 1);
  return new Set([...counts].filter(([, count]) => count >= USUAL * members.length).map(([property]) => property));
}

/** Whether the later of two acts copied again what the earlier had copied: then it goes on. */
function isSameAgain(acts: readonly (readonly Act[])[]): boolean {
  const [first, ...later] = acts.map((act) => new Set(act.flatMap(({ record }) => record.original?.key ?? [])));
  return later.some((keys) => [...keys].filter((key) => first?.has(key) === true).length * 2 > keys.size);
}

function incidentOf(acts: readonly Act[]): Incident {
  const [first] = acts;
  invariant(first !== undefined, 'an incident without records');
  const { happening } = first.record;
  const byKey = new Map<string, IncidentRecord>();
  for (const { record } of acts) {
    const { key } = record.happening.change;
    const held = byKey.get(key);
    byKey.set(key, held === undefined || held.happening.step <= record.happening.step ? record : held);
  }
  const records = [...byKey.values()].sort((left, right) => compareText(left.happening.change.key, right.happening.change.key));
  return {
    type: first.type,
    pattern: first.pattern,
    source: happening.source,
    collection: happening.change.collection,
    kind: happening.change.kind,
    properties: [...new Set(acts.flatMap(({ record }) => record.rows.map(({ property }) => property)))].sort(compareText),
    steps: [...new Set(acts.map(({ record }) => record.happening.step))].sort((left, right) => left - right),
    window: windowOf(acts.map(({ record }) => record.happening)),
    records,
    times: records.flatMap((record) => record.happening.atMs ?? []).sort((left, right) => left - right),
  };
}

function windowOf(happenings: readonly Happening[]): Incident['window'] {
  const starts = happenings.map(({ from }) => from.takenAt).sort((left, right) => Date.parse(left) - Date.parse(right));
  const ends = happenings.map(({ to }) => to.takenAt).sort((left, right) => Date.parse(left) - Date.parse(right));
  return { from: starts[0] ?? '', to: ends.at(-1) ?? '' };
}

/** The records of both as one incident of the first's type and pattern; what happened to a record at one time stands together. */
export function joinIncidents(one: Incident, other: Incident): Incident {
  const merged = new Map<Happening, Act>();
  for (const record of [...one.records, ...other.records]) {
    const held = merged.get(record.happening);
    merged.set(record.happening, { type: one.type, pattern: one.pattern, record: held === undefined ? record : { ...held.record, rows: [...held.record.rows, ...record.rows] } });
  }
  return incidentOf([...merged.values()]);
}

/** The keys of an incident's records. */
export function keysOf({ records }: Incident): ReadonlySet<string> {
  return new Set(records.map(({ happening }) => happening.change.key));
}

/** The fields that an incident touched, as they were called before. */
export function fieldsOf({ records }: Incident): ReadonlySet<string> {
  return new Set(records.flatMap(({ rows }) => rows.map(({ row }) => row.previousField ?? row.field)));
}
