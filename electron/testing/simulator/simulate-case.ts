import { createRandom, type SeededRandom } from '../../demo/seeded-random.ts';
import { SYNC_APPS } from './apps/index.ts';
import { writeCaseFiles, type LogChoices } from '../../demo/world/case-files.ts';
import { openStage } from '../../demo/world/stage.ts';
import { judgeIncident } from './judge-truth.ts';
import { makeNoise } from './make-noise.ts';
import { openScene } from './scene.ts';
import { SCENARIOS } from './scenarios/index.ts';
import { NOISES, type Noise, type Scenario, type SimulatedCase } from './types.ts';

const HOUR_MS = 3_600_000;
const FIRST_DAY_MS = Date.UTC(2026, 1, 2, 8);

export interface CaseChoices {
  readonly scenario?: string;
  readonly noise?: Noise;
  readonly hasLogs?: boolean;
  /** No account and no incident is drawn larger. */
  readonly largest?: number;
}

/** A case and its truth, all of it by the seed: the same seed and choices give the same bytes. */
export function simulateCase(seed: number, options: CaseChoices = {}): SimulatedCase {
  const random = createRandom(seed);
  const drawn = random.pick(SCENARIOS);
  const scenario = options.scenario === undefined ? drawn : scenarioOf(options.scenario);
  const noise = options.noise ?? random.pick(NOISES);
  const hasLogs = options.hasLogs ?? random.chance(0.5);
  const stage = openStage(random, chooseMoments(scenario, random));
  const scene = openScene(stage, 0, options.largest);
  scenario.play(scene);
  const others = noise === 'heavy' ? chooseOthers(scenario, random) : [];
  others.forEach((other) => other.play(scene));
  const innocents = makeNoise(scene, noise);
  if (noise !== 'none') loseSnapshots(stage, random, scenario);
  stage.play();
  const guilty = new Set(scene.told.map(({ app }) => app));
  if (random.chance({ none: 0, some: 0.15, heavy: 0.4 }[noise])) forget(stage.apps, guilty, random);
  const title = random.pick(['Something is wrong with my contacts', 'After the weekend the address book looks different', 'Please check the sync', 'Ticket without a subject']);
  const readers = SYNC_APPS.filter((app) => stage.apps.some((declared) => declared.app === app.id)).flatMap((app) => stage.moments.map((atMs) => ({ app, atMs: atMs + random.integer(60, 3000) * 1000 })));
  const { files, told } = writeCaseFiles(stage, title, hasLogs ? chooseLogs(noise, readers, random) : NO_LOGS);
  return {
    files,
    truth: {
      seed,
      scenario: scenario.name,
      noise,
      hasLogs,
      incidents: scene.told.map((incident) => judgeIncident(stage, incident, told)).filter((incident) => incident !== null),
      innocent: [...new Set([...innocents.map(({ id }) => id), ...stage.apps.map(({ app }) => app)])].filter((app) => !guilty.has(app) && stage.apps.some((declared) => declared.app === app)),
    },
  };
}

function scenarioOf(name: string): Scenario {
  const scenario = SCENARIOS.find((one) => one.name === name);
  if (scenario === undefined) throw new Error(`no scenario ${name}`);
  return scenario;
}

function chooseMoments(scenario: Scenario, random: SeededRandom): readonly number[] {
  const startMs = FIRST_DAY_MS + random.integer(0, 200) * 24 * HOUR_MS + random.integer(0, 120) * 60_000;
  const { snapshots, hours } = scenario.rhythm ?? { snapshots: random.integer(2, 4), hours: random.pick([12, 24, 24, 48, 168]) };
  return Array.from({ length: snapshots }, (_, index) => startMs + index * hours * HOUR_MS);
}

/** One or two more stories in the same case, about other records. */
function chooseOthers(scenario: Scenario, random: SeededRandom): readonly Scenario[] {
  const taken = new Set(scenario.touches);
  const others: Scenario[] = [];
  for (const other of random.shuffle(SCENARIOS)) {
    if (others.length === 2 || other.rhythm !== undefined || other.isIncomplete === true || other.touches.length === 0) continue;
    if (other.touches.some((place) => taken.has(place))) continue;
    for (const place of other.touches) taken.add(place);
    others.push(other);
  }
  return others.slice(0, random.integer(1, 2));
}

/** Snapshots between the first and the last are not always to be had. */
function loseSnapshots(stage: ReturnType<typeof openStage>, random: SeededRandom, scenario: Scenario): void {
  if (scenario.rhythm !== undefined) return;
  for (const store of stage.stores) for (let moment = 1; moment < stage.moments.length - 1; moment += 1) if (random.chance(0.2)) stage.spoil(store.name, moment, () => null);
}

/** The inventory is not whole: of the apps that did it, one was not named. */
function forget(apps: { readonly app: string }[], guilty: ReadonlySet<string>, random: SeededRandom): void {
  const named = apps.filter(({ app }) => guilty.has(app));
  if (named.length > 0) apps.splice(apps.indexOf(random.pick(named)), 1);
}

const NO_LOGS: LogChoices = { mailbox: 'none', place: 'online', hasCalendarLog: false, hasAccessLog: false, isServiceBypassed: false, missing: 0, readers: [] };

function chooseLogs(noise: Noise, readers: LogChoices['readers'], random: SeededRandom): LogChoices {
  return {
    mailbox: random.pick(['purview-csv', 'purview-csv', 'purview-json', 'mailbox-audit'] as const),
    place: random.chance(0.8) ? 'online' : 'on-premises',
    hasCalendarLog: random.chance(0.6),
    hasAccessLog: true,
    isServiceBypassed: random.chance(0.2),
    missing: { none: 0, some: random.pick([0, 0.5, 1]), heavy: random.pick([0, 1, 4]) }[noise],
    readers,
  };
}
