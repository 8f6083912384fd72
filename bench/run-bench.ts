import { VERSION } from '../electron/services/version.ts';
import { describeMachine, loadNow } from './measure/describe-machine.ts';
import type { Bench, BenchResult, Scale } from './results/types.ts';

const SMALL_PART = 0.02;

/** Measures one bench and puts down when, where and how. */
export async function runBench(bench: Bench, options: { readonly isFullSize: boolean }): Promise<BenchResult | { readonly skipped: string }> {
  const load = loadNow();
  const measuredAt = new Date().toISOString();
  const measured = await bench.measure(scaleOf(options.isFullSize), (line) => console.error(`  ${bench.name}: ${line}`));
  if ('skipped' in measured) return measured;
  const { name, title } = bench;
  return { name, title, measuredAt, program: `synctrace ${VERSION}`, isFullSize: options.isFullSize, load, machine: describeMachine(), ...measured };
}

function scaleOf(isFullSize: boolean): Scale {
  return {
    isFullSize,
    size: (full) => (isFullSize ? full : Math.max(1, Math.round(full * SMALL_PART))),
    pairs: (full) => (isFullSize ? full : Math.min(full, 2)),
  };
}
