/** A stretch of two texts: the same in both, only before, or only after. */
export interface Stretch {
  readonly side: 'both' | 'before' | 'after';
  readonly parts: readonly string[];
}

/** Beyond this many comparisons the middle is told as replaced as a whole, so that no text can make the window wait. */
const MOST_CELLS = 250_000;

/** The parts that two lists share, in order, and those that only one has: the longest common subsequence. */
export function diffParts(before: readonly string[], after: readonly string[]): Stretch[] {
  let start = 0;
  while (start < before.length && start < after.length && before[start] === after[start]) start += 1;
  let end = 0;
  while (end < before.length - start && end < after.length - start && before[before.length - 1 - end] === after[after.length - 1 - end]) end += 1;
  const middle = diffMiddle(before.slice(start, before.length - end), after.slice(start, after.length - end));
  return join([{ side: 'both', parts: before.slice(0, start) }, ...middle, { side: 'both', parts: before.slice(before.length - end) }]);
}

/** Two values word by word; spaces and punctuation are parts of their own. */
export function diffWords(before: string, after: string): Stretch[] {
  return diffParts(wordsOf(before), wordsOf(after));
}

function diffMiddle(before: readonly string[], after: readonly string[]): Stretch[] {
  if (before.length === 0 || after.length === 0 || before.length * after.length > MOST_CELLS) {
    return [
      { side: 'before', parts: before },
      { side: 'after', parts: after },
    ];
  }
  const lengths = commonLengths(before, after);
  const width = after.length + 1;
  const stretches: Stretch[] = [];
  let row = 0;
  let column = 0;
  while (row < before.length && column < after.length) {
    if (before[row] === after[column]) {
      stretches.push({ side: 'both', parts: [before[row] ?? ''] });
      row += 1;
      column += 1;
    } else if ((lengths[(row + 1) * width + column] ?? 0) >= (lengths[row * width + column + 1] ?? 0)) {
      stretches.push({ side: 'before', parts: [before[row] ?? ''] });
      row += 1;
    } else {
      stretches.push({ side: 'after', parts: [after[column] ?? ''] });
      column += 1;
    }
  }
  return [...stretches, { side: 'before', parts: before.slice(row) }, { side: 'after', parts: after.slice(column) }];
}

/** For each pair of places the length of the longest common subsequence from there on. */
function commonLengths(before: readonly string[], after: readonly string[]): Uint32Array {
  const width = after.length + 1;
  const lengths = new Uint32Array((before.length + 1) * width);
  for (let row = before.length - 1; row >= 0; row -= 1) {
    for (let column = after.length - 1; column >= 0; column -= 1) {
      lengths[row * width + column] =
        before[row] === after[column] ? (lengths[(row + 1) * width + column + 1] ?? 0) + 1 : Math.max(lengths[(row + 1) * width + column] ?? 0, lengths[row * width + column + 1] ?? 0);
    }
  }
  return lengths;
}

function join(stretches: readonly Stretch[]): Stretch[] {
  const joined: Stretch[] = [];
  for (const stretch of stretches) {
    if (stretch.parts.length === 0) continue;
    const last = joined.at(-1);
    if (last?.side === stretch.side) joined[joined.length - 1] = { side: last.side, parts: [...last.parts, ...stretch.parts] };
    else joined.push(stretch);
  }
  return joined;
}

function wordsOf(text: string): string[] {
  return text.match(/[\p{L}\p{N}\p{M}]+|\s+|[^\p{L}\p{N}\p{M}\s]/gu) ?? [];
}
