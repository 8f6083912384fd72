import type { Incident } from '../../findings/types.ts';
import { actsTold } from '../acts-told.ts';
import { appOf, declaredApps } from '../candidates.ts';
import { amountOf } from '../amount-of.ts';
import { isMachines } from '../by-hand.ts';
import { fittingHabits } from '../fitting-habits.ts';
import { isOutsideFolder } from '../missing-traces.ts';
import { paceOf } from '../pace.ts';
import { canWrite } from '../stores.ts';
import type { Evidence, Rule, World } from '../types.ts';
import { WEIGHTS } from '../weights.ts';

const DAY = 86_400_000;
// What was declared may have been about other records.
const UNLIKE = 0.3;

/** What people said: which apps there are, since when, and what was removed before. */
export const declared: Rule = {
  kind: 'declared',
  sees: 'the inventory and the declared events: an app that was installed only afterwards or removed before is cleared; one installed shortly before weighs more; a bulk edit that a person declared is theirs',
  weigh(incident, world) {
    const [from, to] = [Date.parse(incident.window.from), Date.parse(incident.window.to)];
    const evidence: Evidence[] = [];
    const say = (app: string, text: string, weight: number, clears?: true): void =>
      void evidence.push({ app, kind: 'declared', text, weight, refs: [], ...(clears === undefined ? {} : { clears }) });
    for (const app of declaredApps(world)) {
      const entries = world.inventory.filter((entry) => entry.app === app);
      const since = entries.flatMap((entry) => (entry.since === undefined ? [] : [Date.parse(entry.since)]));
      const installed = world.events.filter((event) => event.app === app && event.type === 'app-installed').map(({ at }) => Date.parse(at));
      const removed = world.events.filter((event) => event.app === app && event.type === 'app-removed').map(({ at }) => Date.parse(at));
      const starts = [...since, ...installed];
      const first = Math.min(...starts);
      const lastRemoved = Math.max(...removed.filter((at) => at <= from));
      if (starts.length > 0 && entries.every((entry) => entry.since !== undefined) && first > to) say(app, 'it was installed only afterwards', 0, true);
      else if (removed.filter((at) => at <= from).length >= Math.max(1, entries.length) && !starts.some((at) => at > lastRemoved && at <= to)) say(app, 'it was removed before', 0, true);
      else {
        if (entries.length > 0) say(app, 'it is among the apps of this account', WEIGHTS.inInventory);
        if (starts.some((at) => at > from - 2 * DAY && at <= to)) say(app, 'it was installed shortly before', WEIGHTS.sinceShortlyBefore * amountOf(incident));
      }
      if (!appOf(app, world).kinds.includes(incident.kind)) say(app, `it does not handle ${incident.kind}s`, 0, true);
    }
    const [alone, ...others] = declaredApps(world).filter((app) => !evidence.some((one) => one.app === app && one.clears === true) && isWriter(app, incident, world));
    if (alone !== undefined && others.length === 0 && isPrograms(alone, incident, world)) say(alone, `of the apps of this account it is the only one that writes ${incident.kind}s to ${incident.source.name}`, WEIGHTS.onlyWriter * amountOf(incident));
    if (actsTold(incident, world)) say('user', 'a bulk edit by a person was declared for this time', WEIGHTS.bulkEditDeclared * (isMachines(incident) ? UNLIKE : 1));
    const resync = world.events.find((event) => event.type === 'resync' && Date.parse(event.at) > from - DAY && Date.parse(event.at) <= to);
    if (resync !== undefined && incident.type === 'records-recreated') say('user', 'a resync was declared for this time', WEIGHTS.resyncDeclared);
    return evidence;
  },
};

/** Whether it was a program at all: by its pace, by what only programs do, or by what the app is known for. */
function isPrograms(id: string, incident: Incident, world: World): boolean {
  return isMachines(incident) || paceOf(incident.times) === 'machine' || fittingHabits(incident, world).some(({ app }) => app === id);
}

function isWriter(id: string, incident: Incident, world: World): boolean {
  const app = appOf(id, world);
  return app.class !== 'person' && app.class !== 'unknown' && !isOutsideFolder(id, incident, world) && canWrite(app, incident.source, world.inventory.filter((entry) => entry.app === id));
}
