import { parseJsonText } from '../graph/json.ts';
import type { ReadRow, RowAnswer } from './entry.ts';
import type { JsonFormat, TableFormat } from './format.ts';
import type { TimeReading } from './log-times.ts';
import { behind, piecesOf, type Splitter } from './pieces.ts';
import type { Recognised } from './recognise-log.ts';
import { type JsonNesting, splitJson } from './split-json.ts';
import { splitLines } from './split-lines.ts';
import { splitTable } from './split-table.ts';
import { rowsUnder } from './table-row.ts';

/** Reads the rows of one log out of its text. */
export interface LogReader {
  rows(texts: Iterable<string>): Iterable<ReadRow>;
  /** Whether what was read says that there is more of it elsewhere. */
  hasMore(): boolean;
}

/** A reader for a log as it was recognised. */
export function logReader(told: Recognised, reading: TimeReading): LogReader {
  const { format } = told;
  if (format.shape === 'table') return { rows: (texts) => tableRows(format, told, texts, reading), hasMore: () => false };
  if (format.shape === 'json') return jsonReader(format, told.nesting, reading);
  return { rows: (texts) => read(texts, splitLines(), (line) => format.read(line)), hasMore: () => false };
}

function jsonReader(format: JsonFormat, nesting: JsonNesting, reading: TimeReading): LogReader {
  const splitter = splitJson(nesting);
  return {
    rows: (texts) =>
      read(texts, splitter, (text) => {
        const object = parseJsonText(text);
        return object === undefined ? { type: 'skipped', code: 'audit-row-unreadable' } : format.read(object, text, reading);
      }),
    hasMore: () => /"@?(?:odata\.)?nextLink"\s*:\s*"/i.test(splitter.around()),
  };
}

function tableRows(format: TableFormat, told: Recognised, texts: Iterable<string>, reading: TimeReading): Iterable<ReadRow> {
  let rowOf: ReturnType<typeof rowsUnder> | undefined;
  return read(behind(texts, told.start), splitTable(told.separator, told.line), (cells) => {
    if (rowOf !== undefined) return cells.length === 1 ? { type: 'skipped', code: 'audit-row-unreadable' } : format.read(rowOf(cells), reading);
    rowOf = rowsUnder(cells);
    return undefined;
  });
}

/** What a splitter gives and a format makes of it; undefined is no row. What cannot be read where the text ends is what is left of a row. */
function* read<Content>(texts: Iterable<string>, splitter: Splitter<Content>, answer: (content: Content) => RowAnswer | undefined): Generator<ReadRow> {
  for (const piece of piecesOf(texts, splitter)) {
    const given = 'problem' in piece ? { type: 'skipped' as const, code: piece.problem } : answer(piece.content);
    const isCut = given?.type === 'skipped' && 'isUnended' in piece && (given.code === 'audit-row-unreadable' || given.code === 'audit-time-unreadable');
    if (given !== undefined) yield { line: piece.line, ...(isCut ? { ...given, code: 'audit-file-cut-off' } : given) };
  }
}
