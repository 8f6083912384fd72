import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { findProgram } from '../../electron/demo/run-server-process.ts';
import type { SampleCard } from '../../electron/demo/sample-book.ts';
import { editCard, makeCards, spreadOver, writeCardFiles } from '../measure/cards.ts';
import { withSynctrace, type Synctrace } from '../measure/with-synctrace.ts';
import { runPairs } from '../measure/run-pairs.ts';
import { runProgram } from '../measure/run-program.ts';
import { inWorkFolder } from '../measure/work-folder.ts';
import { ratioFigure } from '../results/figures.ts';
import type { Bench, Measured, Scale } from '../results/types.ts';

const MANY = 100_000;
const FEW = 10_000;
const CHANGED = 1000;
const WHEN = ['2026-03-01T09:00:00Z', '2026-03-02T09:00:00Z'] as const;

/** A diff of two snapshots from the command line, beside git comparing the same files in two commits. */
export const diff: Bench = {
  name: 'diff',
  title: `Diff of two snapshots of ${MANY.toLocaleString('en-GB')} cards with ${CHANGED.toLocaleString('en-GB')} changed, against git diff`,
  measure: async (scale, say) => {
    if (findProgram('git') === null) return { skipped: 'git is not installed' };
    return withSynctrace((synctrace) => inWorkFolder('diff', (folder) => measure(folder, synctrace, scale, say)));
  },
};

async function measure(folder: string, synctrace: Synctrace, scale: Scale, say: (line: string) => void): Promise<Measured> {
  const [many, few, changed] = [scale.size(MANY), scale.size(FEW), scale.size(CHANGED)];
  say(`importing ${many} cards twice, ${few} cards twice, and committing the ${many} to git`);
  const cards = makeCards(many);
  const large = await makeCase(join(folder, 'large'), synctrace, cards, changed);
  const small = await makeCase(join(folder, 'small'), synctrace, cards.slice(0, few), changed);
  const repository = await makeRepository(join(folder, 'git'), cards, changed);

  const startUp = async () => (await synctrace.run(['--version'])).wallMs;
  // What the process takes to start is measured right beside each diff, so that a load meets both.
  const diffOf = (file: string) => async () => {
    const started = await startUp();
    return (await synctrace.run(['--case', file, 'diff', 'book@first', 'book@latest', '--json'])).wallMs - started;
  };
  const gitDiff = async () => (await runProgram({ command: 'git', args: ['-C', repository, '--no-pager', 'diff', '--no-color', 'HEAD~1', 'HEAD'] })).wallMs;
  for (const warm of [diffOf(large), diffOf(small), gitDiff]) await warm();
  say('measuring');
  const beside = await runPairs(scale.pairs(15), diffOf(large), gitDiff);
  await runProgram({ command: 'git', args: ['-C', repository, 'gc', '--quiet'] });
  const besidePacked = await runPairs(scale.pairs(15), diffOf(large), gitDiff);
  const sizes = await runPairs(scale.pairs(15), diffOf(large), diffOf(small));
  const name = (count: number) => `synctrace diff --json of ${count.toLocaleString('en-GB')} cards, less --version`;
  return {
    figures: [
      ratioFigure('diff beyond start-up ÷ git diff with contents', { name: name(many), values: beside.first }, { name: 'git diff of two commits', values: beside.second }, 1),
      ratioFigure('the same, after all was packed with git gc', { name: name(many), values: besidePacked.first }, { name: 'git diff of two commits', values: besidePacked.second }, 1),
      ratioFigure('the same changes among ten times the records', { name: name(many), values: sizes.first }, { name: name(few), values: sizes.second }, 4 / 3),
    ],
    trials: [],
    with: [(await runProgram({ command: 'git', args: ['--version'], keepOutput: true })).output.trim().replace(' version', '')],
    simulated: [`The cards are generated; ${changed.toLocaleString('en-GB')} have another phone number in the second state. git holds one file a card; the first state is packed by its own housekeeping, the changed files stand loose as it leaves them.`],
  };
}

async function makeCase(folder: string, synctrace: Synctrace, cards: readonly SampleCard[], changed: number): Promise<string> {
  mkdirSync(folder);
  const file = join(folder, 'case.synctrace');
  const edited = editSome(cards, changed);
  for (const [index, state] of [cards, cards.map((card) => edited.get(card.name) ?? card)].entries()) {
    const path = join(folder, `state-${index}.vcf`);
    writeFileSync(path, state.map((card) => card.text).join(''));
    await synctrace.run(['--case', file, 'import', path, '--source', 'book', '--at', WHEN[index] ?? '']);
  }
  const answer = (await synctrace.ask(['--case', file, 'diff', 'book@first', 'book@latest'])) as { summary: { modified: number; unchanged: number }; changes: { fields: unknown[] }[] };
  const { modified, unchanged } = answer.summary;
  const isRight = modified === changed && unchanged === cards.length - changed && answer.changes.every((change) => change.fields.length === 1);
  if (!isRight) throw new Error(`the diff found ${modified} of ${changed} changes`);
  return file;
}

async function makeRepository(folder: string, cards: readonly SampleCard[], changed: number): Promise<string> {
  mkdirSync(folder);
  const git = (...args: string[]) => runProgram({ command: 'git', args: ['-C', folder, ...args], keepOutput: true });
  await git('init', '--quiet');
  for (const [name, value] of [['user.name', 'Bench'], ['user.email', 'bench@example.test'], ['core.autocrlf', 'false'], ['gc.autoDetach', 'false']] as const) await git('config', name, value);
  for (const state of [cards, [...editSome(cards, changed).values()]]) {
    writeCardFiles(join(folder, 'cards'), state);
    await git('add', '--all');
    await git('commit', '--quiet', '--message', 'state');
  }
  const { output } = await git('diff', '--numstat', 'HEAD~1', 'HEAD');
  const found = output.trim().split('\n').length;
  if (found !== changed) throw new Error(`git found ${found} of ${changed} changes`);
  return folder;
}

/** The cards that change, by name, as they are afterwards. */
function editSome(cards: readonly SampleCard[], changed: number): ReadonlyMap<string, SampleCard> {
  return new Map(spreadOver(cards, changed).map((card, index) => [card.name, { ...card, text: editCard(card.text, index) }]));
}
