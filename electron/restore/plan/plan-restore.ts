import type { Plan, PlanConflict, PlanStep } from '../types.ts';
import { planRecord } from './plan-record.ts';
import type { RecordRules } from './record-rules.ts';
import type { FreeKey, RestoreRequest } from './request.ts';

/**
 * The plan that brings the wanted records back. It never deletes, never overwrites what differs from what was compared with (unless a
 * person picked it), never makes a second copy of what stands anywhere in the source, and notifies nobody.
 */
export function planRestore(request: RestoreRequest, rules: RecordRules): Plan {
  const taken = new Set<string>([...request.wanted.map((wanted) => wanted.key), ...request.now.byKey.keys()]);
  const freeKey: FreeKey = (collection, seed) => {
    for (let attempt = 1; ; attempt += 1) {
      const key = request.keyFor(collection, attempt === 1 ? `${seed}-restored` : `${seed}-restored-${attempt}`);
      if (taken.has(key)) continue;
      taken.add(key);
      return key;
    }
  };
  const steps: PlanStep[] = [];
  const conflicts: PlanConflict[] = [];
  for (const wanted of request.wanted) {
    const planned = planRecord(wanted, request, freeKey, rules);
    if ('step' in planned) steps.push({ index: steps.length, ...planned.step });
    else conflicts.push({ key: wanted.key, title: wanted.title, reason: planned.conflict });
  }
  return { id: request.id, sourceId: request.sourceId, sourceName: request.sourceName, createdAt: request.createdAt, steps, conflicts, notifies: 0 };
}
