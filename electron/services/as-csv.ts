import type { RecordDocument } from '../../shared/contract/records.ts';

const FIXED = ['source', 'collection', 'key', 'uid', 'kind', 'title', 'state', 'created', 'modified'] as const;

/** Records as a table (RFC 4180, UTF-8 with a mark so that spreadsheets read it right), one column a field; no cell can become a formula. */
export function* asCsv(records: readonly RecordDocument[]): Generator<string> {
  const fields = [...new Set(records.flatMap((record) => Object.keys(record.fields)))].sort();
  yield `\ufeff${[...FIXED, ...fields].map(cell).join(',')}\r\n`;
  for (const record of records) {
    yield `${[...FIXED.map((name) => record[name] ?? ''), ...fields.map((name) => record.fields[name] ?? '')].map(cell).join(',')}\r\n`;
  }
}

/**
 * One cell. A text that a spreadsheet would take for a formula (it begins with = + - @, a tab or a line end, full-width forms too) gets an
 * apostrophe before it, which the spreadsheet shows as text.
 */
function cell(text: string): string {
  const safe = /^[\s]*[=+\-@\u0009\u000d\u000a\uff1d\uff0b\uff0d\uff20]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) || safe !== safe.trim() ? `"${safe.replaceAll('"', '""')}"` : safe;
}
