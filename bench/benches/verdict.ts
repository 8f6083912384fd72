import { judgeSeeds } from '../../electron/testing/simulator/judge-case.ts';
import { SCENARIOS } from '../../electron/testing/simulator/scenarios/index.ts';
import { type JudgedCase, scoreCases, type Scores, type Share } from '../../electron/testing/simulator/score-findings.ts';
import { MEASURING_SEEDS } from '../../electron/testing/simulator/seeds.ts';
import { FITTED_MODEL } from '../../electron/analysis/attribution/fitted-model.ts';
import { plainFigure } from '../results/figures.ts';
import type { Bench, Figure, Measured, Scale } from '../results/types.ts';

// Fewer first suspects than that say nothing of a tenth of the scale.
const LEAST_IN_BIN = 20;
const MOST_OFF = 0.1;

/** How often the right app is named, and how far probabilities are to be believed, on simulated cases that nothing was fitted on. */
export const verdict: Bench = {
  name: 'verdict',
  title: `The verdict on simulated cases, ${SCENARIOS.length} kinds of them, of seeds that were kept apart`,
  measure: async (scale, say) => measure(scale, say),
};

async function measure(scale: Scale, say: (line: string) => void): Promise<Measured> {
  const seeds = scale.isFullSize ? MEASURING_SEEDS : MEASURING_SEEDS.slice(0, 1);
  const cases: JudgedCase[] = [];
  for await (const judged of judgeSeeds(seeds)) {
    cases.push(judged);
    if (cases.length % 50 === 0) say(`${cases.length} cases`);
  }
  const scores = scoreCases(cases);
  return {
    figures: figuresOf(scores),
    trials: [
      { what: 'verdicts of “proved”', trials: scores.wrongProved.of, failures: scores.wrongProved.count },
      { what: 'benign cases, for a finding called critical', trials: scores.benignCritical.of, failures: scores.benignCritical.count },
    ],
    with: [],
    simulated: [
      `${scores.cases} case folders with ${scores.incidents} incidents, imported as any case folder is: three levels of noise, half of them with audit logs, ${scores.benignWarnings.of} of them benign. What is said of an app that nothing in a case names is right if it is “unknown”.`,
      `The weights: ${FITTED_MODEL.made === null ? 'set by hand' : `fitted on ${FITTED_MODEL.made.training}; probabilities set right on ${FITTED_MODEL.made.calibration}`}; measured on seeds ${seeds[0]} to ${seeds.at(-1)}, by which nothing was built.`,
    ],
  };
}

function figuresOf(scores: Scores): readonly Figure[] {
  const { bins } = scores;
  const off = bins.filter(({ count }) => count >= LEAST_IN_BIN).map(({ meanProbability, shareRight }) => Math.abs(meanProbability - shareRight));
  return [
    plainFigure(`incidents found, ${scores.found} of ${scores.incidents}`, 'ratio', [scores.recall], { atLeast: 0.95 }),
    plainFigure(`findings that are one of them, warnings and worse, ${scores.found} of ${scores.found + scores.falseFindings}`, 'ratio', [scores.precision], { atLeast: 0.95 }),
    plainFigure('records named, Jaccard on average', 'ratio', [scores.jaccard], { atLeast: 0.9 }),
    shareFigure('first suspect is the origin', scores.firstGuess, { atLeast: 0.9 }),
    shareFigure('first suspect is the origin, with strong evidence', scores.firstGuessStrong, { atLeast: 0.97 }),
    shareFigure('“proved” of another than the origin', scores.wrongProved, { atMost: 0 }),
    shareFigure('first suspects at 0.8 or more that were not it', scores.wrongSure, { atMost: 0.02 }),
    shareFigure('cleared suspects that stand at 0.3 or more, or did it', scores.clearedWrong, { atMost: 0 }),
    shareFigure('benign cases with a critical finding', scores.benignCritical, { atMost: 0 }),
    shareFigure('benign cases with a warning', scores.benignWarnings, { atMost: 0.025 }),
    plainFigure('Brier score of the first suspect', 'ratio', [scores.brier], { atMost: 0.1 }),
    plainFigure(`furthest that a tenth of the scale is off, of those with ${LEAST_IN_BIN} or more`, 'ratio', [Math.max(0, ...off)], { atMost: MOST_OFF }),
    ...bins.map(({ from, count, meanProbability, shareRight }) => plainFigure(`right of ${count} first suspects at ${from.toFixed(1)} to ${(from + 0.1).toFixed(1)}, on average ${meanProbability.toFixed(2)}`, 'ratio', [shareRight], null)),
  ];
}

function shareFigure(what: string, { count, of }: Share, bar: Figure['bar']): Figure {
  return plainFigure(`${what}, ${count} of ${of}`, 'ratio', [of === 0 ? 0 : count / of], bar);
}
