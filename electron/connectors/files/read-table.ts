import { splitCsv } from '../../core/csv/split.ts';
import type { SourceFile } from './file-bytes.ts';
import type { FileEnd, FoundItem } from './found-item.ts';
import { filePath } from './read-graph-files.ts';

/** The rows of a table of contacts, events or tasks; a file that is none after all yields one unreadable piece. */
export function* readTable(file: SourceFile, end: { value: FileEnd }): Generator<FoundItem> {
  const bytes = file.read();
  const place = { collectionId: file.folder, format: 'csv-row' as const, state: 'live' as const, file: filePath(file) };
  const table = splitCsv(bytes);
  if (table === undefined) {
    yield { ...place, raw: bytes, line: 1, problem: 'record-unreadable' };
    return;
  }
  for (const { raw, line, id, problem } of table.rows) {
    if (problem === 'file-cut-off') end.value = { incompleteBecause: 'file-cut-off' };
    yield { ...place, raw, line, ...(id === undefined ? {} : { ownKey: id }), ...(problem === undefined ? {} : { problem }) };
  }
}
