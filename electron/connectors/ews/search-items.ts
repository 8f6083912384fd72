import { AppError } from '../../../shared/errors.ts';
import { MAPI_PROPERTIES, MARKER_PROPERTY, ORIGIN_PROPERTY } from '../../core/exchange/mapi-properties.ts';
import type { ExtendedFieldUri, MapiProperty } from '../../core/exchange/mapi-property.ts';
import type { EwsSession } from './ews-session.ts';
import { type ListedRow, readRow } from './list-items.ts';
import { pagesOf } from './pages.ts';
import { element } from './soap/write-xml.ts';
import { type XmlElement, childText, childrenNamed } from './soap/xml-tree.ts';

export interface SoughtRow extends ListedRow {
  /** The property that was sought, as the item has it. */
  readonly value: string;
}

/** How many values one restriction takes; Exchange refuses long ones. */
const VALUES_AT_A_TIME = 25;
const PAGE = 250;

export const MARKER_URI: ExtendedFieldUri = MARKER_PROPERTY.ews;
export const ORIGIN_URI: ExtendedFieldUri = ORIGIN_PROPERTY.ews;
export const SEARCH_KEY_URI: ExtendedFieldUri = uriOf('PidTagSearchKey');
export const CLEAN_GLOBAL_ID_URI: ExtendedFieldUri = uriOf('PidLidCleanGlobalObjectId');

/**
 * The items of a folder whose property has one of these values, as the server has them now. Throws where the answer has not as many of them as
 * the server counts: what it left out would seem to be nowhere.
 */
export async function searchItems(session: EwsSession, folderId: string, uri: ExtendedFieldUri, values: readonly string[], signal: AbortSignal): Promise<readonly SoughtRow[]> {
  const found: SoughtRow[] = [];
  for (let at = 0; at < values.length; at += VALUES_AT_A_TIME) {
    const some = values.slice(at, at + VALUES_AT_A_TIME);
    const rows = new Map<string, SoughtRow>();
    let total = 0;
    for await (const page of pagesOf(session, (offset) => request(folderId, uri, some, offset), 't:Items', signal)) {
      for (const row of page.rows) {
        const sought = { ...readRow(row), value: extendedValue(row, uri) };
        rows.set(sought.key, sought);
      }
      total = Math.max(total, page.total);
    }
    if (rows.size < total) throw new AppError('listing-contradicted', { context: { listed: rows.size, total }, retry: 'later' });
    found.push(...rows.values());
  }
  return found;
}

/** The value of an extended property of an item, or ''. */
export function extendedValue(item: XmlElement, uri: ExtendedFieldUri): string {
  const property = childrenNamed(item, 't:ExtendedProperty').find((one) => isSameUri(one.children[0]?.attributes ?? {}, uri));
  return property === undefined ? '' : childText(property, 't:Value');
}

function isSameUri(answered: Readonly<Record<string, string>>, asked: ExtendedFieldUri): boolean {
  return Object.entries(asked).every(([name, value]) => {
    const other = answered[name] ?? '';
    return name === 'PropertyTag' ? Number(other) === Number(value) : other.toLowerCase() === value.toLowerCase();
  });
}

function request(folderId: string, uri: ExtendedFieldUri, values: readonly string[], offset: number): { readonly operation: string; readonly body: string } {
  const path = element('t:ExtendedFieldURI', '', uri);
  const shape = element('m:ItemShape', element('t:BaseShape', 'IdOnly') + element('t:AdditionalProperties', element('t:FieldURI', '', { FieldURI: 'item:ItemClass' }) + path));
  const tests = values.map((value) => element('t:IsEqualTo', path + element('t:FieldURIOrConstant', element('t:Constant', '', { Value: value }))));
  const restriction = element('m:Restriction', tests.length === 1 ? tests.join('') : element('t:Or', tests.join('')));
  const view = element('m:IndexedPageItemView', '', { MaxEntriesReturned: PAGE, Offset: offset, BasePoint: 'Beginning' });
  return { operation: 'FindItem', body: element('m:FindItem', shape + view + restriction + element('m:ParentFolderIds', element('t:FolderId', '', { Id: folderId })), { Traversal: 'Shallow' }) };
}

function uriOf(name: string): ExtendedFieldUri {
  const property: MapiProperty | undefined = MAPI_PROPERTIES.find((one) => one.name === name);
  if (property === undefined) throw new Error(`no property ${name}`);
  return property.ews;
}
