import { ratiosOf, spreadOf } from '../measure/spread.ts';
import type { Figure, Side, Unit } from './types.ts';

export interface Taken {
  readonly name: string;
  readonly values: readonly number[];
}

/** How one side compares with the other, pair by pair. */
export function ratioFigure(what: string, ours: Taken, peer: Taken, atMost: number | null, unit: Unit = 'ms'): Figure {
  return {
    what,
    unit: 'ratio',
    value: spreadOf(ratiosOf(ours.values, peer.values)),
    bar: atMost === null ? null : { atMost },
    sides: [side(ours, unit), side(peer, unit)],
  };
}

/** A figure that stands for itself. */
export function plainFigure(what: string, unit: Unit, values: readonly number[], bar: Figure['bar'], sides: readonly Side[] = []): Figure {
  return { what, unit, value: spreadOf(values), bar, sides };
}

/** One side of a figure. */
export function side(taken: Taken, unit: Unit): Side {
  return { name: taken.name, unit, value: spreadOf(taken.values) };
}
