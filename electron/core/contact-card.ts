import { AppError } from '../../shared/errors.ts';
import type { RawFormat } from '../../shared/records.ts';
import { readContentLines } from './content-lines/read-content-lines.ts';
import { readCsvCard } from './csv/read.ts';
import { readEwsCard } from './ews/read.ts';
import { readGraphCard } from './graph/read.ts';
import type { JSContactCard } from './jscontact/card.ts';
import { vcardToJSContact } from './vcard/vcard-to-jscontact.ts';

const READERS: Readonly<Partial<Record<RawFormat, (raw: Uint8Array) => JSContactCard>>> = {
  'vcard': (raw) => vcardToJSContact(readContentLines(raw).lines),
  'graph-json': readGraphCard,
  'csv-row': readCsvCard,
  'ews-xml': readEwsCard,
};

/** The contact that a body is, for writing it in another format; throws AppError `record-unreadable`, or `not-supported` where no reader is built. */
export function contactCard(format: RawFormat, raw: Uint8Array): JSContactCard {
  const read = READERS[format];
  if (read === undefined) throw new AppError('not-supported', { context: { what: format } });
  return read(raw);
}
