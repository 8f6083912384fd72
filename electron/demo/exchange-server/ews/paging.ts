import type { XmlElement } from '../../dav-server/read-xml.ts';
import { EwsError } from './errors.ts';

export interface Page<T> {
  readonly rows: readonly T[];
  readonly attributes: Readonly<Record<string, string | number | boolean>>;
}

/** Cuts a page out of rows as an IndexedPage view asks for it (MS-OXWSSRCH); never more than `cap` rows, whatever was asked. */
export function pageOf<T>(rows: readonly T[], view: XmlElement | undefined, cap: number): Page<T> {
  const asked = view?.attributes['MaxEntriesReturned'];
  if (asked !== undefined && !(Number(asked) > 0)) throw new EwsError('ErrorInvalidPagingMaxRows');
  const size = Math.min(Number(asked ?? cap), cap);
  const offset = Number(view?.attributes['Offset'] ?? 0);
  const isFromEnd = view?.attributes['BasePoint'] === 'End';
  const end = isFromEnd ? Math.max(0, rows.length - offset) : Math.min(rows.length, offset + size);
  const begin = isFromEnd ? Math.max(0, end - size) : Math.min(offset, rows.length);
  const isLast = isFromEnd ? begin === 0 : end === rows.length;
  const next = isFromEnd ? rows.length - begin : end;
  return { rows: rows.slice(begin, end), attributes: { IndexedPagingOffset: next, TotalItemsInView: rows.length, IncludesLastItemInRange: isLast } };
}
