import type { FieldEntry } from '../../../shared/records.ts';
import { compareText } from '../normal-text.ts';
import { textLikeness } from './text-likeness.ts';

export interface PairedAlike {
  readonly pairs: readonly (readonly [FieldEntry, FieldEntry])[];
  readonly gone: readonly FieldEntry[];
  readonly came: readonly FieldEntry[];
}

// More combinations than this are no person's edit; they stay single rows, so that one strange record cannot stop a comparison.
const MOST_COMBINATIONS = 10_000;

/** Pairs each value that went with at most one that came, the most alike first; symmetric, and the same for any order of the values. */
export function pairAlike(gone: readonly FieldEntry[], came: readonly FieldEntry[], threshold: number): PairedAlike {
  if (gone.length * came.length === 0 || gone.length * came.length > MOST_COMBINATIONS) return { pairs: [], gone, came };
  const candidates: Candidate[] = [];
  for (const old of gone) {
    for (const now of came) {
      const likeness = textLikeness(old.key ?? old.text, now.key ?? now.text);
      if (likeness >= threshold) candidates.push(candidate(old, now, likeness));
    }
  }
  candidates.sort((left, right) => right.likeness - left.likeness || compareText(left.low, right.low) || compareText(left.high, right.high));
  const taken = new Set<FieldEntry>();
  const pairs: (readonly [FieldEntry, FieldEntry])[] = [];
  for (const { old, now } of candidates) {
    if (taken.has(old) || taken.has(now)) continue;
    taken.add(old);
    taken.add(now);
    pairs.push([old, now]);
  }
  return { pairs, gone: gone.filter((entry) => !taken.has(entry)), came: came.filter((entry) => !taken.has(entry)) };
}

interface Candidate {
  readonly old: FieldEntry;
  readonly now: FieldEntry;
  readonly likeness: number;
  readonly low: string;
  readonly high: string;
}

/** Ties are broken by both values without regard to the side, so that the mirrored comparison makes the mirrored pairs. */
function candidate(old: FieldEntry, now: FieldEntry, likeness: number): Candidate {
  const names = [old, now].map((entry) => `${entry.key ?? entry.text}\0${entry.field}\0${entry.text}`).sort(compareText);
  return { old, now, likeness, low: names[0] ?? '', high: names[1] ?? '' };
}
