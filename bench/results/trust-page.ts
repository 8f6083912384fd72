import { boundOfNone } from '../measure/spread.ts';
import { barText, numberText, spreadText } from './format.ts';
import type { Bench, BenchResult, Figure } from './types.ts';

/** The page as Markdown; a bench without a result is named as not measured. */
export function trustPage(benches: readonly Pick<Bench, 'name' | 'title'>[], results: readonly BenchResult[]): string {
  const sections = benches.map((bench) => section(bench, results.find((result) => result.name === bench.name)));
  return [
    '# What was measured',
    '',
    'This page is written by `npm run bench -- --publish` from the last full-size figures; nothing on it is typed by hand. `npm run bench` measures everything',
    'anew and `npm run bench -- NAME` one part of it; what a peer or a server is missing for is skipped and says so.',
    '',
    'Two programs that are compared ran on the same machine in the same run, in turn (A B, B A, A B …), as whole processes timed from outside. A figure is the',
    'median, with the least and the most in brackets; a ratio is taken pair by pair, so that a load that slows both leaves it alone. Peak memory is the largest',
    'resident set as the kernel counted it. No figure here makes a test pass or fail. Where something was tried n times without a failure, its rate of failure',
    'is below 3/n at 95 % confidence, and no more than that is claimed.',
    '',
    ...sections.flat(),
  ].join('\n');
}

function section(bench: Pick<Bench, 'name' | 'title'>, result: BenchResult | undefined): readonly string[] {
  const heading = [`## ${bench.title}`, ''];
  if (result === undefined) return [...heading, 'Not measured yet.', ''];
  const { machine } = result;
  const memory = `${Math.round(machine.memoryBytes / 2 ** 30)} GiB`;
  return [
    ...heading,
    ...(result.figures.length === 0 ? [] : [...figureTable(result.figures), '']),
    ...(result.trials.length === 0 ? [] : [...trialTable(result), '']),
    `- Measured on ${result.measuredAt.slice(0, 10)} with ${[result.program, ...result.with].join(', ')}, on ${machine.system}, ${machine.processor}, ${machine.cores} cores, ${memory}, Node ${machine.node}; load before it ${result.load}.`,
    ...result.simulated.map((text) => `- ${text}`),
    `- To repeat it: \`npm run bench -- ${result.name}\``,
    '',
  ];
}

function figureTable(figures: readonly Figure[]): readonly string[] {
  const rows = figures.map((figure) => {
    const sides = figure.sides.map((side) => `${side.name}: ${spreadText(side.value, side.unit)}`).join('<br>');
    return `| ${[figure.what, spreadText(figure.value, figure.unit), barText(figure), String(figure.value.runs), sides].join(' | ')} |`;
  });
  return ['| what | figure | bar | runs | made of |', '| --- | --- | --- | --- | --- |', ...rows];
}

function trialTable(result: BenchResult): readonly string[] {
  const rows = result.trials.map(({ what, trials, failures }) => {
    const bound = failures === 0 ? `below ${(boundOfNone(trials) * 100).toPrecision(2)} %` : '';
    return `| ${[what, numberText(trials, 'count'), numberText(failures, 'count'), bound].join(' | ')} |`;
  });
  return ['| tried | times | failures | rate of failure, 95 % |', '| --- | --- | --- | --- |', ...rows];
}
