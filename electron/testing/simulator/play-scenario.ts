import { createRandom } from '../../demo/seeded-random.ts';
import { openStage } from '../../demo/world/stage.ts';
import type { Picture } from '../../demo/world/take-picture.ts';
import { openScene, type ToldIncident } from './scene.ts';
import { SCENARIOS } from './scenarios/index.ts';

const DAY_MS = 86_400_000;
const LARGEST = 80;

/** A scenario on a stage of three days: its first incident, and the pictures of the account it happened in. */
export function playScenario(name: string, seed: number): { readonly pictures: readonly Picture[]; readonly incident: ToldIncident } {
  const scenario = SCENARIOS.find((one) => one.name === name);
  if (scenario === undefined) throw new Error(`no scenario ${name}`);
  const startMs = Date.UTC(2026, 2, 2, 8);
  const stage = openStage(createRandom(seed), [startMs, startMs + DAY_MS, startMs + 2 * DAY_MS]);
  const scene = openScene(stage, 0, LARGEST);
  scenario.play(scene);
  stage.play();
  const [incident] = scene.told;
  if (incident === undefined) throw new Error('nothing happened');
  return { pictures: stage.pictures.filter(({ store }) => store === incident.store.name), incident };
}
