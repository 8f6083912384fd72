import { expect, it, onTestFinished } from 'vitest';
import { createRandom } from '../../demo/seeded-random.ts';
import { openStage } from '../../demo/world/stage.ts';
import { explainChanges } from '../../services/explain-changes.ts';
import { readRecords } from '../../services/read-records.ts';
import { casePath } from '../build-case.ts';
import { playOverDav } from './play-over-dav.ts';
import { openScene } from './scene.ts';
import { SCENARIOS } from './scenarios/index.ts';

const DAY_MS = 86_400_000;

/** A scenario on a stage of three days, and what its accounts looked like. */
function played(name: string, seed: number) {
  const scenario = SCENARIOS.find((one) => one.name === name);
  if (scenario === undefined) throw new Error(`no scenario ${name}`);
  const startMs = Date.UTC(2026, 2, 2, 8);
  const stage = openStage(createRandom(seed), [startMs, startMs + DAY_MS, startMs + 2 * DAY_MS]);
  const scene = openScene(stage, 0);
  scenario.play(scene);
  stage.play();
  return { stage, incidents: scene.told };
}

it.each([
  ['gateway-rebuilds-cards', 3],
  ['account-added-again', 4],
  ['group-members-lost', 5],
] as const)('%s on a real server, captured over HTTP, shows the records that the truth names', async (name, seed) => {
  const { stage, incidents } = played(name, seed);
  const [incident] = incidents;
  if (incident === undefined) throw new Error('nothing happened');
  const pictures = stage.pictures.filter(({ store }) => store === incident.store.name);
  const context = await playOverDav(pictures, casePath());
  onTestFinished(() => context.store.close());

  const held = context.store.snapshots().map(({ id }) => new Set([...readRecords(context, { snapshot: id })].map(({ key }) => decodeURIComponent(key.slice(key.lastIndexOf('/') + 1)))));
  expect(held).toEqual(pictures.map(({ keys }) => keys));

  const findings = await explainChanges(context, {});
  const named = findings.filter(({ type }) => type === incident.type).flatMap(({ records }) => records.map(({ key }) => decodeURIComponent(key.slice(key.lastIndexOf('/') + 1))));
  const keys = new Set(incident.outcomes.flatMap((outcome) => outcome.keys));
  expect(keys.size).toBeGreaterThan(0);
  expect(named.filter((key) => keys.has(key)).length).toBe(keys.size);
});
