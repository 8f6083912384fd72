import type { CaseSource, Incident } from '../findings/types.ts';
import { mailboxSources, servedSources } from './row-owners.ts';
import type { Evidence, LogCoverage, World } from './types.ts';

/** A span of time, in milliseconds since 1970. */
interface Span {
  readonly from: number;
  readonly to: number;
}

/**
 * What may not be concluded from rows that are not there: how much of an incident's time no log covers, or, where all of it is covered and no row
 * names the records, what logs leave out. It speaks neither for nor against anybody. `named` is how many of the records rows name: where it is all of
 * them, nothing is left to say.
 */
export function noteCoverage(incident: Incident, named: number, { logs = [], sources }: World): readonly Evidence[] {
  const own = logs.filter((log) => isAbout(log, incident, sources));
  if (own.length === 0 || named === incident.records.length) return [];
  const window = spanOf(incident.window);
  const covered = own.flatMap(coveredBy);
  const [first, ...more] = uncovered(window, covered);
  if (first === undefined && named > 0) return [];
  const text =
    first === undefined
      ? 'the logs cover all of this time and none of their rows names these records; what an owner adds, accounts that bypass auditing, and what the server does not audit are not in them'
      : `no log covers ${timeText(first.from)} to ${timeText(first.to)}${more.length === 0 ? '' : ` and ${more.length} more ${more.length === 1 ? 'stretch' : 'stretches'}`} of this time: that no row tells of it says nothing`;
  return [{ app: 'unknown', kind: 'audit', text, weight: 0, refs: [] }];
}

function isAbout({ source, format }: LogCoverage, incident: Incident, sources: readonly CaseSource[]): boolean {
  if (source !== undefined) return source === incident.source.name;
  // Calendar diagnostic logs tell of events alone.
  if (format === 'calendar-log-csv' && incident.kind !== 'event') return false;
  const meant = format === 'dav-access-log' ? servedSources(sources) : mailboxSources(sources);
  return meant.some(({ name }) => name === incident.source.name);
}

/** A log that was cut at its export's limit holds any of the rows of its span, so that it covers none of it for certain. */
function coveredBy({ from, to, cut, gaps }: LogCoverage): readonly Span[] {
  if (from === undefined || to === undefined || cut === 'limit' || cut === 'more') return [];
  return uncovered(spanOf({ from, to }), gaps.map(spanOf));
}

/** The parts of a span that lie in none of the others. */
function uncovered(span: Span, others: readonly Span[]): readonly Span[] {
  return others.reduce<readonly Span[]>((left, other) => left.flatMap((one) => [{ from: one.from, to: Math.min(one.to, other.from) }, { from: Math.max(one.from, other.to), to: one.to }].filter(({ from, to }) => from < to && (to <= other.from || from >= other.to))), [span]);
}

function spanOf({ from, to }: { readonly from: string; readonly to: string }): Span {
  return { from: Date.parse(from), to: Date.parse(to) };
}

function timeText(milliseconds: number): string {
  return new Date(milliseconds).toISOString().slice(0, 16).replace('T', ' ');
}
