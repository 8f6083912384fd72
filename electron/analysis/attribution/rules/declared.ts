import { appOf, declaredApps } from '../candidates.ts';
import type { Evidence, Rule } from '../types.ts';
import { WEIGHTS } from '../weights.ts';

const DAY = 86_400_000;

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
        if (starts.some((at) => at > from - 2 * DAY && at <= to)) say(app, 'it was installed shortly before', WEIGHTS.sinceShortlyBefore);
      }
      if (!appOf(app, world).kinds.includes(incident.kind)) say(app, `it does not handle ${incident.kind}s`, 0, true);
    }
    const edit = world.events.find((event) => event.type === 'bulk-edit' && Date.parse(event.at) > from - DAY && Date.parse(event.at) <= to && (event.app === undefined || event.app === 'user'));
    if (edit !== undefined) say('user', 'a bulk edit by a person was declared for this time', WEIGHTS.bulkEditDeclared);
    const resync = world.events.find((event) => event.type === 'resync' && Date.parse(event.at) > from - DAY && Date.parse(event.at) <= to);
    if (resync !== undefined && incident.type === 'records-recreated') say('user', 'a resync was declared for this time', WEIGHTS.resyncDeclared);
    return evidence;
  },
};
