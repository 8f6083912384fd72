import { AppError } from '../../../../shared/errors.ts';
import { fromResponseCode } from '../errors.ts';
import type { EwsSession } from '../ews-session.ts';
import { element } from '../soap/write-xml.ts';
import { type XmlElement, child, childText } from '../soap/xml-tree.ts';
import { originalStartOf } from './captured.ts';

export interface Occurrence {
  readonly key: string;
  readonly version: string;
  readonly start: string;
  readonly end: string;
}

/** The occurrence of a series that it has at this time, or undefined. */
export async function findOccurrence(session: EwsSession, folderId: string, masterId: string, originalStart: number, signal: AbortSignal): Promise<Occurrence | undefined> {
  const rows = (await viewAt(session, folderId, originalStart, signal)).filter((row) => originalStartOf(row) === originalStart && childText(row, 't:CalendarItemType') !== 'Single');
  for (const row of rows) {
    const { Id: key = '', ChangeKey: version = '' } = child(row, 't:ItemId')?.attributes ?? {};
    if ((await masterOf(session, key, signal)) === masterId) return { key, version, start: childText(row, 't:Start'), end: childText(row, 't:End') };
  }
  return undefined;
}

async function viewAt(session: EwsSession, folderId: string, timeMs: number, signal: AbortSignal): Promise<readonly XmlElement[]> {
  const fields = ['calendar:Start', 'calendar:End', 'calendar:OriginalStart', 'calendar:CalendarItemType'].map((uri) => element('t:FieldURI', '', { FieldURI: uri })).join('');
  const shape = element('m:ItemShape', element('t:BaseShape', 'IdOnly') + element('t:AdditionalProperties', fields));
  const view = element('m:CalendarView', '', { StartDate: new Date(timeMs).toISOString(), EndDate: new Date(timeMs + 60_000).toISOString() });
  const body = element('m:FindItem', shape + view + element('m:ParentFolderIds', element('t:FolderId', '', { Id: folderId })), { Traversal: 'Shallow' });
  const { messages } = await session.http.call({ operation: 'FindItem', body }, signal);
  const [message] = messages;
  if (message === undefined) throw new AppError('answer-malformed');
  if (!message.isGood) throw fromResponseCode(message.code, { isWrite: false });
  return child(child(message.element, 'm:RootFolder'), 't:Items')?.children ?? [];
}

async function masterOf(session: EwsSession, occurrenceId: string, signal: AbortSignal): Promise<string | undefined> {
  const shape = element('m:ItemShape', element('t:BaseShape', 'IdOnly'));
  const ids = element('m:ItemIds', element('t:RecurringMasterItemId', '', { OccurrenceId: occurrenceId }));
  const { messages } = await session.http.call({ operation: 'GetItem', body: element('m:GetItem', shape + ids) }, signal);
  const item = child(messages[0]?.element, 'm:Items')?.children[0];
  return child(item, 't:ItemId')?.attributes['Id'];
}
