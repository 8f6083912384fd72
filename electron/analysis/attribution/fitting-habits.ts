import { propertyOfField } from '../findings/tell-effects.ts';
import type { CaseHistory, Incident } from '../findings/types.ts';
import type { Habit } from '../knowledge/types.ts';
import { mayBeStore } from './stores.ts';
import type { World } from './types.ts';

const NEAR_LENGTH = 0.04;
const memos = new WeakMap<Incident, readonly Habit[]>();

/** What any app is known to do that looks like an incident. */
export function fittingHabits(incident: Incident, { knowledge, history }: World): readonly Habit[] {
  const held = memos.get(incident);
  if (held !== undefined) return held;
  const traits = traitsOf(incident, history);
  const fitting = knowledge.habits.filter((habit) => habit.type === incident.type && fits(habit, incident, traits));
  memos.set(incident, fitting);
  return fitting;
}

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
  if (habit.isRepeated === true && incident.steps.length < 2) return false;
  if (habit.kind !== undefined && habit.kind !== incident.kind) return false;
  if (habit.store !== undefined && !mayBeStore(incident.source, habit.store)) return false;
  if (habit.field !== undefined && !incident.properties.includes(habit.field)) return false;
  if (habit.shiftHours !== undefined && Math.abs(Number(incident.pattern.split(' ')[1] ?? 0)) !== habit.shiftHours * 60) return false;
  return habit.length === undefined || incident.records.some(({ rows }) => rows.some(({ effect, row }) => effect === 'cut' && Math.abs((row.after?.length ?? 0) - (habit.length ?? 0)) <= NEAR_LENGTH * (habit.length ?? 0)));
}
