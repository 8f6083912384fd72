import type { Incident } from '../../findings/types.ts';
import { declaredApps } from '../candidates.ts';
import type { Evidence, Rule } from '../types.ts';
import { WEIGHTS } from '../weights.ts';

/** Counts and lengths that stop where an app stops. */
export const limit: Rule = {
  kind: 'limit',
  sees: 'numbers of records, of changes in one go, and lengths of cut values that stop exactly at a known limit of an app',
  weigh(incident, world) {
    const known = declaredApps(world);
    return world.knowledge.limits.flatMap((limits): readonly Evidence[] => {
      if (!known.includes(limits.app)) return [];
      const reached = numbersOf(incident, limits.of).filter((number) => Math.abs(number - limits.value) <= limits.tolerance);
      const enough = limits.of === 'length' ? incident.records.length / 2 : 1;
      if (reached.length < enough || reached.length === 0) return [];
      const weight = limits.of === 'length' ? WEIGHTS.lengthReached : WEIGHTS.limitReached;
      return [{ app: limits.app, kind: 'limit', text: `${limits.text}, and ${reached[0]} is what there is`, weight, refs: [limits.source] }];
    });
  },
};

function numbersOf(incident: Incident, of: 'records' | 'changes' | 'length'): readonly number[] {
  if (of === 'changes') return [incident.records.length];
  if (of === 'length') return incident.records.flatMap(({ rows }) => rows.flatMap(({ effect, row }) => (effect === 'cut' ? [row.after?.length ?? 0] : [])));
  // A cut that is a limit shows where records go, not where they are edited.
  if (!['records-deleted', 'records-recreated'].includes(incident.type)) return [];
  return [...new Set(incident.records.map(({ happening }) => happening.to.counts[incident.kind]))];
}
