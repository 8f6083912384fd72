import { AppError } from '../../../../shared/errors.ts';
import type { EwsSession } from '../ews-session.ts';
import { findStanding } from '../find-standing.ts';
import { element } from '../soap/write-xml.ts';
import { type XmlElement, child } from '../soap/xml-tree.ts';
import type { Captured } from './captured.ts';
import { differingFields } from './differing-fields.ts';
import { type Occurrence, findOccurrence } from './find-occurrence.ts';
import { sendWrite, writtenItem } from './send-write.ts';
import { asItStands } from './sent-element.ts';

export interface SeriesWrite {
  readonly folderId: string;
  readonly masterId: string;
  readonly wanted: Captured;
  /** The series as it stands; one that was just made, or whose recurrence was set anew, has no exceptions. */
  readonly present: Captured;
}

/** A part of an item that an occurrence has for itself only as long as it is no exception. */
export const NOT_OF_OCCURRENCES: ReadonlySet<string> = new Set(['t:Recurrence']);

/** Changes and cancels occurrences of a series until they are as wanted; what is an exception already is changed, never undone. True where any was. */
export async function applyOccurrences(session: EwsSession, series: SeriesWrite, signal: AbortSignal): Promise<boolean> {
  let isAny = false;
  for (const [originalStart, exception] of series.wanted.exceptions) {
    const before = series.present.exceptions.get(originalStart);
    if (before !== undefined && differingFields(before, exception, NOT_OF_OCCURRENCES).length === 0) continue;
    const { key, version, plain } = await theOccurrence(session, series, originalStart, signal);
    const updates = differingFields(plain, exception, NOT_OF_OCCURRENCES);
    if (updates.length === 0) continue;
    await updateItem(session, { key, version }, updates, signal);
    isAny = true;
  }
  for (const originalStart of series.wanted.cancelled) {
    if (series.present.cancelled.has(originalStart)) continue;
    const occurrence = await theOccurrence(session, series, originalStart, signal);
    const ids = element('m:ItemIds', element('t:ItemId', '', { Id: occurrence.key, ChangeKey: occurrence.version }));
    const body = element('m:DeleteItem', ids, { DeleteType: 'MoveToDeletedItems', SendMeetingCancellations: 'SendToNone' });
    await sendWrite(session, 'DeleteItem', body, signal);
    isAny = true;
  }
  return isAny;
}

/** Sends updates to one item, only where it still has that change key. */
export async function updateItem(session: EwsSession, item: { readonly key: string; readonly version: string }, updates: readonly string[], signal: AbortSignal): Promise<{ readonly key: string; readonly version: string }> {
  const id = element('t:ItemId', '', { Id: item.key, ChangeKey: item.version });
  const change = element('t:ItemChange', id + element('t:Updates', updates.join('')));
  const body = element('m:UpdateItem', element('m:ItemChanges', change), {
    ConflictResolution: 'NeverOverwrite',
    MessageDisposition: 'SaveOnly',
    SendMeetingInvitationsOrCancellations: 'SendToNone',
  });
  return writtenItem(await sendWrite(session, 'UpdateItem', body, signal));
}

/** An occurrence as it can be named in a write, and what it is before. One that was put to another time is found by its id alone. */
async function theOccurrence(session: EwsSession, series: SeriesWrite, originalStart: number, signal: AbortSignal): Promise<{ readonly key: string; readonly version: string; readonly plain: XmlElement }> {
  const exception = series.present.exceptions.get(originalStart);
  const id = child(exception, 't:ItemId')?.attributes['Id'];
  const standing = id === undefined ? undefined : (await findStanding(session, series.folderId, [id], signal)).get(id);
  if (exception !== undefined && standing !== undefined) return { key: standing.key, version: standing.version, plain: exception };
  const occurrence = await findOccurrence(session, series.folderId, series.masterId, originalStart, signal);
  if (occurrence === undefined) throw new AppError('write-refused', { context: { what: 'an occurrence of a series that is not there' } });
  return { key: occurrence.key, version: occurrence.version, plain: exception ?? plainOccurrence(series.wanted.item, occurrence) };
}

/** The occurrence as the series makes it: its master with times of its own. */
function plainOccurrence(master: XmlElement, occurrence: Occurrence): XmlElement {
  const times: readonly XmlElement[] = [['t:Start', occurrence.start], ['t:End', occurrence.end]].map(([name = '', text = '']) => ({ name, text, attributes: {}, children: [] }));
  return { ...master, children: [...master.children.filter((one) => one.name !== 't:Start' && one.name !== 't:End'), ...times] };
}

/** Whether the rule of a series is another one than is wanted. */
export function isRecurrenceSet(present: Captured, wanted: Captured): boolean {
  const text = (one: Captured) => {
    const recurrence = child(one.item, 't:Recurrence');
    return recurrence === undefined ? '' : asItStands(recurrence);
  };
  return text(present) !== text(wanted);
}
