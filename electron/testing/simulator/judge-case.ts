import { describeFindings, findingId, worldOf } from '../../analysis/attribution/describe-findings.ts';
import { weighSuspects } from '../../analysis/attribution/weigh-suspects.ts';
import { KNOWLEDGE } from '../../analysis/knowledge/knowledge.ts';
import { readEvidence } from '../../services/explain-changes.ts';
import type { Example } from './fit-model.ts';
import { onSimulatedCase } from './run-case.ts';
import { type JudgedCase, matchFindings } from './score-findings.ts';
import { SCENARIOS } from './scenarios/index.ts';
import { simulateCase } from './simulate-case.ts';
import { NOISES } from './types.ts';

/** Simulates one case of a scenario, takes it in and finds what happened; `examples` are its incidents with what speaks for each suspect. */
export async function judgeCase(scenario: string, seed: number): Promise<JudgedCase & { readonly examples: readonly Example[] }> {
  // A seed alone would give all scenarios the same noise, and logs to all or none.
  const place = SCENARIOS.findIndex(({ name }) => name === scenario) + seed;
  const simulated = simulateCase(seed, { scenario, noise: NOISES[place % NOISES.length] ?? 'none', hasLogs: Math.floor(place / NOISES.length) % 2 === 0 });
  return onSimulatedCase(simulated, async (context) =>
    context.store.readTogether(() => {
      const given = { ...readEvidence(context, {}), knowledge: KNOWLEDGE };
      const findings = describeFindings(given);
      const world = worldOf(given);
      const matched = matchFindings(simulated.truth, findings);
      const edits = world.incidents
        // Besides the incidents there are only people’s edits, here and there.
        .filter((one) => simulated.truth.noise !== 'none' && one.pattern === 'single' && !matched.some(({ finding }) => finding.id === findingId(one)))
        .map((one): Example => ({ suspects: weighSuspects(one, world), origin: 'user' }));
      const examples = matched.flatMap(({ incident, finding }): Example[] => {
        const seen = world.incidents.find((one) => findingId(one) === finding.id);
        if (seen === undefined) return [];
        const suspects = weighSuspects(seen, world);
        // Who is nowhere named and left no trace can only be told as unknown.
        return [{ suspects, origin: suspects.some(({ app }) => app === incident.app) ? incident.app : 'unknown' }];
      });
      const isBenign = SCENARIOS.find(({ name }) => name === scenario)?.isBenign ?? false;
      return { truth: simulated.truth, isBenign, declared: given.inventory.map(({ app }) => app), findings, examples: [...examples, ...edits] };
    }),
  );
}

/** Every scenario with every seed, one after the other. */
export async function* judgeSeeds(seeds: readonly number[]): AsyncGenerator<Awaited<ReturnType<typeof judgeCase>>> {
  for (const seed of seeds) for (const { name } of SCENARIOS) yield await judgeCase(name, seed);
}
