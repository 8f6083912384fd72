import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { inventAddressBook, type LabelledCard } from '../../electron/testing/simulator/books/address-book.ts';
import { inventPersonList, type Damage } from '../../electron/testing/simulator/books/person-list.ts';
import { inventScrambledList } from '../../electron/testing/simulator/books/scrambled-list.ts';
import { bestScore, brierScore, scoreGroups } from '../../electron/testing/simulator/books/score-groups.ts';
import { runPairs } from '../measure/run-pairs.ts';
import { withSynctrace, type Synctrace } from '../measure/with-synctrace.ts';
import { inWorkFolder } from '../measure/work-folder.ts';
import { plainFigure, ratioFigure } from '../results/figures.ts';
import type { Bench, Figure, Measured, Scale } from '../results/types.ts';

const MANY = 100_000;
const FEW = 10_000;
const LIST = 5000;
const WHEN = '2026-03-01T09:00:00Z';
const CERTAIN = 0.9;
const PERSON_LISTS: readonly PersonList[] = [
  { what: 'list with one typing error a copy', damage: { copies: 1, errors: 1, copied: 1, hasAddress: true }, atLeast: 0.995 },
  { what: 'list of names and birthdays alone', damage: { copies: 1, errors: 1, copied: 0.1, hasAddress: false }, atLeast: 0.94 },
  { what: 'list with up to six errors in each of up to five copies', damage: { copies: 5, errors: 6, copied: 0.5, hasAddress: true }, atLeast: 0.94 },
  { what: 'list with up to eight errors in each of up to three copies', damage: { copies: 3, errors: 8, copied: 0.5, hasAddress: true }, atLeast: 0.82 },
  { what: 'list of people who registered up to twelve times, scrambled', damage: 'scrambled', atLeast: 0.97 },
  { what: 'scrambled list without birthdays', damage: 'scrambled, no birthdays', atLeast: 0.95 },
];
// Kept apart: the weights were never tried on these.
const BOOK_SEED = 9001;
const LIST_SEED = 9101;

interface PersonList {
  readonly what: string;
  readonly damage: Damage | 'scrambled' | 'scrambled, no birthdays';
  readonly atLeast: number;
}

interface Answer {
  readonly groups: readonly { readonly confidence: number; readonly records: readonly { readonly key: string }[]; readonly maybe: readonly { readonly key: string; readonly confidence: number }[] }[];
}

/** How well and how fast the duplicates of labelled books are found, from the command line. */
export const duplicates: Bench = {
  name: 'duplicates',
  title: `Duplicates in labelled address books of up to ${MANY.toLocaleString('en-GB')} cards, with copies as syncs make them and look-alikes`,
  measure: (scale, say) => withSynctrace((synctrace) => inWorkFolder('duplicates', (folder) => measure(folder, synctrace, scale, say))),
};

async function measure(folder: string, synctrace: Synctrace, scale: Scale, say: (line: string) => void): Promise<Measured> {
  const figures: Figure[] = [];
  const cases = new Map<number, string>();
  for (const size of [scale.size(FEW), scale.size(MANY)]) {
    say(`grouping a book of ${size} cards`);
    const cards = inventAddressBook(size, BOOK_SEED);
    const file = await importCards(folder, `book-${size}`, synctrace, cards);
    cases.set(size, file);
    const answer = await groupsOf(synctrace, file);
    const { precision, recall, f1 } = scoreGroups(answer.groups, peopleOf(cards), CERTAIN);
    say(`precision ${precision.toFixed(4)}, recall ${recall.toFixed(4)}, F1 ${f1.toFixed(4)} at confidence ${CERTAIN}`);
    figures.push(...certainFigures(`book of ${size.toLocaleString('en-GB')}`, answer, peopleOf(cards)));
  }
  for (const [index, { what, damage, atLeast }] of PERSON_LISTS.entries()) {
    say(`grouping a ${what}`);
    const cards = typeof damage === 'string' ? inventScrambledList(scale.size(LIST), LIST_SEED + index, damage === 'scrambled') : inventPersonList(scale.size(LIST), LIST_SEED + index, damage);
    const { groups } = await groupsOf(synctrace, await importCards(folder, `list-${index}`, synctrace, cards));
    const best = bestScore(groups, peopleOf(cards));
    const brier = brierScore(groups, peopleOf(cards));
    say(`F1 ${best.f1.toFixed(4)} at confidence ${best.confidence.toFixed(2)}, Brier score ${brier.toFixed(4)}`);
    figures.push(plainFigure(`F1 of a ${what}, at its best bar on confidence`, 'ratio', [best.f1], { atLeast }), plainFigure(`Brier score of the confidences told, ${what}`, 'ratio', [brier], { atMost: 0.05 }));
  }
  say('timing');
  figures.push(...(await timeFigures(scale, synctrace, cases)));
  return {
    figures,
    trials: [],
    with: [],
    simulated: ['Books and lists are generated from seeds that were not used for building: households, twins, Jr. and Sr., offices, namesakes; copies that lost, reformatted, romanised, misread, cut, split or moved what they held; typing errors of a register, scrambled and swapped names.'],
  };
}

