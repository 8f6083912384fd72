import type { Happening, Incident, IncidentRecord } from '../findings/types.ts';
import { nameKey } from '../normal-text.ts';
import type { World } from './types.ts';

// So many of the records, and so much of their order, are no chance.
const SHARED = 0.8;
const LEAST = 3;
// What comes later than that was not carried from there.
const LATEST_MS = 7 * 86_400_000;

/** The incident of another source that this one repeats: the same deed on the same records, with the same values, and earlier there. */
export function carriedFrom(incident: Incident, { incidents }: World): Incident | undefined {
  if (incident.records.length < LEAST) return undefined;
  return incidents.find((other) => other.source.name !== incident.source.name && other.type === incident.type && other.kind === incident.kind && isRepeated(other, incident));
}

function isRepeated(earlier: Incident, later: Incident): boolean {
  const since = Date.parse(later.window.from) - Date.parse(earlier.window.to);
  if (earlier.records.length < SHARED * later.records.length || since > LATEST_MS || Date.parse(earlier.window.from) > Date.parse(later.window.to)) return false;
  const byName = new Map(earlier.records.map((record) => [nameKey(record.happening.change.title), record]));
  byName.delete('');
  const pairs = later.records.flatMap((record) => {
    const was = byName.get(nameKey(record.happening.change.title));
    return was !== undefined && isSameDeed(was, record) ? [{ was: was.happening, is: record.happening }] : [];
  });
  return pairs.length >= SHARED * later.records.length && pairs.filter(({ was, is }) => isBefore(was, is)).length >= SHARED * pairs.length;
}

function isSameDeed(was: IncidentRecord, is: IncidentRecord): boolean {
  const written = new Set(was.rows.map(({ property, row }) => JSON.stringify([property, row.after])));
  return is.rows.every(({ property, row }) => written.has(JSON.stringify([property, row.after])));
}

function isBefore(was: Happening, is: Happening): boolean {
  if (was.atMs !== undefined && is.atMs !== undefined) return was.atMs < is.atMs;
  return Date.parse(was.to.takenAt) <= Date.parse(is.from.takenAt);
}
