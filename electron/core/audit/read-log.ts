import type { ReadRow } from './entry.ts';
import type { FormatName } from './format-names.ts';
import type { LogFile } from './log-file.ts';
import { type LogFacts, measureSpan } from './log-facts.ts';
import { logReader } from './log-reader.ts';
import type { TimeReading } from './log-times.ts';
import { type NotALog, type Recognised, recogniseLog } from './recognise-log.ts';
import { surveyLog, textsOf } from './survey-log.ts';

export type OpenedLog = { readonly type: 'log'; readonly format: FormatName; rows(): Generator<ReadRow, LogFacts, undefined> } | { readonly type: NotALog };

/**
 * Opens a log by what it holds, whatever its name. It is read twice, bit by bit: once for its encoding and the order of its dates, then for its
 * rows. Every row comes out: as its entries, as passed over, or skipped with the reason.
 */
export function openAuditLog(file: LogFile, given: TimeReading): OpenedLog {
  const told = recogniseLog(beginningOf(file));
  return told.type === 'log' ? { type: 'log', format: told.format.name, rows: () => readRows(file, told, given) } : told;
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

function* readRows(file: LogFile, told: Recognised, given: TimeReading): Generator<ReadRow, LogFacts, undefined> {
  const survey = surveyLog(file, told);
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
