import { csvRows, type Separator } from '../csv/rows.ts';
import { LONGEST_PIECE, type Piece, type Splitter } from './pieces.ts';

const QUOTE = 34;
const LF = 10;
const CR = 13;

/** Parts a table into its rows, the header among them; blank ones are left out, and what quotes hold open to the end is cut off. */
export function splitTable(separator: Separator, firstLine: number): Splitter<readonly string[]> {
  let [held, line, width] = ['', firstLine, 0];
  // Of a row that is too long only its end is looked for.
  let [isDiscarding, inQuotes] = [false, false];

  function* take(isLast: boolean): Generator<Piece<readonly string[]>> {
    // Half of a CRLF, which would count as a line of its own.
    const text = !isLast && held.endsWith('\r') ? held.slice(0, -1) : held;
    let [at, lines] = [0, 0];
    for (const row of csvRows(text, separator)) {
      if (!row.ended && !isLast) break;
      const isCut = row.quoteOpen || (!row.ended && row.cells.length < width);
      const here = line + row.line - 1;
      if (isCut) yield { line: here, problem: 'audit-file-cut-off' };
      else if (row.cells.some((cell) => cell.trim() !== '')) {
        width ||= row.cells.length;
        yield { line: here, content: row.cells, ...(row.ended ? {} : { isUnended: true }) };
      }
      at = behindBreak(text, row.to);
      lines = row.line - 1 + linesIn(text, row.from, at);
    }
    held = held.slice(at);
    line += lines;
    if (held.length > LONGEST_PIECE) {
      yield { line, problem: 'audit-row-too-large' };
      isDiscarding = true;
      discard();
    }
  }

  /** Drops text up to the end of the row. */
  function discard(): void {
    for (let at = 0; at < held.length; at++) {
      const unit = held.charCodeAt(at);
      if (unit === QUOTE) inQuotes = !inQuotes;
      else if (unit === LF || unit === CR) {
        const isPair = unit === CR && held.charCodeAt(at + 1) === LF;
        line += 1;
        if (isPair) at += 1;
        if (inQuotes) continue;
        held = held.slice(at + 1);
        isDiscarding = false;
        return;
      }
    }
    held = '';
  }

  return {
    *push(text) {
      held += text;
      if (isDiscarding) discard();
      if (!isDiscarding) yield* take(false);
    },
    *end() {
      if (!isDiscarding) yield* take(true);
    },
  };
}

function behindBreak(text: string, at: number): number {
  if (at >= text.length) return at;
  return at + (text.charCodeAt(at) === CR && text.charCodeAt(at + 1) === LF ? 2 : 1);
}

function linesIn(text: string, from: number, to: number): number {
  let count = 0;
  for (let at = from; at < to; at++) {
    const unit = text.charCodeAt(at);
    if (unit === LF || (unit === CR && text.charCodeAt(at + 1) !== LF)) count += 1;
  }
  return count;
}
