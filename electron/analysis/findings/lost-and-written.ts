import { shiftsOf } from './shifts.ts';
import type { Happening, RowEffect } from './types.ts';

/** Rows of a record whose value is gone or cut, and was not replaced by another of the same property. */
export function lostRows(happening: Happening): readonly RowEffect[] {
  const written = new Set(happening.rows.filter(isWritten).map(({ property }) => property));
  return happening.rows.filter(({ effect, property }) => effect === 'cut' || (effect === 'emptied' && !written.has(property)));
}

/** Rows of a record that hold another value than before, with what went of the same property. */
export function writtenRows(happening: Happening): readonly RowEffect[] {
  const isShifted = shiftsOf(happening).length > 0;
  const lost = new Set(lostRows(happening));
  return happening.rows.filter((row) => !lost.has(row) && !(row.effect === 'shifted' && isShifted));
}

function isWritten({ effect }: RowEffect): boolean {
  return effect !== 'emptied' && effect !== 'cut' && effect !== 'shifted';
}
