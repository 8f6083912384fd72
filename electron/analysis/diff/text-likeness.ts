// Beyond this many letters the start of a text tells likeness well enough, and a long note costs no more than a short one.
const COMPARED_LETTERS = 256;

/** How alike two texts are, from 0 to 1 (Dice coefficient of letter pairs); symmetric. */
export function textLikeness(left: string, right: string): number {
  if (left === right) return 1;
  const leftPairs = letterPairs(left);
  const rightPairs = letterPairs(right);
  if (leftPairs.total === 0 || rightPairs.total === 0) return 0;
  let shared = 0;
  for (const [pair, count] of leftPairs.counts) shared += Math.min(count, rightPairs.counts.get(pair) ?? 0);
  return (2 * shared) / (leftPairs.total + rightPairs.total);
}

function letterPairs(text: string): { readonly counts: ReadonlyMap<string, number>; readonly total: number } {
  const letters = text.slice(0, COMPARED_LETTERS).toLowerCase();
  const counts = new Map<string, number>();
  for (let index = 0; index + 1 < letters.length; index += 1) {
    const pair = letters.slice(index, index + 2);
    counts.set(pair, (counts.get(pair) ?? 0) + 1);
  }
  return { counts, total: Math.max(0, letters.length - 1) };
}
