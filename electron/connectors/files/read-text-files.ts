import { splitICalendar } from '../../core/icalendar/split.ts';
import { splitCards } from '../../core/vcard/split.ts';
import type { SourceFile } from './file-bytes.ts';
import type { FileEnd, FoundItem } from './found-item.ts';
import { uidInObject } from './item-uid.ts';
import { filePath } from './read-graph-files.ts';
import { readTable } from './read-table.ts';
import { rejoinPieces } from './rejoin-pieces.ts';

/** The objects of a vCard, iCalendar or CSV file in order, or the rest of one that was lost; `end` says afterwards whether the file was whole. */
export function* readTextFile(file: SourceFile, end: { value: FileEnd }): Generator<FoundItem> {
  if (file.kind === 'csv') {
    yield* readTable(file, end);
    return;
  }
  const path = filePath(file);
  if (file.kind === 'cut-off') {
    end.value = { incompleteBecause: 'file-cut-off' };
    yield { collectionId: file.folder, format: 'vcard', raw: file.read(), state: 'live', file: path, line: 1, problem: 'file-cut-off' };
    return;
  }
  const pieces = file.kind === 'vcard' ? rejoinPieces(splitCards(file.chunks())) : splitICalendar(file.chunks());
  for (const piece of pieces) {
    // A file that ends inside an object was cut off: it proves nothing about what may have stood behind.
    if (piece.problem === 'file-cut-off') end.value = { incompleteBecause: 'file-cut-off' };
    const uid = 'uid' in piece && piece.uid !== undefined ? piece.uid : uidInObject(piece.raw);
    yield {
      collectionId: file.folder,
      format: file.kind === 'vcard' ? 'vcard' : 'icalendar',
      raw: piece.raw,
      state: 'live',
      file: path,
      line: piece.line,
      ...(uid === undefined ? {} : { uid }),
      ...(piece.problem === undefined ? {} : { problem: piece.problem }),
    };
  }
}
