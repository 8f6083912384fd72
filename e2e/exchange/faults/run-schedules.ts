import { EXCHANGE_PROTOCOLS } from '../../../electron/testing/exchange-harness.ts';
import { buildFaultWorlds, type FaultWorld } from './fault-worlds.ts';
import { countRequests, runSchedule } from './run-schedule.ts';

/** A seed at which something ended wrong. */
export interface Failure {
  readonly seed: number;
  readonly world: string;
  readonly problem: string;
}

/** Runs so many schedules, from a first seed on, by turns over both protocols, capture and restore. */
export async function runSchedules(first: number, count: number, say: (line: string) => void): Promise<readonly Failure[]> {
  const built = await Promise.all(EXCHANGE_PROTOCOLS.map((protocol) => buildFaultWorlds(protocol)));
  try {
    const worlds: FaultWorld[] = [];
    for (const world of built.flatMap((one) => one.worlds)) worlds.push({ ...world, requests: await countRequests(world) });
    for (const { protocol, kind, requests, steps } of worlds) say(`${protocol} ${kind}: ${requests} requests where nothing goes wrong${steps === '' ? '' : `; ${steps}`}`);
    const failures: Failure[] = [];
    const ends = new Map<string, number>();
    for (let seed = first; seed < first + count; seed += 1) {
      const world = worlds[seed % worlds.length];
      if (world === undefined) throw new Error('there is nothing to run');
      const name = `${world.protocol} ${world.kind}`;
      try {
        const end = `${name}: ${await runSchedule(world, seed)}`;
        ends.set(end, (ends.get(end) ?? 0) + 1);
      } catch (error) {
        failures.push({ seed, world: name, problem: error instanceof Error ? (error.stack ?? error.message) : String(error) });
      }
    }
    for (const [end, times] of [...ends].toSorted()) say(`${String(times).padStart(5)}  ${end}`);
    return failures;
  } finally {
    for (const one of built) one.remove();
  }
}
