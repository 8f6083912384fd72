/** One row of a table, and where it stands. */
export interface CsvRow {
  readonly cells: readonly string[];
  /** Number of its first line, from 1. */
  readonly line: number;
  /** Where it stands in the text, its line end not included. */
  readonly from: number;
  readonly to: number;
  /** False: the text ends within it, inside quotes or without a line end. */
  readonly ended: boolean;
  /** True: the text ends inside quotes. */
  readonly quoteOpen: boolean;
}

export type Separator = ',' | ';' | '\t';

const QUOTE = 34;
const LF = 10;
const CR = 13;

/**
 * The rows of a table (RFC 4180), blank ones left out. A quote within a value that has none at its start is a letter like any
 * other, and what follows a closing quote belongs to the value: spreadsheets write both. One pass.
 */
export function* csvRows(text: string, separator: Separator, start = 0): Generator<CsvRow, void, undefined> {
  const code = separator.charCodeAt(0);
  let at = start;
  let line = 1 + countLines(text, 0, start);
  while (at < text.length) {
    const row = readRow(text, at, code);
    if (row.cells.length > 1 || row.cells[0] !== '') yield { cells: row.cells, line, from: at, to: row.to, ended: row.next > row.to, quoteOpen: row.quoteOpen };
    line += countLines(text, at, row.next);
    at = row.next;
  }
}

interface RawRow {
  readonly cells: readonly string[];
  readonly to: number;
  readonly next: number;
  readonly quoteOpen: boolean;
}

function readRow(text: string, from: number, separator: number): RawRow {
  const cells: string[] = [];
  let at = from;
  let quoteOpen = false;
  for (;;) {
    let quoted = '';
    if (text.charCodeAt(at) === QUOTE) {
      const value = readQuoted(text, at + 1);
      quoted = value.text;
      at = value.next;
      quoteOpen = value.isOpen;
    }
    const plain = at;
    while (at < text.length) {
      const unit = text.charCodeAt(at);
      if (unit === separator || unit === LF || unit === CR) break;
      at++;
    }
    cells.push(quoted + text.slice(plain, at));
    if (at >= text.length) return { cells, to: at, next: at, quoteOpen };
    if (text.charCodeAt(at) === separator) {
      at++;
      continue;
    }
    const isPair = text.charCodeAt(at) === CR && text.charCodeAt(at + 1) === LF;
    return { cells, to: at, next: at + (isPair ? 2 : 1), quoteOpen };
  }
}

/** The value from behind its opening quote, and the place behind its closing one. */
function readQuoted(text: string, from: number): { readonly text: string; readonly next: number; readonly isOpen: boolean } {
  const pieces: string[] = [];
  let at = from;
  for (;;) {
    const quote = text.indexOf('"', at);
    if (quote < 0) return { text: pieces.join('') + text.slice(at), next: text.length, isOpen: true };
    if (text.charCodeAt(quote + 1) !== QUOTE) return { text: pieces.join('') + text.slice(at, quote), next: quote + 1, isOpen: false };
    pieces.push(text.slice(at, quote + 1));
    at = quote + 2;
  }
}

function countLines(text: string, from: number, to: number): number {
  let count = 0;
  for (let at = from; at < to; at++) {
    const unit = text.charCodeAt(at);
    if (unit === LF || (unit === CR && text.charCodeAt(at + 1) !== LF)) count++;
  }
  return count;
}

/** The separator of a table: the one that parts its first row into most cells; and where the table begins, behind Excel's `sep=` line. */
export function sniffTable(text: string): { readonly separator: Separator; readonly start: number } {
  const told = /^\ufeff?sep=([,;\t])\r?\n?/i.exec(text.slice(0, 20));
  const start = told?.[0].length ?? (text.charCodeAt(0) === 0xfeff ? 1 : 0);
  if (told !== null) return { separator: told[1] as Separator, start };
  const head = text.slice(start, start + HEADER_LENGTH);
  const counts = SEPARATORS.map((separator) => ({ separator, cells: csvRows(head, separator).next().value?.cells.length ?? 0 }));
  const best = counts.reduce((most, one) => (one.cells > most.cells ? one : most));
  return { separator: best.separator, start };
}

const SEPARATORS: readonly Separator[] = [',', ';', '\t'];
/** Outlook's header row is the longest known, with some 1,500 characters. */
const HEADER_LENGTH = 65_536;
