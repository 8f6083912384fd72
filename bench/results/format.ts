import type { Spread } from '../measure/spread.ts';
import type { Figure, Unit } from './types.ts';

/** A measurement with its range: `0.52 (0.49 to 0.55)`. */
export function spreadText(value: Spread, unit: Unit): string {
  if (value.runs === 1 || value.least === value.most) return numberText(value.median, unit);
  return `${numberText(value.median, unit)} (${numberText(value.least, unit)} to ${numberText(value.most, unit)})`;
}

/** A number as people read it. */
export function numberText(value: number, unit: Unit): string {
  switch (unit) {
    case 'ratio':
      return value.toFixed(value < 0.095 ? 3 : 2);
    case 'ms':
      return value >= 1000 ? `${(value / 1000).toFixed(value >= 10_000 ? 1 : 2)} s` : `${value.toFixed(value >= 10 ? 0 : 2)} ms`;
    case 'bytes':
      return value >= 1e6 ? `${(value / 1e6).toFixed(value >= 1e8 ? 0 : 1)} MB` : `${(value / 1e3).toFixed(1)} kB`;
    case 'frames/s':
      return `${value.toFixed(0)} frames/s`;
    case 'count':
      return Math.round(value).toLocaleString('en-GB');
  }
}

/** The bar and whether the median is on its right side. */
export function barText(figure: Figure): string {
  if (figure.bar === null) return '';
  const [bar, isMet, sign] =
    'atMost' in figure.bar ? [figure.bar.atMost, figure.value.median <= figure.bar.atMost, '≤'] : [figure.bar.atLeast, figure.value.median >= figure.bar.atLeast, '≥'];
  return `${sign} ${numberText(bar, figure.unit)}: ${isMet ? 'met' : 'missed'}`;
}
