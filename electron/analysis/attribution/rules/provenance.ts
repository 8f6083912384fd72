import { exportedItem } from '../../exported-item.ts';
import type { Incident } from '../../findings/types.ts';
import type { Mark } from '../../knowledge/types.ts';
import { appOf } from '../candidates.ts';
import { fittingHabits } from '../fitting-habits.ts';
import { bears, earlierBodies, marksOf } from '../marks-of-record.ts';
import { markWords } from '../mark-words.ts';
import { missingTraces } from '../missing-traces.ts';
import { canWrite, storesOf } from '../stores.ts';
import type { Evidence, Rule, World } from '../types.ts';
import { TRACE_WEIGHTS, WEIGHTS } from '../weights.ts';
import { writersBehind } from '../writers-behind.ts';

const MOST = 0.6;
// Marks that only their app writes into the record itself; the last serialiser's name and the shape of a UID are not among them.
const OWNED: ReadonlySet<string> = new Set(['outlook-link', 'mapi', 'property', 'value']);
const WRITING: ReadonlySet<string> = new Set(['duplicates-introduced', 'fields-overwritten', 'fields-lost']);

/** Traces in the records. */
export const provenance: Rule = {
  kind: 'provenance',
  sees: 'marks of apps in the records (PRODID, X- properties, named properties, categories, folders, UID shapes, the Outlook link): those that came with the change count, those that were there before hardly do, and one that an app leaves on all it writes speaks against it where it is missing',
  weigh(incident, world) {
    const found = new Map<Mark, { fresh: string[]; stale: string[] }>();
    const earlier = earlierBodies(incident, world);
    for (const record of incident.records) {
      const { fresh, stale } = marksOf(record, world, earlier);
      for (const mark of fresh) placeOf(found, mark).fresh.push(record.happening.change.key);
      for (const mark of stale) placeOf(found, mark).stale.push(record.happening.change.key);
    }
    return strongestPerApp([...missingTraces(incident, new Set(found.keys()), world), ...[...found].flatMap(([mark, keys]) => (mark.on === 'outlook-link' && isCarried(incident, world) ? carriedBy(mark, keys, incident) : evidenceOf(mark, keys, incident, world)))]);
  },
};

interface Keys {
  readonly fresh: string[];
  readonly stale: string[];
}

function placeOf(found: Map<Mark, Keys>, mark: Mark): Keys {
  const held = found.get(mark) ?? { fresh: [], stale: [] };
  found.set(mark, held);
  return held;
}

function evidenceOf(mark: Mark, { fresh, stale }: Keys, incident: Incident, world: World): readonly Evidence[] {
  const share = fresh.length / incident.records.length;
  const isAnew = incident.records.some(({ happening }) => happening.change.change === 'recreated');
  const apps = [...new Set([mark.app, ...mark.also].filter((app) => mark.on !== 'prodid' || !isStamp(app, incident, world)).flatMap((app) => writersBehind(app, incident, world))), ...(isMoveIntoFolder(mark, incident) ? ['user'] : [])];
  if (apps.length === 0) return [];
  const spread = Math.log(apps.length);
  // A reset carries its app's marks whoever started it.
  const doubt = isAnew ? 0.5 : 1;
  const weight = fresh.length > 0 ? Math.max(0, (TRACE_WEIGHTS[mark.on] - spread) * share * doubt) : boundaryWeight(mark, stale, incident, world);
  if (weight <= 0) return [];
  const keys = fresh.length > 0 ? fresh : stale;
  const text = fresh.length > 0 ? `${fresh.length} of ${incident.records.length} records bear ${markWords(mark)} since the change` : `${stale.length} of ${incident.records.length} records bore ${markWords(mark)} before`;
  // What stood there before says who wrote it once, and of a person that they once wrote.
  return apps.filter((app) => app !== 'user' || fresh.length > 0).map((app): Evidence => {
    const proves = app === mark.app && mark.also.length === 0 && OWNED.has(mark.on) && share >= MOST && !isAnew && WRITING.has(incident.type) && isDirectWriter(app, incident, world);
    const reaches = canWrite(appOf(app, world), incident.source, world.inventory.filter((entry) => entry.app === app));
    // What cannot write here wrote it somewhere else, and another brought it.
    return { app, kind: 'provenance', text, weight: reaches ? weight : Math.min(weight, WEIGHTS.staleTrace), refs: [...keys.slice(0, 20), mark.id, mark.source], ...(proves ? { proves: true as const } : {}), ...roleOf(app, world) };
  });
}

