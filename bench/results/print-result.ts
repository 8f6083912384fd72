import { boundOfNone } from '../measure/spread.ts';
import { barText, spreadText } from './format.ts';
import type { Bench, BenchResult, Figure } from './types.ts';

/** Each figure with what it was made of beneath; a bar that is missed is told, never an error. */
export function printResult(bench: Bench, result: BenchResult | { readonly skipped: string }): void {
  console.log(`\n${bench.name}: ${bench.title}`);
  if ('skipped' in result) return console.log(`  skipped: ${result.skipped}`);
  if (!result.isFullSize) console.log('  a fraction of the full size, to try it: the bars do not apply');
  for (const figure of result.figures) for (const line of figureLines(figure, result.isFullSize)) console.log(line);
  for (const { what, trials, failures } of result.trials) {
    const bound = failures === 0 ? `; so the rate is below ${(boundOfNone(trials) * 100).toFixed(2)} % at 95 % confidence` : '';
    console.log(`  ${what}: ${failures} of ${trials} failed${bound}`);
  }
  console.log(`  with ${result.with.join(', ')}; load ${result.load} on ${result.machine.cores} cores`);
}

function figureLines(figure: Figure, isFullSize: boolean): readonly string[] {
  const bar = isFullSize ? barText(figure) : '';
  const sides = figure.sides.map((side) => `${side.name} ${spreadText(side.value, side.unit)}`).join(' · ');
  const runs = figure.value.runs === 1 ? '' : `  [${figure.value.runs} runs]`;
  return [`  ${figure.what}: ${spreadText(figure.value, figure.unit)}${bar === '' ? '' : `   bar ${bar}`}${runs}`, ...(sides === '' ? [] : [`      ${sides}`])];
}
