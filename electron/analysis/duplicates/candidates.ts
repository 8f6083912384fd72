import { compareText } from '../normal-text.ts';
import type { LearntMatcher, Link, Matcher, PairList, Profile } from './types.ts';

// All pairs of a small block are compared; in a larger one each record with its next neighbours only, so that cost stays linear.
const MOST_COMPARED_WITH_ALL = 24;
const NEIGHBOURS = 8;
// A weak key that so many share tells nothing any more.
const MOST_UNDER_WEAK_KEY = 30;
/** Below this a pair is no candidate at all. */
const LOWEST_CONFIDENCE = 0.3;

/** Every pair that meets under a block key, in a fixed order, each once, the smaller place first. */
export function pairCandidates<P extends Profile>(profiles: readonly P[], matcher: Matcher<P>): PairList {
  const partners: number[][] = profiles.map(() => []);
  for (const block of blockRecords(profiles, matcher)) {
    const reach = block.length <= MOST_COMPARED_WITH_ALL ? block.length : NEIGHBOURS;
    block.forEach((place, index) => {
      for (let next = index + 1; next <= Math.min(block.length - 1, index + reach); next += 1) {
        const other = block[next] ?? place;
        partners[Math.min(place, other)]?.push(Math.max(place, other));
      }
    });
  }
  const lefts: number[] = [];
  const rights: number[] = [];
  partners.forEach((places, left) => {
    let last = -1;
    for (const right of Int32Array.from(places).sort()) {
      if (right === last || right === left) continue;
      lefts.push(left);
      rights.push(right);
      last = right;
    }
    places.length = 0;
  });
  return { lefts: Int32Array.from(lefts), rights: Int32Array.from(rights) };
}

/** The candidates that do not contradict themselves and are sure enough to matter. */
export function linkCandidates<P extends Profile>(profiles: readonly P[], pairs: PairList, matcher: LearntMatcher<P>): readonly Link[] {
  const links: Link[] = [];
  pairs.lefts.forEach((left, at) => {
    const right = pairs.rights[at] ?? left;
    const [one, other] = [profiles[left], profiles[right]];
    const scored = one === undefined || other === undefined ? undefined : matcher.score(one, other);
    if (scored !== undefined && scored.confidence >= LOWEST_CONFIDENCE) links.push({ left, right, ...scored });
  });
  return links;
}

/** Places of the records under each key that more than one has; records that are alike stand beside each other. */
function blockRecords<P extends Profile>(profiles: readonly P[], matcher: Matcher<P>): readonly (readonly number[])[] {
  const strong = new Map<string, number | number[]>();
  const weak = new Map<string, number | number[]>();
  // Read in the order of names, so that in a block that is cut namesakes are neighbours.
  const order = profiles.map((_, place) => place);
  const orders = profiles.map((profile) => matcher.orderInBlock(profile));
  order.sort((left, right) => compareText(orders[left] ?? '', orders[right] ?? '') || left - right);
  for (const place of order) {
    const profile = profiles[place];
    if (profile === undefined) continue;
    for (const { key, isWeak } of matcher.blocks(profile)) note(isWeak ? weak : strong, key, place, isWeak ? MOST_UNDER_WEAK_KEY : Infinity);
  }
  const blocks: (readonly number[])[] = [];
  for (const places of strong.values()) if (typeof places !== 'number') blocks.push(places);
  for (const places of weak.values()) if (typeof places !== 'number' && places.length <= MOST_UNDER_WEAK_KEY) blocks.push(places);
  return blocks;
}

function note(blocks: Map<string, number | number[]>, key: string, place: number, most: number): void {
  const held = blocks.get(key);
  if (held === undefined) blocks.set(key, place);
  else if (typeof held === 'number') {
    if (held !== place) blocks.set(key, [held, place]);
  } else if (held.at(-1) !== place && held.length <= most) held.push(place);
}
