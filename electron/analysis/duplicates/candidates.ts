import type { Link, Matcher, Profile } from './types.ts';

// All pairs of a small block are compared; in a larger one each record with its next neighbours only, so that cost stays linear.
const MOST_COMPARED_WITH_ALL = 40;
const NEIGHBOURS = 8;
/** Below this a pair is no candidate at all. */
const LOWEST_CONFIDENCE = 0.3;

/** Every pair that meets under a block key, does not contradict itself and is sure enough to matter; in a fixed order, each once. */
export function linkCandidates<P extends Profile>(profiles: readonly P[], matcher: Matcher<P>): readonly Link[] {
  const blocks = blockRecords(profiles, matcher);
  const links: Link[] = [];
  // Which record a candidate was last compared with: cheaper than a set of all pairs.
  const comparedWith = new Int32Array(profiles.length).fill(-1);
  profiles.forEach((left, place) => {
    for (const key of matcher.blocks(left)) {
      for (const other of partnersIn(blocks.get(key), place)) {
        if (comparedWith[other] === place) continue;
        comparedWith[other] = place;
        const right = profiles[other];
        if (right === undefined || matcher.contradict(left, right)) continue;
        const { confidence, reasons } = matcher.score(left, right);
        if (confidence >= LOWEST_CONFIDENCE) links.push({ left: place, right: other, confidence, reasons });
      }
    }
  });
  return links;
}

/** Places of the records under each key that more than one has; ascending. */
function blockRecords<P extends Profile>(profiles: readonly P[], matcher: Matcher<P>): ReadonlyMap<string, readonly number[]> {
  const blocks = new Map<string, number | number[]>();
  profiles.forEach((profile, place) => {
    for (const key of new Set(matcher.blocks(profile))) {
      const held = blocks.get(key);
      if (held === undefined) blocks.set(key, place);
      else if (typeof held === 'number') blocks.set(key, [held, place]);
      else held.push(place);
    }
  });
  const shared = new Map<string, readonly number[]>();
  for (const [key, places] of blocks) if (typeof places !== 'number') shared.set(key, places);
  return shared;
}

/** The records after this one in a block, that it is compared with. */
function partnersIn(block: readonly number[] | undefined, place: number): readonly number[] {
  if (block === undefined) return [];
  const at = firstAfter(block, place);
  return block.slice(at, block.length <= MOST_COMPARED_WITH_ALL ? block.length : at + NEIGHBOURS);
}

function firstAfter(block: readonly number[], place: number): number {
  let low = 0;
  let high = block.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((block[middle] ?? 0) <= place) low = middle + 1;
    else high = middle;
  }
  return low;
}
