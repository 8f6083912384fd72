import type { Incident } from '../findings/types.ts';

// From so many records on nobody would take it for the day's business.
const ENOUGH = 8;

/** How far circumstances speak: fully of many records, hardly of one or two, which are mostly somebody's daily work. */
export function amountOf({ records }: Incident): number {
  return Math.min(1, records.length / ENOUGH);
}
