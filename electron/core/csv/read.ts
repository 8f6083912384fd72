import { AppError } from '../../../shared/errors.ts';
import type { Trace } from '../../../shared/records.ts';
import { dateTimeText } from '../jscalendar/civil-time.ts';
import { calendarFields } from '../jscalendar/calendar-fields.ts';
import { sortedTraces } from '../jscalendar/traces.ts';
import type { CalendarItem } from '../jscalendar/types.ts';
import type { JSContactCard } from '../jscontact/card.ts';
import { jscontactFields, jscontactTitle } from '../jscontact/jscontact-fields.ts';
import type { ReadContext, ReadRecord } from '../reading.ts';
import { normaliseText } from '../text/normalise-text.ts';
import type { Cell } from './cell.ts';
import { csvLayout, type CsvLayout } from './layout.ts';
import { keywordsIn, readTableContact } from './read-contact.ts';
import { isOwnTable, readOwnRow } from './own-table.ts';
import { readTableItem } from './read-item.ts';
import { parseTableDate, parseTableTime, wallOf } from './table-values.ts';

/**
 * Reads one row of a table, as `splitCsv` gives it: its headers say what program wrote it and what it is. Throws `record-unreadable` where
 * the body is no such row or its headers are those of nothing that we know.
 */
export function readCsvRow(raw: Uint8Array, context: ReadContext): ReadRecord {
  const row = parseRow(raw);
  if (isOwnTable(row.map(([header]) => header))) return readOwnRow(row);
  const { layout, cells } = readRow(raw);
  const times = timesOf(cells);
  return { ...readCells(layout, cells, context), traces: tracesOf(layout, cells), ...times, warnings: [] };
}

/** The contact that a row is; throws `record-unreadable` where it is none. */
export function readCsvCard(raw: Uint8Array): JSContactCard {
  const { layout, cells } = readRow(raw);
  if (layout.kind !== 'contact') throw new AppError('record-unreadable', { context: { columns: cells.length } });
  return readTableContact(cells);
}

/** The event or task that a row is; throws `record-unreadable` where it is none. */
export function readCsvItem(raw: Uint8Array): CalendarItem {
  const { layout, cells } = readRow(raw);
  if (layout.kind === 'contact') throw new AppError('record-unreadable', { context: { columns: cells.length } });
  return readTableItem(cells, layout.kind);
}

function readRow(raw: Uint8Array): { readonly layout: CsvLayout; readonly cells: readonly Cell[] } {
  const row = parseRow(raw);
  const layout = layoutOf(row.map(([header]) => header));
  if (layout === undefined) throw new AppError('record-unreadable', { context: { columns: row.length } });
  const cells = row.flatMap(([header, value], index): readonly Cell[] => (value.trim() === '' ? [] : [{ header, value, meaning: layout.meanings[index] }]));
  return { layout, cells };
}

function readCells(layout: CsvLayout, cells: readonly Cell[], context: ReadContext): Pick<ReadRecord, 'kind' | 'title' | 'fields'> {
  if (layout.kind === 'contact') {
    const card = readTableContact(cells);
    return { kind: 'contact', title: jscontactTitle(card), fields: jscontactFields(card, context) };
  }
  const item = readTableItem(cells, layout.kind);
  return { kind: layout.kind, title: normaliseText(item.title ?? '').replace(/\n/g, ' '), fields: calendarFields(item) };
}

function parseRow(raw: Uint8Array): readonly (readonly [string, string])[] {
  const text = new TextDecoder('utf-8').decode(raw);
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (cause) {
    throw new AppError('record-unreadable', { cause });
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw new AppError('record-unreadable');
  return Object.entries(value).map(([header, cell]) => [header, typeof cell === 'string' ? cell : '']);
}

const KEPT_LAYOUTS = 100;

// All rows of a table have the same headers, so their layout is worked out once.
const layouts = new Map<string, CsvLayout | undefined>();

function layoutOf(headers: readonly string[]): CsvLayout | undefined {
  const key = JSON.stringify(headers);
  if (layouts.has(key)) return layouts.get(key);
  const layout = csvLayout(headers);
  if (layouts.size >= KEPT_LAYOUTS) layouts.clear();
  layouts.set(key, layout);
  return layout;
}

function tracesOf(layout: CsvLayout, cells: readonly Cell[]): readonly Trace[] {
  const categories = cells.filter((cell) => cell.meaning === 'keywords').flatMap((cell) => keywordsIn(cell.value));
  const marks = categories.map((value) => ({ namespace: 'csv', name: 'category', value: value.slice(0, 200) }));
  return sortedTraces([{ namespace: 'csv', name: 'dialect', value: layout.dialect }, ...marks]);
}

function timesOf(cells: readonly Cell[]): { readonly created?: string; readonly modified?: string } {
  const created = instantText(cells.find((cell) => cell.meaning === 'created')?.value ?? '');
  const modified = instantText(cells.find((cell) => cell.meaning === 'modified')?.value ?? '');
  return { ...(created === undefined ? {} : { created }), ...(modified === undefined ? {} : { modified }) };
}

/** Salesforce writes `2026-01-01T08:00:00.000Z`, or a date alone in reports. */
function instantText(value: string): string | undefined {
  const day = wallOf(parseTableDate(value));
  if (day === undefined) return undefined;
  const clock = /[T ](\d\d:\d\d:\d\d)(?:\.\d{1,9})?(?:Z|\+0000|\+00:00)?$/.exec(value.trim().slice(0, 40))?.[1];
  return `${dateTimeText(day + (clock === undefined ? 0 : (parseTableTime(clock) ?? 0)))}Z`;
}
