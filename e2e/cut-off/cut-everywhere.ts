import { expect } from 'vitest';
import { createRandom } from '../../electron/demo/seeded-random.ts';
import { checkAftermath, someMeddling } from './check-aftermath.ts';
import { type CutPoint, countPoints, withCut } from './run-cut.ts';
import { type World, buildWorlds } from './worlds.ts';

/**
 * Cuts deeds at points in a mixed order that is the same each time: `all` is every point of every deed once, and at least 1,000 cuts. Throws
 * at the first that ends wrong, naming its point.
 */
export async function cutEverywhere(howMany: number | 'all', say: (text: string) => void): Promise<void> {
  const { worlds, remove } = await buildWorlds();
  try {
    const points = mixed(await pointsOf(worlds));
    const runs = howMany === 'all' ? Math.max(1000, points.length) : howMany;
    const done = new Map<string, number>();
    let cut = 0;
    for (let run = 0; run < runs; run += 1) {
      const point = points[run % points.length];
      if (point === undefined) throw new Error('there is no point to cut at');
      const { world, at, number, way } = point;
      const name = `run ${run}: ${world.name}, ${way} at ${at} ${number}`;
      try {
        await withCut(point, async (aftermath) => {
          cut += aftermath.wasCut ? 1 : 0;
          await checkAftermath(world, aftermath, someMeddling(run));
        });
      } catch (error) {
        throw new Error(name, { cause: error });
      }
      const group = `${world.name}, ${way} at ${at}`;
      done.set(group, (done.get(group) ?? 0) + 1);
    }
    for (const [group, count] of [...done].sort()) say(`${String(count).padStart(5)}  ${group}`);
    say(`${runs} of ${runs} cut-off runs ended right; ${points.length} different points, ${cut} hit while the deed went on.`);
    // A point may be missed where requests of two lanes change places; most must be hit, or this proves nothing.
    expect(cut).toBeGreaterThan(runs * 0.95);
  } finally {
    remove();
  }
}

async function pointsOf(worlds: readonly World[]): Promise<readonly CutPoint[]> {
  const points: CutPoint[] = [];
  for (const world of worlds) {
    const { requests, statements } = await countPoints(world);
    for (let number = 0; number < requests; number += 1) {
      for (const at of ['request', 'answer'] as const) for (const way of ['death', 'outage', 'blip'] as const) points.push({ world, at, number, way });
    }
    for (let number = 0; number < statements; number += 1) points.push({ world, at: 'statement', number, way: 'death' });
  }
  return points;
}

function mixed(points: readonly CutPoint[]): readonly CutPoint[] {
  return createRandom(1).shuffle(points);
}
