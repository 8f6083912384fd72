import { chmodSync, existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { runPairs } from '../measure/run-pairs.ts';
import { runProgram } from '../measure/run-program.ts';
import { inWorkFolder } from '../measure/work-folder.ts';
import { plainFigure, side } from '../results/figures.ts';
import type { Bench, Measured, Scale } from '../results/types.ts';

const ROOT = join(import.meta.dirname, '..', '..');

/** What the command line takes to start, beyond npx itself. */
export const startUp: Bench = {
  name: 'start-up',
  title: 'Start-up of the command line, beyond what npx takes',
  measure: (scale) => inWorkFolder('start-up', (folder) => measure(folder, scale)),
};

async function measure(folder: string, scale: Scale): Promise<Measured> {
  if (process.platform === 'win32') return { skipped: 'the trivial program is a shell script' };
  // The PATH of a user's shell: npm puts the dependencies' programs, a newer Node among them, in front of it.
  const folders = (process.env['PATH'] ?? '').split(delimiter).filter((entry) => !entry.includes('node_modules'));
  const environment = { PATH: folders.join(delimiter) };
  const npx = folders.map((entry) => join(entry, 'npx')).find((entry) => existsSync(entry));
  if (npx === undefined) return { skipped: 'npx is not on the PATH' };
  makeTrivialPackage(folder);
  const run = async (cwd: string, args: readonly string[]) => (await runProgram({ command: npx, args, cwd, environment })).wallMs;
  const synctrace = () => run(ROOT, ['synctrace', '--version']);
  const trivial = () => run(folder, ['--no', 'trivial']);
  await synctrace();
  await trivial();
  const taken = await runPairs(scale.pairs(9), synctrace, trivial);
  const beyond = taken.first.map((value, index) => value - (taken.second[index] ?? 0));
  const node = (await runProgram({ command: 'node', args: ['--version'], environment, keepOutput: true })).output.trim().replace('v', '');
  return {
    figures: [
      plainFigure('npx synctrace --version, less npx of a trivial program', 'ms', beyond, { atMost: 400 }, [
        side({ name: 'npx synctrace --version', values: taken.first }, 'ms'),
        side({ name: 'npx of a two-line shell script', values: taken.second }, 'ms'),
      ]),
    ],
    trials: [],
    with: [`npx under Node ${node}`],
    simulated: [],
  };
}

function makeTrivialPackage(folder: string): void {
  const bin = join(folder, 'node_modules/.bin');
  mkdirSync(bin, { recursive: true });
  writeFileSync(join(folder, 'package.json'), '{"name":"trivial-host","version":"1.0.0","private":true}\n');
  writeFileSync(join(bin, 'trivial'), '#!/bin/sh\necho 1.0.0\n');
  chmodSync(join(bin, 'trivial'), 0o755);
}
