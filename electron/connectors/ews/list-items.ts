import { AppError } from '../../../shared/errors.ts';
import type { RecordKind } from '../../../shared/records.ts';
import type { EwsSession } from './ews-session.ts';
import { kindOfClass, kindOfElement } from './item-classes.ts';
import { ownText } from './own-text.ts';
import { pagesOf } from './pages.ts';
import { element } from './soap/write-xml.ts';
import { type XmlElement, child, childText } from './soap/xml-tree.ts';

/** A row of a listing; its kind is undefined for what is no record. */
export interface ListedRow {
  readonly key: string;
  readonly version: string;
  readonly kind: RecordKind | undefined;
}

/** A record as a listing shows it. */
export interface ListedItem extends ListedRow {
  readonly kind: RecordKind;
}

export interface Listing {
  readonly items: ReadonlyMap<string, ListedItem>;
  /** False where its rows are not as many as the server counts: it proves nothing of what it leaves out. */
  readonly isWhole: boolean;
}

const PAGE = 1000;

/** Every record of a folder by id and change key. */
export async function listItems(session: EwsSession, folderId: string, signal: AbortSignal): Promise<Listing> {
  const rows = new Set<string>();
  const items = new Map<string, ListedItem>();
  const totals = new Set<number>();
  for await (const page of pagesOf(session, (offset) => request(folderId, offset), 't:Items', signal)) {
    for (const row of page.rows) {
      const listed = readRow(row);
      rows.add(listed.key);
      if (listed.kind !== undefined) items.set(listed.key, { ...listed, kind: listed.kind });
    }
    totals.add(page.total);
  }
  // What goes while pages are read moves another row past the end of a page that was read already.
  return { items, isWhole: totals.size === 1 && totals.has(rows.size) };
}

/** Id, change key and kind of a row. */
export function readRow(row: XmlElement): ListedRow {
  const { Id: key = '', ChangeKey: version = '' } = child(row, 't:ItemId')?.attributes ?? {};
  if (key === '' || version === '') throw new AppError('answer-malformed');
  const itemClass = childText(row, 't:ItemClass');
  return { key: ownText(key), version: ownText(version), kind: itemClass === '' ? kindOfElement(row.name) : kindOfClass(itemClass) };
}

/** The shape of an item's id, version and class. */
export const ROW_SHAPE = element('m:ItemShape', element('t:BaseShape', 'IdOnly') + element('t:AdditionalProperties', element('t:FieldURI', '', { FieldURI: 'item:ItemClass' })));

function request(folderId: string, offset: number): { readonly operation: string; readonly body: string } {
  const view = element('m:IndexedPageItemView', '', { MaxEntriesReturned: PAGE, Offset: offset, BasePoint: 'Beginning' });
  const parent = element('m:ParentFolderIds', element('t:FolderId', '', { Id: folderId }));
  return { operation: 'FindItem', body: element('m:FindItem', ROW_SHAPE + view + parent, { Traversal: 'Shallow' }) };
}
