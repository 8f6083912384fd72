import type { PlanStep } from './types.ts';

/**
 * Steps in their order, those with one UID in one lane: copies of one UID are written one after the other, so that none is taken for another. A step
 * that needs another one stands in that one’s lane.
 */
export function lanesOf(steps: readonly PlanStep[]): readonly (readonly PlanStep[])[] {
  const lanes: PlanStep[][] = [];
  const byUid = new Map<string, PlanStep[]>();
  const byIndex = new Map<number, PlanStep[]>();
  for (const step of steps) {
    let lane = (step.needs === undefined ? undefined : byIndex.get(step.needs)) ?? (step.uid === undefined ? undefined : byUid.get(step.uid));
    if (lane === undefined) lanes.push((lane = []));
    lane.push(step);
    byIndex.set(step.index, lane);
    if (step.uid !== undefined && !byUid.has(step.uid)) byUid.set(step.uid, lane);
  }
  return lanes;
}

/** Works through the lanes, at most `width` (1 to 4) at a time; after a failure no further step begins, and the first failure is thrown. */
export async function runLanes(lanes: readonly (readonly PlanStep[])[], width: number, work: (step: PlanStep) => Promise<void>): Promise<void> {
  let nextLane = 0;
  let failure: { readonly error: unknown } | undefined;
  const runner = async (): Promise<void> => {
    while (failure === undefined) {
      const lane = lanes[nextLane];
      nextLane += 1;
      if (lane === undefined) return;
      for (const step of lane) {
        if (failure !== undefined) return;
        try {
          await work(step);
        } catch (error) {
          failure ??= { error };
        }
      }
    }
  };
  await Promise.all(Array.from({ length: Math.max(1, Math.min(4, width)) }, runner));
  if (failure !== undefined) throw failure.error;
}