/** A server stamps what any client writes: that says something only of what the server itself is known to do. */
function isStamp(id: string, incident: Incident, world: World): boolean {
  return appOf(id, world).class === 'server' && !fittingHabits(incident, world).some(({ app }) => app === id);
}

/** An app's folder is filled by the person who sets the app up as well. */
function isMoveIntoFolder(mark: Mark, { type }: Incident): boolean {
  return type === 'records-moved' && mark.on === 'folder';
}

/** Whether most copies were exported from another mailbox item than what they copy: the mailbox itself held them twice. */
function isCarried({ type, records }: Incident, { history }: World): boolean {
  const others = records.filter(({ original, happening: { change } }) => {
    const [was, is] = [original?.body, change.afterBody].map((body) => (body === undefined ? undefined : exportedItem(history.factsOf(body).traces)));
    return was !== undefined && is !== undefined && was !== is;
  });
  return type === 'duplicates-introduced' && others.length * 2 > records.length;
}

function carriedBy({ app, source }: Mark, { fresh, stale }: Keys, { records }: Incident): readonly Evidence[] {
  const keys = [...fresh, ...stale];
  return [{ app, kind: 'provenance', text: `its links on ${keys.length} of ${records.length} copies name other mailbox items than those of what they copy: it carried what the mailbox holds twice`, weight: WEIGHTS.carried, refs: [...keys.slice(0, 20), source], role: 'carrier' }];
}

function roleOf(app: string, world: World): { readonly role?: 'carrier' } {
  return ['server', 'gateway'].includes(appOf(app, world).class) ? { role: 'carrier' } : {};
}

/** A sync app that writes to this one store by itself: into another store a bridge may have carried its marks. */
function isDirectWriter(app: string, incident: Incident, world: World): boolean {
  const known = appOf(app, world);
  const stores = storesOf(incident.source);
  return known.class === 'sync-app' && stores.length === 1 && known.stores.includes(stores[0] ?? '') && canWrite(known, incident.source, world.inventory.filter((entry) => entry.app === app));
}

/** What stood before says something only where the incident stays within it: all of its records bear the mark, and of the others few. */
function boundaryWeight(mark: Mark, stale: readonly string[], incident: Incident, world: World): number {
  if (mark.on === 'uid' || mark.on === 'prodid') return WEIGHTS.staleTrace * (stale.length / incident.records.length);
  if (stale.length < 3 || stale.length < 0.9 * incident.records.length) return WEIGHTS.staleTrace;
  // What stands in the folder that an app keeps is in its hands.
  if (mark.on === 'folder' && mark.always === true) return WEIGHTS.boundary;
  const [first] = incident.records;
  const involved = new Set(incident.records.map(({ happening: { change } }) => change.previousKey ?? change.key));
  let [others, bearing] = [0, 0];
  for (const record of world.history.liveIn(first?.happening.from.id ?? '')) {
    if (record.kind !== incident.kind || involved.has(record.key) || others >= 500) continue;
    others += 1;
    if (bears(mark, { facts: world.history.factsOf(record.body), collection: record.collection, uid: record.uid })) bearing += 1;
  }
  return others >= 3 && bearing <= 0.2 * others ? WEIGHTS.boundary - Math.log(1 + mark.also.length) : WEIGHTS.staleTrace;
}

/** One trace an app, as they mostly come together; one against it outweighs the others. */
function strongestPerApp(evidence: readonly Evidence[]): readonly Evidence[] {
  const best = new Map<string, Evidence>();
  for (const one of evidence) {
    const held = best.get(one.app);
    if (held === undefined || rankOf(one) > rankOf(held) || (one.weight === held.weight && one.text < held.text)) best.set(one.app, one);
  }
  return [...best.values()];
}

function rankOf({ weight }: Evidence): number {
  return weight < 0 ? Infinity : weight;
}
