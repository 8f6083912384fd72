import { AppError } from '../../../../shared/errors.ts';
import type { EwsSession } from '../ews-session.ts';
import { pagesOf } from '../pages.ts';
import { element } from '../soap/write-xml.ts';
import { type XmlElement, child, childText } from '../soap/xml-tree.ts';
import { originalStartOf } from './captured.ts';

export interface Occurrence {
  readonly key: string;
  readonly version: string;
  readonly start: string;
  readonly end: string;
}

/** The occurrence of a series that it has at this time, unless it was put to another one, or undefined. */
export async function findOccurrence(session: EwsSession, folderId: string, masterId: string, originalStart: number, signal: AbortSignal): Promise<Occurrence | undefined> {
  const rows = (await viewAt(session, folderId, originalStart, signal)).filter((row) => originalStartOf(row) === originalStart && childText(row, 't:CalendarItemType') !== 'Single');
  for (const row of rows) {
    const { Id: key = '', ChangeKey: version = '' } = child(row, 't:ItemId')?.attributes ?? {};
    if (key === '' || version === '') throw new AppError('answer-malformed', { retry: 'later' });
    if ((await masterOf(session, key, signal)) === masterId) return { key, version, start: childText(row, 't:Start'), end: childText(row, 't:End') };
  }
  return undefined;
}

async function viewAt(session: EwsSession, folderId: string, timeMs: number, signal: AbortSignal): Promise<readonly XmlElement[]> {
  const fields = ['calendar:Start', 'calendar:End', 'calendar:OriginalStart', 'calendar:CalendarItemType'].map((uri) => element('t:FieldURI', '', { FieldURI: uri })).join('');
  const shape = element('m:ItemShape', element('t:BaseShape', 'IdOnly') + element('t:AdditionalProperties', fields));
  const view = element('m:CalendarView', '', { StartDate: new Date(timeMs).toISOString(), EndDate: new Date(timeMs + 60_000).toISOString() });
  const body = element('m:FindItem', shape + view + element('m:ParentFolderIds', element('t:FolderId', '', { Id: folderId })), { Traversal: 'Shallow' });
  const rows: XmlElement[] = [];
  for await (const page of pagesOf(session, () => ({ operation: 'FindItem', body }), 't:Items', signal)) {
    if (page.rows.length < page.total) throw new AppError('listing-contradicted', { context: { listed: page.rows.length, total: page.total }, retry: 'later' });
    rows.push(...page.rows);
  }
  return rows;
}

async function masterOf(session: EwsSession, occurrenceId: string, signal: AbortSignal): Promise<string | undefined> {
  const shape = element('m:ItemShape', element('t:BaseShape', 'IdOnly'));
  const ids = element('m:ItemIds', element('t:RecurringMasterItemId', '', { OccurrenceId: occurrenceId }));
  const { messages } = await session.http.call({ operation: 'GetItem', body: element('m:GetItem', shape + ids) }, signal);
  const item = child(messages[0]?.element, 'm:Items')?.children[0];
  return child(item, 't:ItemId')?.attributes['Id'];
}
