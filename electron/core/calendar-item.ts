import { AppError } from '../../shared/errors.ts';
import type { RawFormat } from '../../shared/records.ts';
import { readCsvItem } from './csv/read.ts';
import { readEwsItem } from './ews/read.ts';
import { readGraphItem } from './graph/read.ts';
import type { CalendarItem } from './jscalendar/types.ts';

const READERS: Readonly<Partial<Record<RawFormat, (raw: Uint8Array) => CalendarItem>>> = {
  'graph-json': readGraphItem,
  'ews-xml': readEwsItem,
  'csv-row': readCsvItem,
};

/** The event or task that a body is, for writing it in another format; throws AppError `record-unreadable`, or `not-supported` where no reader is built. */
export function calendarItem(format: RawFormat, raw: Uint8Array): CalendarItem {
  const read = READERS[format];
  if (read === undefined) throw new AppError('not-supported', { context: { what: format } });
  return read(raw);
}
