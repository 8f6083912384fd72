import { AppError } from '../../shared/errors.ts';
import type { RawFormat } from '../../shared/records.ts';
import { readCsvRow } from './csv/read.ts';
import { readGraph } from './graph/read.ts';
import { readICalendar } from './icalendar/read.ts';
import type { ReadContext, ReadRecord } from './reading.ts';
import { readVCard } from './vcard/read.ts';

const READERS: Readonly<Partial<Record<RawFormat, (raw: Uint8Array, context: ReadContext) => ReadRecord>>> = {
  'vcard': readVCard,
  'icalendar': readICalendar,
  'graph-json': readGraph,
  'csv-row': readCsvRow,
};

/** Reads one body of any format; throws AppError `record-unreadable` or a closer code where it can't, `not-supported` where no reader is built. */
export function readRaw(format: RawFormat, raw: Uint8Array, context: ReadContext): ReadRecord {
  const read = READERS[format];
  if (read === undefined) throw new AppError('not-supported', { context: { format } });
  return read(raw, context);
}
