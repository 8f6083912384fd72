import { propertyOfField } from '../../findings/tell-effects.ts';
import type { CaseHistory, Incident } from '../../findings/types.ts';
import type { Habit } from '../../knowledge/types.ts';
import { declaredApps } from '../candidates.ts';
import { mayBeStore } from '../stores.ts';
import { provenance } from './provenance.ts';
import type { Evidence, Rule } from '../types.ts';

const NEAR_LENGTH = 0.04;

/** What was done to the records, compared with what apps are known to do. */
export const fingerprint: Rule = {
  kind: 'fingerprint',
  sees: 'what a copy lost or what was written, compared with the known defects and rules of the apps in question; a documented reset is a person’s act that an app carried out',
  weigh(incident, world) {
    const known = new Set([...declaredApps(world), ...provenance.weigh(incident, world).map(({ app }) => app)]);
    const traits = traitsOf(incident, world.history);
    const best = new Map<string, Evidence>();
    for (const habit of world.knowledge.habits) {
      if (habit.type !== incident.type || !known.has(habit.app) || !fits(habit, incident, traits)) continue;
      const isReset = incident.type === 'records-recreated' && habit.id.startsWith('fix-');
      const weight = Math.round(habit.strength * certainty(habit, incident) * 100) / 100;
      const evidence: Evidence = { app: habit.app, kind: 'fingerprint', text: habit.text, weight: isReset ? weight / 2 : weight, refs: [habit.source], ...(isReset ? { role: 'carrier' as const } : {}) };
      if (weight > (best.get(habit.app)?.weight ?? 0)) best.set(habit.app, evidence);
      if (isReset && weight > (best.get('user')?.weight ?? 0)) best.set('user', { ...evidence, app: 'user', role: 'origin', text: `a person starts it: ${habit.text}`, weight });
    }
    return [...best.values()];
  },
};

/** Names of what an incident looks like: its pattern, and for copies how they differ from what they copy. */
function traitsOf(incident: Incident, history: CaseHistory): ReadonlySet<string> {
  const traits = new Set([incident.pattern.split(' ')[0] ?? '', ...incident.records.flatMap(({ rows }) => rows.map(({ effect }) => effect))]);
  if (incident.pattern === 'at-each-sync') traits.add('all-at-once');
  const differing = incident.records.filter(({ original, happening: { change } }) => {
    if (original === undefined) return false;
    const valuesOf = (body: number): string => JSON.stringify(history.factsOf(body).fields.filter(({ field }) => propertyOfField(field) === 'organizations').map(({ text }) => text));
    return valuesOf(original.body) !== valuesOf(change.afterBody ?? -1);
  });
  if (incident.type === 'duplicates-introduced' && differing.length * 2 > incident.records.length) traits.add('differing-company');
  // Another field that was written as well: the name then equals what stands there since.
  const renamed = incident.records.filter(({ rows, happening: { change } }) => {
    const name = rows.find(({ property, row }) => property === 'name' && row.after !== undefined)?.row.after;
    return name !== undefined && history.factsOf(change.afterBody ?? -1).fields.some(({ field, text }) => propertyOfField(field) !== 'name' && text === name);
  });
  if (incident.type === 'fields-overwritten' && renamed.length * 2 > incident.records.length) traits.add('other-field');
  return traits;
}

function fits(habit: Habit, incident: Incident, traits: ReadonlySet<string>): boolean {
  if (habit.pattern !== undefined && !traits.has(habit.pattern)) return false;
  if (habit.store !== undefined && !mayBeStore(incident.source, habit.store)) return false;
  if (habit.field !== undefined && !incident.properties.includes(habit.field)) return false;
  if (habit.shiftHours !== undefined && Math.abs(Number(incident.pattern.split(' ')[1] ?? 0)) !== habit.shiftHours * 60) return false;
  return habit.length === undefined || incident.records.some(({ rows }) => rows.some(({ effect, row }) => effect === 'cut' && Math.abs((row.after?.length ?? 0) - (habit.length ?? 0)) <= NEAR_LENGTH * (habit.length ?? 0)));
}

/** A habit of one field says less where others changed as well; a few records say less than many. */
function certainty(habit: Habit, incident: Incident): number {
  const isWhole = habit.field === undefined || incident.properties.length <= 1;
  return (isWhole ? 1 : 0.6) * (incident.records.length < 3 ? 0.5 : 1);
}
