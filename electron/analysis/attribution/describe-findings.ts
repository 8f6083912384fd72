import type { Finding, Severity, Suspect } from '../../../shared/contract/findings.ts';
import { findingSummary } from '../../../shared/messages/findings.ts';
import { fieldLabel } from '../../../shared/messages/fields-en.ts';
import { findIncidents } from '../findings/find-incidents.ts';
import type { Incident, LiveRecord } from '../findings/types.ts';
import { whatIsDifferent } from '../findings/what-is-different.ts';
import { compareText } from '../normal-text.ts';
import { hashName } from '../text-hash.ts';
import { rankSuspects } from './rank-suspects.ts';
import type { World } from './types.ts';

// So many records of one act are an emergency.
const MANY = 20;

/** The findings of a case with their suspects, in the order of time; the same for any order of the input. */
export function describeFindings(given: Omit<World, 'incidents' | 'happenings'>): readonly Finding[] {
  const { incidents, happenings } = findIncidents(given.history);
  const world: World = { ...given, audit: given.audit.toSorted((left, right) => compareText(left.at, right.at) || compareText(left.id, right.id)), incidents, happenings };
  const lists = new Map<string, readonly LiveRecord[]>();
  const standing = (snapshot: string): readonly LiveRecord[] => {
    const held = lists.get(snapshot);
    if (held !== undefined) return held;
    const records = [...world.history.liveIn(snapshot)].sort((left, right) => compareText(left.key, right.key));
    // One list at a time: incidents come in the order of time.
    lists.clear();
    lists.set(snapshot, records);
    return records;
  };
  return incidents.map((incident) => describeIncident(incident, world, standing));
}

function describeIncident(incident: Incident, world: World, standing: (snapshot: string) => readonly LiveRecord[]): Finding {
  const suspects = rankSuspects(incident, world);
  const { source, window, records } = incident;
  const keys = records.map(({ happening }) => happening.change.key);
  const fields = [...new Set(records.flatMap(({ rows }) => rows.map(({ row }) => row.field)))].sort(compareText);
  return {
    id: `f${hashName(JSON.stringify([source.name, incident.type, incident.pattern, incident.collection, incident.kind, window, keys])).slice(0, 16)}`,
    type: incident.type,
    source: source.name,
    count: records.length,
    window: { ...window },
    records: records.map(({ happening: { change } }) => ({ source: source.name, key: change.key, title: change.title, ...(change.previousKey === undefined ? {} : { previousKey: change.previousKey }) })),
    summary: findingSummary({ type: incident.type, pattern: incident.pattern, count: records.length, kind: incident.kind, source: source.name, collection: incident.collection, fields: fields.map((field) => fieldLabel(field)).slice(0, 5) }),
    severity: severityOf(incident, suspects),
    suspects: [...suspects],
    different: [...whatIsDifferent(incident, world.history, standing)],
  };
}

/** A person's own act, a reset and a clean-up are told, not warned of. */
function severityOf(incident: Incident, suspects: readonly Suspect[]): Severity {
  const isHarmless = incident.type === 'records-recreated' || incident.type === 'records-moved' || incident.pattern === 'clean-up' || incident.pattern === 'reformatted';
  if (isHarmless || suspects[0]?.app === 'user') return 'info';
  if (incident.records.length < MANY || incident.pattern === 'changed') return 'warning';
  return incident.type === 'duplicates-introduced' && incident.pattern !== 'doubling' ? 'warning' : 'critical';
}
