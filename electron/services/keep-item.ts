import { AppError } from '../../shared/errors.ts';
import type { Collection, FetchedItem } from '../connectors/connector.ts';
import { readRaw } from '../core/read-raw.ts';
import { type ReadRecord, canonicalText, meaningText } from '../core/reading.ts';
import type { SnapshotWriter } from '../store/types.ts';
import type { CaseContext } from './case-context.ts';

/**
 * Reads one item and stages it. What cannot be read goes to quarantine with its bytes and its reason, and false is answered; bytes that the
 * case holds already are not read again.
 */
export function keepItem(context: CaseContext, collection: Collection, item: FetchedItem, writer: SnapshotWriter): boolean {
  if (item.problem !== undefined) return quarantine(collection, item, item.problem, writer);
  if (item.state === 'live' && writer.holds(collection.id, item.key, item.raw)) {
    writer.same(collection.id, item.key, item.version);
    return true;
  }
  let record: ReadRecord;
  try {
    record = readRaw(item.format, item.raw, context.ports.reading);
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    return quarantine(collection, item, error.code, writer);
  }
  writer.put(collection.id, {
    key: item.key,
    version: item.version,
    state: item.state,
    format: item.format,
    raw: item.raw,
    kind: record.kind,
    title: record.title,
    fields: record.fields,
    traces: item.traces === undefined ? record.traces : [...record.traces, ...item.traces],
    canonical: canonicalText(record),
    meaning: meaningText(record),
    ...(record.uid === undefined ? {} : { uid: record.uid }),
    ...(record.created === undefined ? {} : { created: record.created }),
    ...(record.modified === undefined ? {} : { modified: record.modified }),
  });
  for (const code of record.warnings) {
    writer.warn({ key: item.key, code, quarantined: false, ...(item.origin === undefined ? {} : { file: item.origin.file, line: item.origin.line }) });
  }
  return true;
}

function quarantine(collection: Collection, item: FetchedItem, code: string, writer: SnapshotWriter): false {
  writer.quarantine({
    collectionId: collection.id,
    code,
    raw: item.raw,
    ...(item.key === '' ? {} : { key: item.key }),
    ...(item.origin === undefined ? {} : { file: item.origin.file, line: item.origin.line }),
  });
  return false;
}
