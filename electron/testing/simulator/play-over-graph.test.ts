import { expect, it, onTestFinished } from 'vitest';
import { explainChanges } from '../../services/explain-changes.ts';
import { casePath } from '../build-case.ts';
import { playScenario } from './play-scenario.ts';
import { playOverGraph } from './play-over-graph.ts';

it.each([
  ['phones-reformatted', 3],
  ['connector-doubles-at-start', 4],
  ['crm-filter-deletes', 5],
] as const)('%s in a mailbox behind HTTP, captured through Graph, shows the records that the truth names', async (name, seed) => {
  const { pictures, incident } = playScenario(name, seed);
  const { context, ids } = await playOverGraph(pictures, casePath());
  onTestFinished(() => context.store.close());
  const wanted = new Set(incident.outcomes.flatMap(({ keys }) => keys).map((key) => ids.get(key)));
  expect(wanted.size).toBeGreaterThan(0);
  const named = (await explainChanges(context, {})).filter(({ type }) => type === incident.type).flatMap(({ records }) => records.map(({ key }) => key));
  expect(named.filter((key) => wanted.has(key)).length).toBe(wanted.size);
});
