import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Example, fitFactors, fitTemperatures } from '../electron/testing/simulator/fit-model.ts';
import { judgeSeeds } from '../electron/testing/simulator/judge-case.ts';
import { CALIBRATION_SEEDS, TRAINING_SEEDS } from '../electron/testing/simulator/seeds.ts';

const FILE = join(import.meta.dirname, '../electron/analysis/attribution/fitted-model.ts');

/** Fits the weights of evidence on the training seeds and calibrates them on others; what measures them uses neither. */
async function fit(): Promise<void> {
  const training = await examplesOf(TRAINING_SEEDS);
  const factors = fitFactors(training);
  const calibration = await examplesOf(CALIBRATION_SEEDS);
  const temperatures = fitTemperatures(calibration, factors);
  writeFileSync(FILE, fileOf(factors, temperatures, { training: describe(training, TRAINING_SEEDS), calibration: describe(calibration, CALIBRATION_SEEDS) }));
  console.log(`Written: ${FILE}`);
}

async function examplesOf(seeds: readonly number[]): Promise<readonly Example[]> {
  const examples: Example[] = [];
  for await (const judged of judgeSeeds(seeds)) examples.push(...judged.examples);
  console.error(`${examples.length} incidents of seeds ${seeds[0]} to ${seeds.at(-1)}`);
  return examples;
}

function describe(examples: readonly Example[], seeds: readonly number[]): string {
  return `${examples.length} incidents of the simulator’s seeds ${seeds[0]} to ${seeds.at(-1)}`;
}

function fileOf(factors: object, temperatures: object, made: object): string {
  const lines = (given: object): string => Object.entries(given).map(([name, value]) => `    ${/^[a-z]+$/.test(name) ? name : `'${name}'`}: ${typeof value === 'number' ? value : `'${String(value)}'`},\n`).join('');
  return `import type { FittedModel } from './factors.ts';\n\n/** Written by \`npm run fit\`, not by hand. */\nexport const FITTED_MODEL: FittedModel = {\n  factors: {\n${lines(factors)}  },\n  temperatures: {\n${lines(temperatures)}  },\n  made: {\n${lines(made)}  },\n};\n`;
}

await fit();
