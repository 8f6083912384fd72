import { invariant } from '../../../shared/errors.ts';
import type { ReadRow } from './entry.ts';
import type { FormatName } from './format-names.ts';
import type { LogFile } from './log-file.ts';
import { type LogFacts, measureSpan } from './log-facts.ts';
import { logReader } from './log-reader.ts';
import type { TimeReading } from './log-times.ts';
import { type NotALog, type Recognised, recogniseLog } from './recognise-log.ts';
import { type LogSurvey, surveyLog, textsOf } from './survey-log.ts';

export type OpenedLog =
  | {
      readonly type: 'log';
      readonly format: FormatName;
      /** Looks through the file once before its rows are read; yields now and then. Left out, `rows` does so at its first row. */
      look(): Generator<undefined, void, undefined>;
      rows(): Generator<ReadRow, LogFacts, undefined>;
    }
  | { readonly type: NotALog };

/**
 * Opens a log by what it holds, whatever its name. It is read twice, bit by bit: once for its encoding and the order of its dates, then for its
 * rows. Every row comes out: as its entries, as passed over, or skipped with the reason.
 */
export function openAuditLog(file: LogFile, given: TimeReading): OpenedLog {
  const told = recogniseLog(beginningOf(file));
  return told.type === 'log' ? opened(file, told, given) : told;
}

function opened(file: LogFile, told: Recognised, given: TimeReading): OpenedLog {
  let survey: LogSurvey | undefined;
  function* look(): Generator<undefined, void, undefined> {
    survey ??= yield* surveyLog(file, told);
  }
  return {
    type: 'log',
    format: told.format.name,
    look,
    *rows() {
      for (const _turn of look()) continue;
      invariant(survey !== undefined, 'a log that was looked through was surveyed');
      return yield* readRows(file, told, given, survey);
    },
  };
}

const HEAD_BYTES = 65_536;

function beginningOf(file: LogFile): Uint8Array {
  const head = new Uint8Array(HEAD_BYTES);
  let length = 0;
  for (const chunk of file.chunks()) {
    const part = chunk.subarray(0, HEAD_BYTES - length);
    head.set(part, length);
    length += part.length;
    if (length >= HEAD_BYTES) break;
  }
  return head.subarray(0, length);
}

function* readRows(file: LogFile, told: Recognised, given: TimeReading, survey: LogSurvey): Generator<ReadRow, LogFacts, undefined> {
  const reader = logReader(told, { zone: given.zone, order: given.order ?? survey.order });
  const span = measureSpan();
  let [rows, isCutOff] = [0, false];
  for (const row of reader.rows(textsOf(file, survey.encoding))) {
    if (row.type !== 'log') rows += 1;
    if (row.type === 'kept') for (const { at } of row.entries) span.note(at);
    else if (row.type === 'passed' && row.at !== undefined) span.note(row.at);
    else if (row.type === 'skipped' && row.code === 'audit-file-cut-off') isCutOff = true;
    yield row;
  }
  const cut = isCutOff ? 'end' : reader.hasMore() ? 'more' : told.format.stopsAt.includes(rows) ? 'limit' : undefined;
  return {
    name: file.name,
    format: told.format.name,
    ...span.span(),
    rows,
    ...(cut === undefined ? {} : { cut }),
    ...(survey.isLocal && given.zone === undefined ? { isZoneAssumed: true as const } : {}),
    ...(survey.isOrderAssumed && given.order === undefined ? { isOrderAssumed: true as const } : {}),
  };
}
