import type { Happening, Incident } from '../../findings/types.ts';
import { nameKey } from '../../normal-text.ts';
import { appOf, declaredApps } from '../candidates.ts';
import { canWrite, storesOf } from '../stores.ts';
import type { Evidence, Rule, World } from '../types.ts';
import { WEIGHTS } from '../weights.ts';

// So many of the records in another source at that time are no chance.
const SHARED = 0.5;
const LEAST = 3;

/** Which store changed first, and which app can write here at all. */
export const causality: Rule = {
  kind: 'causality',
  sees: 'whether an app can write to this store, in this direction; and whether the same records changed in another store, before or at the same time, between which an app carries; what repeats an incident of another store, with the same values, is whose it was there',
  weigh(incident, world) {
    const evidence: Evidence[] = [];
    for (const app of declaredApps(world)) {
      if (canWrite(appOf(app, world), incident.source, world.inventory.filter((entry) => entry.app === app))) continue;
      evidence.push({ app, kind: 'causality', text: `it does not write to ${incident.source.name}`, weight: 0, refs: [], clears: true });
    }
    for (const source of world.sources) {
      if (source.name === incident.source.name) continue;
      const mirror = mirrorIn(source.name, incident, world);
      if (mirror === undefined) continue;
      for (const app of declaredApps(world)) {
        const known = appOf(app, world);
        const reaches = storesOf(source).some((store) => known.stores.includes(store)) && storesOf(incident.source).some((store) => known.stores.includes(store));
        if (reaches) evidence.push({ app, kind: 'causality', text: mirror.text, weight: mirror.weight, refs: mirror.keys });
      }
    }
    return evidence;
  },
};

interface Mirror {
  readonly text: string;
  readonly weight: number;
  readonly keys: readonly string[];
}

/** What another source says of the same records: what went here came there, or changed there before. */
function mirrorIn(source: string, incident: Incident, world: World): Mirror | undefined {
  if (incident.records.length < LEAST) return undefined;
  const names = new Set(incident.records.map(({ happening: { change } }) => nameKey(change.title)));
  const there = world.happenings.filter((happening) => happening.source.name === source && overlaps(happening, incident) && names.has(nameKey(happening.change.title)));
  const isGone = incident.type === 'records-deleted';
  const fitting = there.filter(({ change }) => (isGone ? change.change === 'added' : change.change === 'modified' || change.change === 'added'));
  const found = new Set(fitting.map(({ change }) => nameKey(change.title)));
  found.delete('');
  if (found.size < LEAST || found.size < SHARED * names.size) return undefined;
  const keys = fitting.slice(0, 20).map(({ change }) => change.key);
  if (isGone) return { text: `${found.size} of them came to ${source} at that time`, weight: WEIGHTS.mirrored, keys };
  const earlier = fitting.every(({ atMs }) => atMs !== undefined && incident.times[0] !== undefined && atMs < incident.times[0]) || fitting.every(({ to }) => Date.parse(to.takenAt) <= Date.parse(incident.window.from));
  return earlier ? { text: `${found.size} of them changed in ${source} before`, weight: WEIGHTS.causedFirst, keys } : undefined;
}

/** Whether it happened at the time of an incident, or up to a day before. */
function overlaps(happening: Happening, incident: Incident): boolean {
  const day = 86_400_000;
  return Date.parse(happening.from.takenAt) < Date.parse(incident.window.to) && Date.parse(happening.to.takenAt) > Date.parse(incident.window.from) - day;
}