function certainFigures(what: string, answer: Answer, personOf: ReadonlyMap<string, number>): readonly Figure[] {
  const certain = scoreGroups(answer.groups, personOf, CERTAIN);
  const best = bestScore(answer.groups, personOf);
  return [
    plainFigure(`precision at confidence ${CERTAIN}, ${what}`, 'ratio', [certain.precision], { atLeast: 0.99 }),
    plainFigure(`recall at confidence ${CERTAIN}, ${what}`, 'ratio', [certain.recall], { atLeast: 0.9 }),
    plainFigure(`F1 at confidence ${CERTAIN}, ${what}`, 'ratio', [certain.f1], null),
    plainFigure(`F1 at its best bar on confidence, ${what}`, 'ratio', [best.f1], null),
    plainFigure(`Brier score of the confidences told, ${what}`, 'ratio', [brierScore(answer.groups, personOf)], { atMost: 0.05 }),
  ];
}

async function timeFigures(scale: Scale, synctrace: Synctrace, cases: ReadonlyMap<number, string>): Promise<readonly Figure[]> {
  const [few, many] = [scale.size(FEW), scale.size(MANY)];
  const peaks: number[] = [];
  const timeOf = (size: number) => async () => {
    const run = await synctrace.run(['--case', cases.get(size) ?? '', 'duplicates', 'book@latest', '--json']);
    if (size === many && run.peakBytes !== null) peaks.push(run.peakBytes);
    return run.wallMs;
  };
  const sizes = await runPairs(scale.pairs(3), timeOf(many), timeOf(few));
  const name = (size: number) => `synctrace duplicates --json of ${size.toLocaleString('en-GB')} cards`;
  return [
    plainFigure(name(many), 'ms', sizes.first, { atMost: 20_000 }),
    ratioFigure('ten times the cards', { name: name(many), values: sizes.first }, { name: name(few), values: sizes.second }, 12),
    ...(peaks.length === 0 ? [] : [plainFigure(`memory of ${name(many)}`, 'bytes', peaks, { atMost: 1.5 * 1024 ** 3 })]),
  ];
}

async function importCards(folder: string, name: string, synctrace: Synctrace, cards: readonly LabelledCard[]): Promise<string> {
  const path = join(folder, `${name}.vcf`);
  const file = join(folder, `${name}.synctrace`);
  writeFileSync(path, cards.map((card) => card.text).join(''));
  await synctrace.run(['--case', file, 'import', path, '--source', 'book', '--at', WHEN]);
  return file;
}

async function groupsOf(synctrace: Synctrace, file: string): Promise<Answer> {
  return (await synctrace.ask(['--case', file, 'duplicates', 'book@latest'])) as unknown as Answer;
}

function peopleOf(cards: readonly LabelledCard[]): ReadonlyMap<string, number> {
  return new Map(cards.map(({ uid, person }) => [uid, person]));
}
