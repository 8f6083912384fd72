import type { RawFormat } from '../../shared/records.ts';
import { readCsvRow } from './csv/read.ts';
import { readEws } from './ews/read.ts';
import { readGraph } from './graph/read.ts';
import { readICalendar } from './icalendar/read.ts';
import type { ReadContext, ReadRecord } from './reading.ts';
import { readVCard } from './vcard/read.ts';

const READERS: Readonly<Record<RawFormat, (raw: Uint8Array, context: ReadContext) => ReadRecord>> = {
  'vcard': readVCard,
  'icalendar': readICalendar,
  'graph-json': readGraph,
  'csv-row': readCsvRow,
  'ews-xml': readEws,
};

/** Reads one body of any format; throws AppError `record-unreadable` or a closer code where it can't. */
export function readRaw(format: RawFormat, raw: Uint8Array, context: ReadContext): ReadRecord {
  return READERS[format](raw, context);
}
