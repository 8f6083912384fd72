import { CHANGE_KINDS, type ChangeKind } from '../../../shared/change-kinds.ts';
import type { RecordKind } from '../../../shared/records.ts';
import { listPlaces } from '../findings/list-happenings.ts';
import type { CaseHistory, Happening } from '../findings/types.ts';
import { compareText } from '../normal-text.ts';

export type ChangeCounts = Readonly<Record<ChangeKind, number>>;

export interface DatedChanges {
  readonly atMs: number;
  readonly change: ChangeKind;
  readonly count: number;
}

/** Changes of one kind of record in one source, placed in time as well as can be known. */
export interface Lane {
  readonly source: string;
  readonly kind: RecordKind;
  /** Those whose record says when it was written, in the order of time; what happened alike in the same moment is counted. */
  readonly dated: readonly DatedChanges[];
  /** The others: all that is known is the two snapshots between which they happened. */
  readonly spans: readonly { readonly fromMs: number; readonly toMs: number; readonly counts: ChangeCounts }[];
}

/** The changes of a whole case by source and kind of record; cosmetic ones are counted as such. */
export function placeChanges(history: CaseHistory): readonly Lane[] {
  const lanes = Map.groupBy(listPlaces(history), ({ source, change }) => `${source.name}\0${change.kind}`);
  return [...lanes.values()].flatMap((happenings) => laneOf(happenings)).toSorted((left, right) => compareText(left.source, right.source) || compareText(left.kind, right.kind));
}

function laneOf(happenings: readonly Happening[]): readonly Lane[] {
  const [first] = happenings;
  if (first === undefined) return [];
  const dated = datedOf(happenings);
  const undated = Map.groupBy(happenings.filter(({ atMs }) => atMs === undefined), ({ from, to }) => `${from.takenAt} ${to.takenAt}`);
  const spans = [...undated.values()].flatMap((same) => {
    const [one] = same;
    return one === undefined ? [] : [{ fromMs: Date.parse(one.from.takenAt), toMs: Date.parse(one.to.takenAt), counts: countOf(same.map(({ change }) => change.change)) }];
  });
  return [{ source: first.source.name, kind: first.change.kind, dated, spans: spans.toSorted((left, right) => left.fromMs - right.fromMs || left.toMs - right.toMs) }];
}

function datedOf(happenings: readonly Happening[]): readonly DatedChanges[] {
  const counts = new Map<string, { atMs: number; change: ChangeKind; count: number }>();
  for (const { atMs, change } of happenings) {
    if (atMs === undefined) continue;
    const name = `${atMs} ${change.change}`;
    const held = counts.get(name);
    if (held === undefined) counts.set(name, { atMs, change: change.change, count: 1 });
    else held.count += 1;
  }
  return [...counts.values()].toSorted((left, right) => left.atMs - right.atMs);
}

/** How many dated changes of each kind fall into each of `bins` equal parts of a range of time; its end belongs to the last. */
export function binChanges(lane: Lane, fromMs: number, toMs: number, bins: number): readonly ChangeCounts[] {
  const parts = Array.from({ length: bins }, noCounts);
  for (const { atMs, change, count } of lane.dated) {
    if (atMs < fromMs || atMs > toMs) continue;
    const part = parts[Math.min(bins - 1, Math.floor(((atMs - fromMs) / Math.max(1, toMs - fromMs)) * bins))];
    if (part !== undefined) part[change] += count;
  }
  return parts;
}

function countOf(changes: readonly ChangeKind[]): ChangeCounts {
  const counts = noCounts();
  for (const change of changes) counts[change] += 1;
  return counts;
}

function noCounts(): Record<ChangeKind, number> {
  return Object.fromEntries(CHANGE_KINDS.map((kind) => [kind, 0])) as Record<ChangeKind, number>;
}
