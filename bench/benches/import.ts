import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { findProgram } from '../../electron/demo/run-server-process.ts';
import { makeCards, writeCardFiles } from '../measure/cards.ts';
import { withSynctrace, type Synctrace } from '../measure/with-synctrace.ts';
import { runPairs } from '../measure/run-pairs.ts';
import { runProgram, type ProgramRun } from '../measure/run-program.ts';
import { inWorkFolder } from '../measure/work-folder.ts';
import { plainFigure, ratioFigure } from '../results/figures.ts';
import type { Bench, Figure, Measured, Scale } from '../results/types.ts';

const FILES = 20_000;
const IN_ONE = 100_000;

/** Import from files, beside khard reading the same folder. */
export const importFiles: Bench = {
  name: 'import',
  title: `Import of ${FILES.toLocaleString('en-GB')} vCard files, and of ${IN_ONE.toLocaleString('en-GB')} cards in one, against khard list`,
  measure: async (scale, say) => {
    if (findProgram('khard') === null) return { skipped: 'khard is not installed' };
    return withSynctrace((synctrace) => inWorkFolder('import', (folder) => measure(folder, synctrace, scale, say)));
  },
};

async function measure(folder: string, synctrace: Synctrace, scale: Scale, say: (line: string) => void): Promise<Measured> {
  const [files, inOne] = [scale.size(FILES), scale.size(IN_ONE)];
  const cards = makeCards(inOne);
  const cardFolder = join(folder, 'cards');
  writeCardFiles(cardFolder, cards.slice(0, files));
  const oneFile = join(folder, 'all.vcf');
  writeFileSync(oneFile, cards.map((card) => card.text).join(''));
  const peaks = { folder: [] as number[], oneFile: [] as number[] };

  const importInto = async (path: string, name: string, count: number, peak: number[]) => {
    const file = join(folder, `${name}.synctrace`);
    const run = await synctrace.run(['--case', file, 'import', path, '--source', 'files']);
    await expectCount(synctrace, file, count);
    if (run.peakBytes !== null) peak.push(run.peakBytes);
    return aCard(run, count);
  };
  const config = writePeerConfig(folder, cardFolder);
  const khard = async () => aCard(await runProgram({ command: 'khard', args: ['-c', config, 'list'] }), files);
  await expectListed(config, files);

  say(`importing and listing a folder of ${files} files`);
  const beside = await runPairs(scale.pairs(3), (run) => importInto(cardFolder, `folder-${run}`, files, peaks.folder), khard);
  say(`importing one file of ${inOne} cards`);
  const whole = await runPairs(scale.pairs(2), (run) => importInto(oneFile, `one-${run}`, inOne, peaks.oneFile), khard);
  return {
    figures: [
      ...figuresOf(`${files.toLocaleString('en-GB')} files`, 'khard list of the same folder', beside.first, beside.second),
      ...figuresOf(`${inOne.toLocaleString('en-GB')} cards in one file`, 'khard list', whole.first, whole.second),
      ...(peaks.folder.length === 0 ? [] : [plainFigure('peak memory, folder', 'bytes', peaks.folder, { atMost: 500e6 })]),
      ...(peaks.oneFile.length === 0 ? [] : [plainFigure('peak memory, one file', 'bytes', peaks.oneFile, { atMost: 500e6 })]),
    ],
    trials: [],
    with: [(await runProgram({ command: 'khard', args: ['--version'], keepOutput: true })).output.trim().replace('Khard version', 'khard')],
    simulated: ['The cards are generated. khard reads and prints; an import reads, keeps the bytes and makes a snapshot on disk.'],
  };
}

interface PerCard {
  readonly wallMs: number;
  readonly cpuMs: number | null;
}

function aCard(run: ProgramRun, count: number): PerCard {
  return { wallMs: run.wallMs / count, cpuMs: run.cpuMs === null ? null : run.cpuMs / count };
}

function figuresOf(what: string, peer: string, ours: readonly PerCard[], peers: readonly PerCard[]): readonly Figure[] {
  const figure = (unit: string, of: (one: PerCard) => number, atMost: number | null) =>
    ratioFigure(`${unit} a card of ${what} ÷ ${peer}`, { name: 'synctrace import, a card', values: ours.map(of) }, { name: 'khard list, a card', values: peers.map(of) }, atMost);
  const hasCpu = [...ours, ...peers].every((one) => one.cpuMs !== null);
  return [figure('time', (one) => one.wallMs, 0.2), ...(hasCpu ? [figure('processor time', (one) => one.cpuMs ?? 0, null)] : [])];
}

async function expectCount(synctrace: Synctrace, file: string, count: number): Promise<void> {
  const { snapshots } = (await synctrace.ask(['--case', file, 'snapshots'])) as { snapshots: { complete: boolean; counts: { contact: number } }[] };
  const last = snapshots.at(-1);
  if (last?.complete !== true || last.counts.contact !== count) throw new Error(`the import holds ${String(last?.counts.contact)} of ${count} cards`);
}

function writePeerConfig(folder: string, cards: string): string {
  const config = join(folder, 'khard/khard.conf');
  mkdirSync(join(folder, 'khard'), { recursive: true });
  writeFileSync(config, ['[addressbooks]', '[[book]]', `path = ${cards}`, '[general]', 'default_action = list', ''].join('\n'));
  return config;
}

async function expectListed(config: string, count: number): Promise<void> {
  const { output } = await runProgram({ command: 'khard', args: ['-c', config, 'list', '--parsable'], keepOutput: true });
  const listed = output.trim().split('\n').length;
  if (listed < count) throw new Error(`khard lists ${listed} of ${count} cards`);
}
