import { type LogEncoding, surveyEncoding } from './log-encoding.ts';
import { dateOrderIn, type DateOrder, hasHalves, parseLogTime } from './log-times.ts';
import type { LogFile } from './log-file.ts';
import { behind, piecesOf } from './pieces.ts';
import type { Recognised } from './recognise-log.ts';
import { splitTable } from './split-table.ts';
import { rowsUnder } from './table-row.ts';

/** What has to be known of a whole file before its first row can be read. */
export interface LogSurvey {
  readonly encoding: LogEncoding;
  /** Of its dates; undefined where nothing tells it. */
  readonly order: DateOrder | undefined;
  /** Nothing but the clock of twelve hours tells it. */
  readonly isOrderAssumed: boolean;
  /** Some of its times name no zone. */
  readonly isLocal: boolean;
}

// So many rows are looked at before others get a turn.
const TURN = 2000;

/** Reads a file once, for its encoding, and a table for the order of day and month in its dates; yields now and then, so that others get a turn. */
export function* surveyLog(file: LogFile, told: Recognised): Generator<undefined, LogSurvey, undefined> {
  const encoding = surveyEncoding(told.flavour);
  const dates = surveyDates();
  const texts = noted(decoded(file, told.flavour ?? 'utf-8'), encoding.push);
  const { format } = told;
  if (format.shape === 'table' && format.times.length > 0) {
    const table = splitTable(told.separator, told.line);
    let rowOf: ReturnType<typeof rowsUnder> | undefined;
    let rows = 0;
    for (const piece of piecesOf(behind(texts, told.start), table)) {
      rows += 1;
      if (rows % TURN === 0) yield undefined;
      if ('problem' in piece) continue;
      if (rowOf === undefined) rowOf = rowsUnder(piece.content);
      else dates.push(rowOf(piece.content).cell(...format.times));
    }
  } else for (const _text of texts) yield undefined;
  return { encoding: encoding.told(), ...dates.told() };
}

// A file handed over whole would be one text, and its rows all there at once.
const PIECE_BYTES = 1 << 18;

/** The text of a file, bit by bit. */
export function textsOf(file: LogFile, encoding: LogEncoding): Iterable<string> {
  return decoded(file, encoding);
}

function* decoded(file: LogFile, encoding: LogEncoding): Generator<string> {
  const decoder = new TextDecoder(encoding);
  for (const chunk of file.chunks()) {
    for (let at = 0; at < chunk.length; at += PIECE_BYTES) yield decoder.decode(chunk.subarray(at, at + PIECE_BYTES), { stream: true });
  }
  yield decoder.decode();
}

function* noted(texts: Iterable<string>, note: (text: string) => void): Generator<string> {
  for (const text of texts) {
    note(text);
    yield text;
  }
}

function surveyDates(): { push(text: string): void; told(): Omit<LogSurvey, 'encoding'> } {
  let [dayFirst, monthFirst, either, halves, local] = [0, 0, 0, 0, 0];
  return {
    push(text) {
      if (text === '') return;
      const order = dateOrderIn(text);
      if (order === 'day-first') dayFirst += 1;
      else if (order === 'month-first') monthFirst += 1;
      else if (order === 'either') either += 1;
      if (order !== undefined && hasHalves(text)) halves += 1;
      const time = parseLogTime(text, { order: 'day-first' });
      if (order !== undefined || (time.type === 'instant' && time.isLocal)) local += isZoned(text) ? 0 : 1;
    },
    told() {
      // Both at once is no column of one order.
      const order = dayFirst > 0 === monthFirst > 0 ? undefined : dayFirst > 0 ? 'day-first' : 'month-first';
      const isOrderAssumed = order === undefined && dayFirst === 0 && either > 0 && halves > 0;
      return { order: isOrderAssumed ? 'month-first' : order, isOrderAssumed, isLocal: local > 0 };
    },
  };
}

function isZoned(text: string): boolean {
  return /(?:Z|UTC|GMT|[+-]\d\d:?\d\d)\s*$/i.test(text.slice(0, 80));
}
