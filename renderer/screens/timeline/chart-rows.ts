import { CHANGE_KINDS, type ChangeKind } from '../../../shared/change-kinds.ts';
import type { ListedFinding } from '../../../shared/contract/findings.ts';
import type { ChangeCounts } from '../../../shared/contract/timeline.ts';
import { changeWords, uiWords } from '../../../shared/messages/ui-en.ts';
import { say } from '../../words/say.ts';
import type { TimeRange } from './timeline-store.ts';

/** Kinds in the order in which they are stacked away from the middle line; what went is drawn below it. */
const ABOVE: readonly ChangeKind[] = ['added', 'modified', 'moved', 'recreated'];
const BELOW: readonly ChangeKind[] = ['removed'];

/** One part of a bar: `y` and `height` as shares of the half of a lane, above (negative) or below the middle line. */
export interface BarPart {
  readonly change: ChangeKind;
  readonly y: number;
  readonly height: number;
}

/** The place of a moment on an axis of `width`. */
export function placeOf(atMs: number, { fromMs, toMs }: TimeRange, width: number): number {
  return ((atMs - fromMs) / Math.max(1, toMs - fromMs)) * width;
}

/** How much a bin counts on its fuller side. */
export function fullestSide(counts: ChangeCounts): number {
  return Math.max(sumOf(counts, ABOVE), sumOf(counts, BELOW));
}

/** The stacked parts of one bar, scaled so that `most` fills a half. */
export function barParts(counts: ChangeCounts, most: number): readonly BarPart[] {
  return [...stacked(counts, ABOVE, most, -1), ...stacked(counts, BELOW, most, 1)];
}

function stacked(counts: ChangeCounts, kinds: readonly ChangeKind[], most: number, side: 1 | -1): readonly BarPart[] {
  let reached = 0;
  return kinds.flatMap((change) => {
    const height = (counts[change] ?? 0) / Math.max(1, most);
    if (height === 0) return [];
    const start = reached;
    reached += height;
    return [{ change, y: side === 1 ? start : -reached, height }];
  });
}

/** All real changes of a count. */
export function realChanges(counts: ChangeCounts): number {
  return sumOf(counts, [...ABOVE, ...BELOW]);
}

function sumOf(counts: ChangeCounts, kinds: readonly ChangeKind[]): number {
  return kinds.reduce((sum, kind) => sum + (counts[kind] ?? 0), 0);
}

/** `+12 added, −3 removed`; cosmetic changes too, as they may be a trace. */
export function countsText(counts: ChangeCounts): string {
  return CHANGE_KINDS.filter((kind) => (counts[kind] ?? 0) > 0)
    .map((kind) => say(uiWords.timeline.count, { sign: changeWords[kind].sign, count: counts[kind] ?? 0, word: changeWords[kind].word.toLowerCase() }))
    .join(', ');
}

/** Findings in as few rows as none overlaps another in, each with its row; the order is kept. */
export function findingRows(findings: readonly ListedFinding[]): readonly { readonly finding: ListedFinding; readonly index: number; readonly row: number }[] {
  const ends: number[] = [];
  return findings.map((finding, index) => {
    const [from, to] = [Date.parse(finding.window.from), Date.parse(finding.window.to)];
    const free = ends.findIndex((end) => end < from);
    const row = free < 0 ? ends.length : free;
    ends[row] = to;
    return { finding, index, row };
  });
}
