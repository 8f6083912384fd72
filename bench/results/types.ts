import type { Machine } from '../measure/describe-machine.ts';
import type { Spread } from '../measure/spread.ts';

export type Unit = 'ratio' | 'ms' | 'bytes' | 'frames/s' | 'count';

/** One of the things that a figure is made of: ours, or a peer's. */
export interface Side {
  readonly name: string;
  readonly unit: Unit;
  readonly value: Spread;
}

/** What a bench measured, beside what it was compared with and the bar that was set. */
export interface Figure {
  readonly what: string;
  readonly unit: Unit;
  readonly value: Spread;
  readonly bar: { readonly atMost: number } | { readonly atLeast: number } | null;
  readonly sides: readonly Side[];
}

/** Something tried so many times. */
export interface Trials {
  readonly what: string;
  readonly trials: number;
  readonly failures: number;
}

/** What a bench answers; or the word for why it measured nothing. */
export type Measured = { readonly skipped: string } | BenchFigures;

export interface BenchFigures {
  readonly figures: readonly Figure[];
  readonly trials: readonly Trials[];
  /** What it was measured with: peers and servers with their versions. */
  readonly with: readonly string[];
  /** What stood in for the real thing. */
  readonly simulated: readonly string[];
}

export interface BenchResult extends BenchFigures {
  readonly name: string;
  readonly title: string;
  readonly measuredAt: string;
  readonly program: string;
  readonly isFullSize: boolean;
  readonly load: number;
  readonly machine: Machine;
}

/** How large a bench is made. */
export interface Scale {
  /** False: a fraction, to try whether it runs. */
  readonly isFullSize: boolean;
  /** The full count, or a part of it. */
  size(full: number): number;
  /** Runs of each side. */
  pairs(full: number): number;
}

export interface Bench {
  readonly name: string;
  readonly title: string;
  measure(scale: Scale, say: (line: string) => void): Promise<Measured>;
}
