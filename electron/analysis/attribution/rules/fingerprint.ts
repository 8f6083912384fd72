import type { Incident } from '../../findings/types.ts';
import type { Habit } from '../../knowledge/types.ts';
import { amountOf } from '../amount-of.ts';
import { declaredApps } from '../candidates.ts';
import { fittingHabits } from '../fitting-habits.ts';
import { isOutsideFolder } from '../missing-traces.ts';
import { audit } from './audit.ts';
import { provenance } from './provenance.ts';
import type { Evidence, Rule } from '../types.ts';

// A mark from before says only that an app was there once.
const TRACE = 1;

/** What was done to the records, compared with what apps are known to do. */
export const fingerprint: Rule = {
  kind: 'fingerprint',
  sees: 'what a copy lost or what was written, compared with the known defects and rules of the apps in question; a documented reset is a person’s act that an app carried out',
  weigh(incident, world) {
    const seen = [...provenance.weigh(incident, world), ...audit.weigh(incident, world)];
    const known = new Set([...declaredApps(world), ...seen.flatMap(({ app, weight }) => (weight >= TRACE ? [app] : []))]);
    const best = new Map<string, Evidence>();
    for (const habit of fittingHabits(incident, world)) {
      // What keeps to its folder does none of it elsewhere.
      if (!known.has(habit.app) || isOutsideFolder(habit.app, incident, world)) continue;
      const isReset = incident.type === 'records-recreated' && incident.steps.length === 1;
      const weight = Math.round(habit.strength * certainty(habit, incident) * 100) / 100;
      const evidence: Evidence = { app: habit.app, kind: 'fingerprint', text: habit.text, weight: isReset ? weight / 2 : weight, refs: [habit.source], ...(isReset ? { role: 'carrier' as const } : {}) };
      if (weight > (best.get(habit.app)?.weight ?? 0)) best.set(habit.app, evidence);
      if (isReset && weight > (best.get('user')?.weight ?? 0)) best.set('user', { ...evidence, app: 'user', role: 'origin', text: `a person starts it: ${habit.text}`, weight });
    }
    return [...best.values()];
  },
};

/** A habit of one field says less where others changed as well; a few records say less than many. */
function certainty(habit: Habit, incident: Incident): number {
  const isWhole = habit.field === undefined || incident.properties.length <= 1;
  return (isWhole ? 1 : 0.6) * amountOf(incident);
}
