import { decodeBytes, utf16Flavour } from '../content-lines/charset.ts';
import { csvLayout, type CsvDialect } from './layout.ts';
import { csvRows, sniffTable, type CsvRow } from './rows.ts';

/** One row of a table as a body of its own, or what stands in the place of one. */
export interface CsvPiece {
  /** JSON of header to value in UTF-8, every column in the order of the table; with a problem, the row's own text in UTF-8. */
  readonly raw: Uint8Array;
  /** Number of its first line in the file, from 1. */
  readonly line: number;
  /** What the table's id column says of the row. */
  readonly id?: string;
  /** `file-cut-off`: the file ends within the row. `record-unreadable`: the row belongs to no table, such as a report's closing words. */
  readonly problem?: 'file-cut-off' | 'record-unreadable';
}

export interface CsvTable {
  readonly dialect: CsvDialect;
  /** True: neither UTF-8 nor UTF-16; read as Windows-1252, as Outlook writes it. */
  readonly charsetGuessed: boolean;
  readonly rows: Iterable<CsvPiece>;
}

/**
 * The rows of a table in UTF-8, UTF-16 or Windows-1252, parted by commas, semicolons or tabs; undefined where its first row has no headers
 * of contacts, events or tasks. Values are never interpreted: a formula stays the text that it is. Never throws.
 */
export function splitCsv(file: Uint8Array): CsvTable | undefined {
  const flavour = utf16Flavour(file);
  const { text, guessed } = flavour === undefined ? decodeBytes(file, undefined) : { text: new TextDecoder(flavour).decode(file), guessed: false };
  const { separator, start } = sniffTable(text);
  const rows = csvRows(text, separator, start);
  const first = rows.next().value;
  if (first === undefined || first.cells.length < 2) return undefined;
  const headers = uniqueHeaders(first.cells);
  const layout = csvLayout(headers);
  if (layout === undefined) return undefined;
  const idIndex = layout.idColumn === undefined ? -1 : headers.indexOf(layout.idColumn);
  return { dialect: layout.dialect, charsetGuessed: guessed, rows: pieces(rows, headers, idIndex, text) };
}

function* pieces(rows: Iterable<CsvRow>, headers: readonly string[], idIndex: number, text: string): Generator<CsvPiece, void, undefined> {
  const encoder = new TextEncoder();
  for (const row of rows) {
    if (row.cells.every((cell) => cell.trim() === '')) continue;
    const problem = problemOf(row, headers.length);
    if (problem !== undefined) {
      yield { raw: encoder.encode(text.slice(row.from, row.to)), line: row.line, problem };
      continue;
    }
    const id = row.cells[idIndex]?.trim() ?? '';
    yield { raw: encoder.encode(rowJson(headers, row.cells)), line: row.line, ...(id === '' ? {} : { id }) };
  }
}

function problemOf(row: CsvRow, columns: number): CsvPiece['problem'] {
  // Spreadsheets leave out empty cells at the end of a row, but then they end the row.
  if (row.quoteOpen || (!row.ended && row.cells.length < columns)) return 'file-cut-off';
  return row.cells.length === 1 && columns > 2 ? 'record-unreadable' : undefined;
}

/** Headers as names of an object: one that is empty or comes again gets its place. */
function uniqueHeaders(cells: readonly string[]): readonly string[] {
  const taken = new Set<string>();
  return cells.map((cell, index) => {
    const name = cell.trim() === '' ? `Column ${index + 1}` : cell.trim();
    const unique = taken.has(name) ? `${name} (${index + 1})` : name;
    taken.add(unique);
    return unique;
  });
}

function rowJson(headers: readonly string[], cells: readonly string[]): string {
  const columns = Math.max(headers.length, cells.length);
  const parts: string[] = [];
  for (let index = 0; index < columns; index++) {
    const value = cells[index] ?? '';
    if (index < headers.length || value !== '') parts.push(`${JSON.stringify(headers[index] ?? `Column ${index + 1}`)}:${JSON.stringify(value)}`);
  }
  return `{${parts.join(',')}}`;
}
