import { LONGEST_PIECE, type Piece, type Splitter } from './pieces.ts';

/** How many brackets stand around a record: none, those of a list, or those of an object and its list. */
export type JsonNesting = 0 | 1 | 2;

/** Deeper ones would exhaust the stack of whoever walks them. */
const DEEPEST = 64;
/** Enough to see whether what stands around the records names more of them elsewhere. */
const KEPT_AROUND = 4096;

const QUOTE = 34;
const BACKSLASH = 92;
const OPEN = 123;
const CLOSE = 125;
const OPEN_LIST = 91;
const CLOSE_LIST = 93;
const LF = 10;

export interface JsonSplitter extends Splitter<string> {
  /** What stands before the records and behind them. */
  around(): string;
}

/** Parts JSON into the texts of its records, which are objects; whatever else stands in their place is unreadable. */
export function splitJson(nesting: JsonNesting): JsonSplitter {
  let [line, depth, startLine, strayLine] = [1, 0, 1, 0];
  let [inString, isEscaped, isTooDeep, isTooLarge, isOver] = [false, false, false, false, false];
  let [held, around] = ['', ''];

  function read(text: string): Piece<string>[] {
    const pieces: Piece<string>[] = [];
    let start = depth > nesting ? 0 : -1;
    for (let at = 0; at < text.length; at++) {
      const unit = text.charCodeAt(at);
      if (unit === LF) line += 1;
      if (inString) {
        if (isEscaped) isEscaped = false;
        else if (unit === BACKSLASH) isEscaped = true;
        else if (unit === QUOTE) inString = false;
      } else if (unit === QUOTE) {
        inString = true;
        if (depth === nesting) noteStray();
      } else if (unit === OPEN || unit === OPEN_LIST) {
        if (depth === nesting && !isOver) {
          pieces.push(...strays());
          [start, startLine, held, isTooLarge, isTooDeep] = [at, line, '', false, unit === OPEN_LIST];
        }
        depth += 1;
        if (depth > nesting + DEEPEST) isTooDeep = true;
      } else if (unit === CLOSE || unit === CLOSE_LIST) {
        depth = Math.max(0, depth - 1);
        if (depth === nesting && !isOver) {
          if (start < 0) noteStray();
          else pieces.push(pieceOf(held + text.slice(start, at + 1)));
          [start, held] = [-1, ''];
          continue;
        }
        if (depth < nesting) isOver = true;
      } else if (depth === nesting && !isOver && unit > 32 && unit !== 44 && unit !== 0xfeff) noteStray();
      if (depth <= nesting || isOver) around = around.length < KEPT_AROUND ? around + text.charAt(at) : around.slice(-KEPT_AROUND / 2) + text.charAt(at);
    }
    if (depth > nesting && !isOver) {
      held += text.slice(Math.max(0, start));
      if (held.length > LONGEST_PIECE) [isTooLarge, held] = [true, ''];
    }
    return pieces;
  }

  function pieceOf(content: string): Piece<string> {
    if (isTooLarge) return { line: startLine, problem: 'audit-row-too-large' };
    return isTooDeep ? { line: startLine, problem: 'audit-row-unreadable' } : { line: startLine, content };
  }

  function noteStray(): void {
    if (strayLine === 0 && !isOver) strayLine = line;
  }

  function strays(): Piece<string>[] {
    const told: Piece<string>[] = strayLine === 0 ? [] : [{ line: strayLine, problem: 'audit-row-unreadable' }];
    strayLine = 0;
    return told;
  }

  return {
    push: read,
    end() {
      const told = strays();
      if (depth > nesting && !isOver) return [...told, { line: startLine, problem: isTooLarge ? 'audit-row-too-large' : 'audit-file-cut-off' }];
      return depth > 0 ? [...told, { line, problem: 'audit-file-cut-off' }] : told;
    },
    around: () => around,
  };
}
