import type { RecordDocument } from '../../shared/contract/records.ts';
import { OWN_COLUMNS } from '../core/csv/own-table.ts';

/** Records as a table (RFC 4180, UTF-8 with a mark so that spreadsheets read it right), one column a field; no cell can become a formula. */
export function* asCsv(records: readonly RecordDocument[]): Generator<string> {
  const fields = [...new Set(records.flatMap((record) => Object.keys(record.fields)))].sort();
  yield `\ufeff${[...OWN_COLUMNS, ...fields].map(cell).join(',')}\r\n`;
  for (const record of records) {
    yield `${[...OWN_COLUMNS.map((name) => record[name] ?? ''), ...fields.map((name) => record.fields[name] ?? '')].map(cell).join(',')}\r\n`;
  }
}

/**
 * One cell. A text that a spreadsheet would take for a formula (it begins with = + - @, a tab or a line end, full-width forms too) gets an
 * apostrophe before it, which the spreadsheet shows as text; so does one that has apostrophes there already, so that it can be read back.
 */
function cell(text: string): string {
  const safe = /^'*\s*[=+\-@\u0009\u000d\u000a\uff1d\uff0b\uff0d\uff20]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) || safe !== safe.trim() ? `"${safe.replaceAll('"', '""')}"` : safe;
}
