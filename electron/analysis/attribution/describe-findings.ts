import type { Finding, Severity, Suspect } from '../../../shared/contract/findings.ts';
import { findingSummary } from '../../../shared/messages/findings.ts';
import { fieldLabel } from '../../../shared/messages/fields-en.ts';
import { findIncidents } from '../findings/find-incidents.ts';
import type { Incident, LiveRecord } from '../findings/types.ts';
import { whatIsDifferent } from '../findings/what-is-different.ts';
import { compareText } from '../normal-text.ts';
import { hashName } from '../text-hash.ts';
import { isDoneByHand } from './by-hand.ts';
import { rankSuspects } from './rank-suspects.ts';
import { removalsTold } from './removals-told.ts';
import type { World } from './types.ts';

// So many records of one act are an emergency.
const MANY = 20;
// So few are nothing out of the common by themselves; of a large book a little more, as long as they are a small part of it.
const HANDFUL = 5;
const HANDFUL_OF_MANY = { most: 10, share: 0.02 };
// So likely a person meant it that nobody is to be alarmed.
const MEANT = 0.25;
// Evidence that is more than a hint.
const TELLING = 1;

/** What is known of a case, before incidents are looked for in it. */
export type GivenWorld = Omit<World, 'incidents' | 'happenings'>;

/** A case with its incidents, its log in the order of time. */
export function worldOf(given: GivenWorld): World {
  const audit = given.audit.toSorted((left, right) => compareText(left.at, right.at) || compareText(left.id, right.id));
  return { ...given, audit, ...findIncidents(given.history, removalsTold({ ...given, audit })) };
}

/** The findings of a case with their suspects, in the order of time; the same for any order of the input. */
export function describeFindings(given: GivenWorld): readonly Finding[] {
  const world = worldOf(given);
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
  return world.incidents.map((incident) => describeIncident(incident, world, standing));
}

function describeIncident(incident: Incident, world: World, standing: (snapshot: string) => readonly LiveRecord[]): Finding {
  const suspects = rankSuspects(incident, world);
  const { source, window, records } = incident;
  const fields = [...new Set(records.flatMap(({ rows }) => rows.map(({ row }) => row.field)))].sort(compareText);
  return {
    id: findingId(incident),
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

/** The same for the same incident, whoever is suspected of it. */
export function findingId(incident: Incident): string {
  const { source, window } = incident;
  const keys = incident.records.map(({ happening }) => happening.change.key);
  return `f${hashName(JSON.stringify([source.name, incident.type, incident.pattern, incident.collection, incident.kind, window, keys])).slice(0, 16)}`;
}

/** A person's own act, a reset and a clean-up are told, not warned of. */
function severityOf(incident: Incident, suspects: readonly Suspect[]): Severity {
  const isHarmless = incident.type === 'records-recreated' || incident.type === 'records-moved' || incident.pattern === 'clean-up' || incident.pattern === 'reformatted';
  // Whoever started a reset did not mean what it cost.
  const isMeant = suspects[0]?.app === 'user' && !isCostOfReset(incident);
  if (isHarmless || isMeant || isHandful(incident, suspects)) return 'info';
  // What people do to many on purpose looks no different as long as nothing names an app.
  const isGivenToMany = incident.pattern === 'same-value' && isDoneByHand(incident) && suspects[0]?.app === 'unknown';
  const isPerhapsMeant = isGivenToMany || suspects.some(({ app, probability }) => app === 'user' && probability >= MEANT);
  if (isPerhapsMeant || incident.records.length < MANY || incident.pattern === 'changed') return 'warning';
  const isTold = suspects[0]?.verdict !== 'possible';
  return !isTold || isCostOfReset(incident) || (incident.type === 'duplicates-introduced' && incident.pattern !== 'doubling') ? 'warning' : 'critical';
}

/** A few records here and there that nothing ties to an app: what every day brings. */
function isHandful({ records, pattern, kind }: Incident, [first]: readonly Suspect[]): boolean {
  const isTied = (first?.verdict === 'likely' || first?.verdict === 'proved') && first.evidence.some(({ kind, weight }) => weight >= TELLING && kind !== 'declared');
  const stood = records[0]?.happening.from.counts[kind] ?? 0;
  const few = Math.max(HANDFUL, Math.min(HANDFUL_OF_MANY.most, HANDFUL_OF_MANY.share * stood));
  // A group without its members is more than one edit.
  const members = records.reduce((sum, { rows }) => sum + rows.filter(({ property }) => property === 'members').length, 0);
  return Math.max(records.length, members) < few && pattern !== 'doubling' && !isTied;
}

/** Whether it is what records lost that were made anew: a reset costs what only the copies had. */
function isCostOfReset({ type, records }: Incident): boolean {
  return type === 'fields-lost' && records.every(({ happening }) => happening.change.change === 'recreated');
}
