import type { FormatName } from './format-names.ts';

/** What a log covers, so that what it does not say is known as well. */
export interface LogFacts {
  /** Of the file, without its folder. */
  readonly name: string;
  readonly format: FormatName;
  /** RFC 3339: its first and its last row, those that write nothing among them; left out where no row says when. */
  readonly from?: string;
  readonly to?: string;
  /** All rows, those among them that write nothing or could not be read. */
  readonly rows: number;
  /** Why it is probably not all of it: as many rows as its export gives at most, an end in the middle, or a link to more. */
  readonly cut?: 'limit' | 'end' | 'more';
  /** Stretches of whole days without a row in a log that has some nearly every day. */
  readonly gaps: readonly { readonly from: string; readonly to: string }[];
  /** Its times name no zone, and none was given: they were read as UTC. */
  readonly isZoneAssumed?: true;
  /** Its dates may be read both ways, and were read in the order that goes with a clock of twelve hours. */
  readonly isOrderAssumed?: true;
}

const DAY_MS = 86_400_000;
// A log of few days, or of one with rows now and then, has no gaps that say anything.
const LEAST_DAYS = 10;
const LEAST_GAP_DAYS = 2;
const BUSY = 0.7;
const MOST_GAPS = 100;

/** Counts rows by day; answers the span of them and its gaps. */
export function measureSpan(): { note(at: string): void; span(): Pick<LogFacts, 'from' | 'to' | 'gaps'> } {
  const days = new Set<number>();
  let [from, to] = [Infinity, -Infinity];
  return {
    note(at) {
      const atMs = Date.parse(at);
      from = Math.min(from, atMs);
      to = Math.max(to, atMs);
      days.add(Math.floor(atMs / DAY_MS));
    },
    span() {
      return days.size === 0 ? { gaps: [] } : { from: new Date(from).toISOString(), to: new Date(to).toISOString(), gaps: gapsIn([...days].sort((left, right) => left - right)) };
    },
  };
}

function gapsIn(days: readonly number[]): LogFacts['gaps'] {
  const runs = days.slice(1).flatMap((day, index) => {
    const before = days[index] ?? day;
    return day - before - 1 >= LEAST_GAP_DAYS ? [{ first: before + 1, last: day - 1 }] : [];
  });
  const empty = runs.reduce((sum, { first, last }) => sum + last - first + 1, 0);
  const spanned = (days.at(-1) ?? 0) - (days[0] ?? 0) + 1 - empty;
  if (days.length < LEAST_DAYS || days.length / spanned < BUSY || runs.length > MOST_GAPS) return [];
  return runs.map(({ first, last }) => ({ from: new Date(first * DAY_MS).toISOString(), to: new Date((last + 1) * DAY_MS).toISOString() }));
}
