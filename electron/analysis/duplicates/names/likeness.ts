/** Letters that were added, left out, replaced or swapped with their neighbour; counting stops above `most`. */
export function editsBetween(left: string, right: string, most: number): number {
  if (left === right) return 0;
  if (Math.abs(left.length - right.length) > most) return most + 1;
  let start = 0;
  while (start < left.length && left.charCodeAt(start) === right.charCodeAt(start)) start += 1;
  let [leftEnd, rightEnd] = [left.length, right.length];
  while (leftEnd > start && rightEnd > start && left.charCodeAt(leftEnd - 1) === right.charCodeAt(rightEnd - 1)) {
    leftEnd -= 1;
    rightEnd -= 1;
  }
  const [leftRest, rightRest] = [leftEnd - start, rightEnd - start];
  if (leftRest === 0 || rightRest === 0) return Math.min(most + 1, Math.max(leftRest, rightRest));
  if (leftRest === 1 && rightRest === 1) return 1;
  const isSwap = leftRest === 2 && rightRest === 2 && left.charCodeAt(start) === right.charCodeAt(start + 1) && left.charCodeAt(start + 1) === right.charCodeAt(start);
  if (isSwap) return 1;
  // What differs in more than one place has more than one edit.
  return most < 2 ? 2 : editsOfRest(left.slice(start, leftEnd), right.slice(start, rightEnd), most);
}

function editsOfRest(left: string, right: string, most: number): number {
  let beforeLast: number[] = [];
  let last = Array.from({ length: right.length + 1 }, (_, index) => index);
  for (let row = 1; row <= left.length; row += 1) {
    const current = [row];
    let smallest = row;
    for (let column = 1; column <= right.length; column += 1) {
      const isSame = left.charCodeAt(row - 1) === right.charCodeAt(column - 1);
      let cost = Math.min((last[column] ?? 0) + 1, (current[column - 1] ?? 0) + 1, (last[column - 1] ?? 0) + (isSame ? 0 : 1));
      const isSwap = row > 1 && column > 1 && left.charCodeAt(row - 1) === right.charCodeAt(column - 2) && left.charCodeAt(row - 2) === right.charCodeAt(column - 1);
      if (isSwap) cost = Math.min(cost, (beforeLast[column - 2] ?? 0) + 1);
      current.push(cost);
      if (cost < smallest) smallest = cost;
    }
    if (smallest > most) return most + 1;
    beforeLast = last;
    last = current;
  }
  return last[right.length] ?? most + 1;
}

const PREFIX_WEIGHT = 0.1;
const LONGEST_PREFIX = 4;

/** Jaro and Winkler's likeness of two words, 0 to 1: how many letters they share in about the same place, beginnings above all. */
export function wordLikeness(left: string, right: string): number {
  if (left === right) return 1;
  const range = Math.max(0, Math.floor(Math.max(left.length, right.length) / 2) - 1);
  const taken = new Uint8Array(right.length);
  const matched: number[] = [];
  for (let index = 0; index < left.length; index += 1) {
    const end = Math.min(right.length, index + range + 1);
    for (let other = Math.max(0, index - range); other < end; other += 1) {
      if (taken[other] === 1 || left.charCodeAt(index) !== right.charCodeAt(other)) continue;
      taken[other] = 1;
      matched.push(left.charCodeAt(index));
      break;
    }
  }
  if (matched.length === 0) return 0;
  let swapped = 0;
  let at = 0;
  for (let other = 0; other < right.length; other += 1) {
    if (taken[other] === 0) continue;
    if (right.charCodeAt(other) !== matched[at]) swapped += 1;
    at += 1;
  }
  const count = matched.length;
  const jaro = (count / left.length + count / right.length + (count - swapped / 2) / count) / 3;
  let prefix = 0;
  while (prefix < LONGEST_PREFIX && prefix < left.length && left.charCodeAt(prefix) === right.charCodeAt(prefix)) prefix += 1;
  return jaro + prefix * PREFIX_WEIGHT * (1 - jaro);
}

/** How many of the letters of the longer word stand in the other too, in whatever order: 0 to 1. */
export function lettersShared(left: string, right: string): number {
  const rest = [...right];
  const { length } = rest;
  let shared = 0;
  for (const letter of left) {
    const at = rest.indexOf(letter);
    if (at === -1) continue;
    rest.splice(at, 1);
    shared += 1;
  }
  return shared / Math.max(left.length, length, 1);
}

/** Stands in a word for a letter of which a program made a question mark. */
export const LOST_LETTER = 'ˀ';

/** Whether two words are one but for letters that a program lost; most must be left. */
export function isSameButForLost(left: string, right: string): boolean {
  if (left.length !== right.length || !(left.includes(LOST_LETTER) || right.includes(LOST_LETTER))) return false;
  const letters = [...left];
  const lost = letters.filter((letter, index) => letter === LOST_LETTER || right[index] === LOST_LETTER).length;
  return lost * 2 <= left.length && letters.every((letter, index) => letter === right[index] || letter === LOST_LETTER || right[index] === LOST_LETTER);
}
