import { AppError } from '../../../shared/errors.ts';
import type { FieldEntry, RecordKind } from '../../../shared/records.ts';
import type { ReadRecord } from '../reading.ts';

/** The columns with which a table of our own begins; each further one is a field. */
export const OWN_COLUMNS = ['source', 'collection', 'key', 'uid', 'kind', 'title', 'state', 'created', 'modified'] as const;
const OWN: ReadonlySet<string> = new Set(OWN_COLUMNS);

/** Whether headers are those of a table that `export` wrote. */
export function isOwnTable(headers: readonly string[]): boolean {
  return OWN_COLUMNS.every((name, index) => headers[index] === name);
}

/** What a row of such a table says: the fields as they were read when it was written. */
export function readOwnRow(row: readonly (readonly [string, string])[]): ReadRecord {
  const cells = row.filter(([, cell]) => cell !== '').map(([header, cell]) => [header, asWritten(cell)] as const);
  const of = (name: (typeof OWN_COLUMNS)[number]): string | undefined => cells.find(([header]) => header === name)?.[1];
  const kind = of('kind');
  if (!isKind(kind)) throw new AppError('record-unreadable', { context: { columns: row.length } });
  const [uid, created, modified] = [of('uid'), of('created'), of('modified')];
  return {
    kind,
    ...(uid === undefined ? {} : { uid }),
    title: of('title') ?? '',
    fields: cells.filter(([header]) => !OWN.has(header)).map(([header, text]): FieldEntry => ({ field: fieldNamed(header), text })).sort(byFieldThenText),
    traces: [],
    ...(created === undefined ? {} : { created }),
    ...(modified === undefined ? {} : { modified }),
    warnings: [],
  };
}

/** Without the number of a field that comes again, or the place of one that is called like a fixed column. */
function fieldNamed(header: string): string {
  const name = header.replace(/ \(\d+\)$/, '');
  return OWN.has(name) ? name : header.replace(/~\d+$/, '');
}

/** An apostrophe was set before what a spreadsheet would take for a formula. */
function asWritten(cell: string): string {
  return /^'+\s*[=+\-@\t\r\n\uff1d\uff0b\uff0d\uff20]/.test(cell) ? cell.slice(1) : cell;
}

function isKind(text: string | undefined): text is RecordKind {
  return text === 'contact' || text === 'event' || text === 'task';
}

function byFieldThenText(left: FieldEntry, right: FieldEntry): number {
  if (left.field !== right.field) return left.field < right.field ? -1 : 1;
  return left.text < right.text ? -1 : left.text > right.text ? 1 : 0;
}
