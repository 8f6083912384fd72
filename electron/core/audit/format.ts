import type { JsonObject } from '../graph/json.ts';
import type { RowAnswer } from './entry.ts';
import type { FormatName } from './format-names.ts';
import type { TimeReading } from './log-times.ts';
import type { Row } from './table-row.ts';

interface Format {
  readonly name: FormatName;
  /** Rows at which an export of this kind stops: a log of exactly so many is probably cut. */
  readonly stopsAt: readonly number[];
}

/** A table; its columns are told by their names, in lower case and with letters and digits alone. */
export interface TableFormat extends Format {
  readonly shape: 'table';
  isOf(columns: ReadonlySet<string>): boolean;
  /** The columns of which one says when; looked at as a whole for the order of day and month. */
  readonly times: readonly string[];
  read(row: Row, reading: TimeReading): RowAnswer;
}

/** JSON objects. */
export interface JsonFormat extends Format {
  readonly shape: 'json';
  isOf(beginning: string): boolean;
  read(object: JsonObject, text: string, reading: TimeReading): RowAnswer;
}

/** One line a row. */
export interface LineFormat extends Format {
  readonly shape: 'lines';
  isOf(line: string): boolean;
  read(line: string): RowAnswer;
}

export type LogFormat = TableFormat | JsonFormat | LineFormat;
